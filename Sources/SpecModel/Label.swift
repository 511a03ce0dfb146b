// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A label, and where its values come from.
package struct Label: Sendable, Equatable {
    /// What the spec calls it: its key under the product's labels, or in its metric.
    package var key: String
    /// What a scrape calls it. Two labels with different keys can have the same name, but not in one metric.
    package var name: String
    package var help: String
    package var values: Values
    package var swiftName: String?
    /// Whether it may be left out of an observation. Its value is then the empty text, which Prometheus takes for no
    /// label at all; of a closed label that is one of the values.
    package var isOptional: Bool
    /// Whether its metric says itself what the label is, completely or in part. The labels of a product are shared.
    package var isOwn: Bool

    package enum Values: Sendable, Equatable {
        /// One value for the life of the generated struct (`bind: instance`).
        case bound
        /// A closed set, never empty, in the order of the spec.
        case closed([Value])
        /// Any text, at each observation; `limit` is the declared cap on how many different ones there may be.
        case open(limit: ValueLimit?)
    }

    /// The cap on how many different values there may be, where the label is open and has one.
    package var maxValues: ValueLimit? { if case .open(let limit) = values { limit } else { nil } }

    package var isBound: Bool { if case .bound = values { true } else { false } }

    /// Its values, where they are known.
    package var closedValues: [Value] { if case .closed(let values) = values { values } else { [] } }

    package struct Value: Sendable, Equatable {
        package var text: String
        package var help: String?
        package var swiftName: String?

        package init(text: String, help: String?, swiftName: String?) {
            self.text = text
            self.help = help
            self.swiftName = swiftName
        }
    }

    package init(
        key: String? = nil, name: String, help: String, values: Values, swiftName: String?, isOptional: Bool = false,
        isOwn: Bool = false
    ) {
        self.key = key ?? name
        self.name = name
        self.help = help
        self.values = values
        self.swiftName = swiftName
        self.isOptional = isOptional
        self.isOwn = isOwn
    }
}

/// How many different values an open label may have.
package enum ValueLimit: Sendable, Equatable {
    case number(Int)
    /// As many as an integer parameter says, and never more than `greatest`, where the parameter has a maximum.
    case parameter(ParameterSum, greatest: Int?)

    /// The most that there can be; nil where a parameter can say any number.
    package var greatest: Int? {
        switch self {
        case .number(let count): count
        case .parameter(_, let greatest): greatest
        }
    }
}
