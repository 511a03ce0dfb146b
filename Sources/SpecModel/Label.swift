// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary

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
    /// Since when it is on its way out; nil where it isn't.
    package var deprecation: Deprecation?

    /// The deprecation of a label, or of a value. Nothing hides them: a later release leaves them out.
    package struct Deprecation: Sendable, Equatable {
        package let since: MinorVersion
        /// A whole sentence.
        package var reason: String
        /// What to use instead: what a scrape calls another label, or another value. Nil for nothing.
        package var replacement: String?

        package init(since: MinorVersion, reason: String, replacement: String?) {
            self.since = since
            self.reason = reason
            self.replacement = replacement
        }

        /// Whether it holds in a version of the product. A tree without a version has everything that is deprecated.
        package func holds(at version: ProductVersion) -> Bool {
            version.isUnversioned || since <= version.releaseLine
        }
    }

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

    /// Whether its values are `true` and `false`; then code may pass a Boolean. The value of an observation without
    /// the label doesn't count.
    package var isBoolean: Bool {
        let texts = closedValues.map(\.text).filter { !isOptional || !$0.isEmpty }
        return texts == ["true", "false"] || texts == ["false", "true"]
    }

    /// Its values, where they are known.
    package var closedValues: [Value] { if case .closed(let values) = values { values } else { [] } }

    package struct Value: Sendable, Equatable {
        package var text: String
        package var help: String?
        package var swiftName: String?
        package var deprecation: Deprecation?

        package init(text: String, help: String?, swiftName: String?, deprecation: Deprecation? = nil) {
            self.text = text
            self.help = help
            self.swiftName = swiftName
            self.deprecation = deprecation
        }
    }

    package init(
        key: String? = nil, name: String, help: String, values: Values, swiftName: String?, isOptional: Bool = false,
        isOwn: Bool = false, deprecation: Deprecation? = nil
    ) {
        self.key = key ?? name
        self.name = name
        self.help = help
        self.values = values
        self.swiftName = swiftName
        self.isOptional = isOptional
        self.isOwn = isOwn
        self.deprecation = deprecation
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
