// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

/// A key under an output, such as `directory` under `swift`: an emitter declares its own, and the language reads them.
package struct OutputOption: Sendable, Equatable {
    package enum ValueType: Sendable, Equatable {
        case text
        /// A file, relative to the package's directory; may not lead out of it.
        case file
        /// A directory, relative to the package's directory; may not lead out of it.
        case directory
        case choice([String])
        case texts
    }

    package let name: String
    package let type: ValueType
    package let help: String
    package let isRequired: Bool

    package init(_ name: String, _ type: ValueType, isRequired: Bool = false, help: String) {
        self.name = name
        self.type = type
        self.help = help
        self.isRequired = isRequired
    }
}

/// One entry of `outputs:`: an emitter by its name and the options it was given, each of the type that it declared.
package struct OutputRequest: Sendable, Equatable {
    package enum OptionValue: Sendable, Equatable {
        case text(Spanned<String>)
        case texts([Spanned<String>])
    }

    package let emitter: Spanned<String>
    package let options: [String: OptionValue]

    package init(emitter: Spanned<String>, options: [String: OptionValue]) {
        self.emitter = emitter
        self.options = options
    }

    package func text(_ option: String) -> Spanned<String>? {
        if case .text(let text)? = options[option] { text } else { nil }
    }

    package func texts(_ option: String) -> [Spanned<String>] {
        if case .texts(let texts)? = options[option] { texts } else { [] }
    }
}
