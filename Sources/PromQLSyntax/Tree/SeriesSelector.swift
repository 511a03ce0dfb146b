// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The series with a name whose labels satisfy all matchers.
package struct SeriesSelector: Equatable, Sendable {
    /// Which samples a function over a range takes, where it doesn't only take those within the range.
    package enum Sampling: String, Sendable, CaseIterable {
        case anchored, smoothed
    }

    /// Nil where the matchers say which names.
    package let name: PromQLString?
    package let matchers: [LabelMatcher]
    /// The holes among the matchers, such as a variable that holds some.
    package let holes: [PromQLHole]
    package var sampling: Sampling?

    package init(_ name: String?, _ matchers: [LabelMatcher] = []) {
        self.init(name.map { PromQLString($0) }, matchers, holes: [])
    }

    package init(_ name: PromQLString?, _ matchers: [LabelMatcher], holes: [PromQLHole], sampling: Sampling? = nil) {
        self.name = name
        self.matchers = matchers
        self.holes = holes
        self.sampling = sampling
    }
}

/// What a label's value has to be. A regular expression has to match the whole value.
package struct LabelMatcher: Sendable {
    package enum Operator: String, Sendable, CaseIterable {
        case equal = "="
        case notEqual = "!="
        case matches = "=~"
        case doesNotMatch = "!~"
    }

    package let label: PromQLString
    package let operation: Operator
    package let value: PromQLString
    package let span: PromQLSpan

    package init(_ label: PromQLString, _ operation: Operator, _ value: PromQLString, span: PromQLSpan = .none) {
        self.label = label
        self.operation = operation
        self.value = value
        self.span = span
    }

    package init(_ label: String, _ operation: Operator, _ value: PromQLString) {
        self.init(PromQLString(label), operation, value)
    }
}

extension LabelMatcher: Equatable {
    package static func == (left: LabelMatcher, right: LabelMatcher) -> Bool {
        left.operation == right.operation && left.label == right.label && left.value == right.value
    }
}
