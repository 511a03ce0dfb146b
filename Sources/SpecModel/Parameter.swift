// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Something that is known only when the process starts: an argument of the generated struct.
package struct Parameter: Sendable, Equatable {
    package var name: String
    package var help: String?
    package var type: ValueType
    /// The environment variable that has its value; nil where code passes it.
    package var environment: String?

    /// With its limits and, where there is one, its default. A parameter without a default has to be given.
    package enum ValueType: Sendable, Equatable {
        case integer(minimum: Int?, maximum: Int?, default: Int?)
        case boolean(default: Bool?)
        /// Any string.
        case string(default: String?)
        /// One of a closed set of strings, which isn't empty.
        case choice([Label.Value], default: String?)
        /// Not empty, no number twice; the limits hold for each element.
        case integers(minimum: Int?, maximum: Int?)
        /// The names of an info's fields. Each once; there may be none.
        case strings
    }

    package init(name: String, help: String?, type: ValueType, environment: String? = nil) {
        self.name = name
        self.help = help
        self.type = type
        self.environment = environment
    }

    /// The strings of a closed set; empty for other types.
    package var choices: [Label.Value] { if case .choice(let values, _) = type { values } else { [] } }
}

/// A prefix of names that a process decides when it starts.
package struct ParameterPrefix: Sendable, Hashable {
    /// A string with a default.
    package let parameter: String
    /// What follows its value, such as `_`; may be empty.
    package let ending: String

    package init(_ parameter: String, ending: String = "") {
        self.parameter = parameter
        self.ending = ending
    }
}

/// An integer parameter, to which a number may be added.
package struct ParameterSum: Sendable, Hashable {
    package let parameter: String
    package let offset: Int

    package init(_ parameter: String, offset: Int = 0) {
        self.parameter = parameter
        self.offset = offset
    }

    /// What follows the parameter in the spec: `` or ` - 1`.
    package var ending: String { offset == 0 ? "" : " \(offset < 0 ? "-" : "+") \(offset.magnitude)" }
}
