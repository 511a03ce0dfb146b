/// The series with a name whose labels satisfy all matchers.
package struct SeriesSelector: Equatable, Sendable {
    /// Nil where the matchers say which names.
    package let name: String?
    package let matchers: [LabelMatcher]

    package init(_ name: String?, _ matchers: [LabelMatcher] = []) {
        self.name = name
        self.matchers = matchers
    }
}

/// What a label's value has to be. A regular expression has to match the whole value.
package struct LabelMatcher: Equatable, Sendable {
    package enum Operator: String, Sendable, CaseIterable {
        case equal = "="
        case notEqual = "!="
        case matches = "=~"
        case doesNotMatch = "!~"
    }

    package let label: String
    package let operation: Operator
    package let value: PromQLString

    package init(_ label: String, _ operation: Operator, _ value: PromQLString) {
        self.label = label
        self.operation = operation
        self.value = value
    }
}
