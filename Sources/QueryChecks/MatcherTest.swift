// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax

/// What a matcher accepts.
struct MatcherTest {
    enum Breadth {
        /// Every series, whether it has the label or not.
        case everything
        /// Every series that has the label.
        case everyValue
        case nothing
        case some
    }

    let text: String
    let isPattern: Bool
    let isNegated: Bool
    private let pattern: RegularExpression?

    /// Nil for a pattern that nobody can judge.
    init?(_ operation: LabelMatcher.Operator, _ text: String) {
        self.text = text
        isPattern = operation == .matches || operation == .doesNotMatch
        isNegated = operation == .notEqual || operation == .doesNotMatch
        guard isPattern else {
            pattern = nil
            return
        }
        guard case .valid(let pattern) = RegularExpression.read(text) else { return nil }
        self.pattern = pattern
    }

    func accepts(_ value: String) -> Bool {
        let isEqual = pattern.map { $0.matches(value) } ?? text.utf8.elementsEqual(value.utf8)
        return isEqual != isNegated
    }

    var breadth: Breadth {
        guard let pattern else { return isNegated && text.isEmpty ? .everyValue : .some }
        if pattern.matchesEverything { return isNegated ? .nothing : .everything }
        if pattern.matchesEveryValue { return isNegated ? .some : .everyValue }
        return .some
    }
}

extension PromQLString {
    /// The place of a part of a string literal; all of it where escapes move its bytes.
    func place(of part: Range<Int>) -> PromQLSpan {
        let range = span.range
        guard let text, text.utf8.count + 2 == range.count else { return span }
        return PromQLSpan(range.lowerBound + 1 + part.lowerBound..<range.lowerBound + 1 + part.upperBound)
    }
}
