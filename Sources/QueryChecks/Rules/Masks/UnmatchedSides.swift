// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import QueryMeaning
import SpecDiagnostics

enum UnmatchedSides {
    static let rule = Rule(code: "MG4704", name: "sides-that-never-match")
    static let explained = ExplainedRule(
        rule,
        explanation: """
            An operator between series combines those of both sides that have the same labels. Here no series of the one \
            side can have the labels of one of the other: a label is always there on one side and never on the other, or \
            its values differ. So the query has no result, and `unless` leaves nothing out. Say with `on (…)` which labels have to be the same, with \
            `ignoring (…)` which don't, or aggregate both sides by the same labels.
            """,
        badExample: "sum(rate(shop_orders_total[5m])) and (shop_queue_requests == 0)",
        goodExample: "sum(rate(shop_orders_total[5m])) and (sum(shop_queue_requests) == 0)")

    static func findings(_ query: CheckedQuery) -> [Finding] {
        query.meaning.nodes.indices.compactMap { index in
            guard case .binary(let operation) = query.meaning.nodes[index].expression.form,
                operation.operation != .or, operation.fill == nil,
                let left = query.meaning.children(of: index).first,
                let difference = SideDifference(left, index - 1, operation, in: query)
            else { return nil }
            return query.finding(
                rule, at: operation.operatorSpan,
                "no series of the two sides match\(operation.operation == .unless ? ", so `unless` leaves nothing out" : ""): \(difference.words)",
                help: difference.help(operation))
        }
    }
}

extension QueryCheck {
    static let unmatchedSides = QueryCheck([UnmatchedSides.explained], eachQuery: UnmatchedSides.findings)
}

/// Why no series of the one side of an operator belongs to one of the other.
private enum SideDifference {
    /// A label that every series of the one side has, and none of the other.
    case missing(String, isOnTheLeft: Bool)
    /// The values that a label has on each side.
    case values(String, [String], [String])

    init?(_ left: Int, _ right: Int, _ operation: BinaryOperation, in query: CheckedQuery) {
        let (leftResult, rightResult) = (query.meaning.nodes[left].result, query.meaning.nodes[right].result)
        guard leftResult.type == .vector, rightResult.type == .vector else { return nil }
        let labels: Set<String>
        switch operation.matching?.labels {
        case .on(let list): labels = Set(list.compactMap(\.text))
        case .ignoring(let list):
            guard list.allSatisfy({ $0.text != nil }) else { return nil }
            labels = leftResult.labels.certain.union(rightResult.labels.certain)
                .subtracting(list.compactMap(\.text) + ["__name__"])
        case nil:
            labels = leftResult.labels.certain.union(rightResult.labels.certain).subtracting(["__name__"])
        }
        for label in labels.sorted() {
            switch (leftResult.labels[label], rightResult.labels[label]) {
            // A label in `on` that a side can't have has a finding of its own.
            case (.certain, .impossible) where !operation.isMatchedOn && !query.compares(label, in: left):
                self = .missing(label, isOnTheLeft: false)
                return
            case (.impossible, .certain) where !operation.isMatchedOn && !query.compares(label, in: right):
                self = .missing(label, isOnTheLeft: true)
                return
            case (.certain, .certain):
                let operands = query.meaning.operands
                if let values = query.values(of: label, in: left, operands),
                    let others = query.values(of: label, in: right, operands), values.isDisjoint(with: others)
                {
                    self = .values(label, values.sorted(), others.sorted())
                    return
                }
            default: break
            }
        }
        return nil
    }

    var words: String {
        switch self {
        case .missing(let label, let isOnTheLeft):
            isOnTheLeft
                ? "the right side always has the label \(quoted: label) and the left side never"
                : "the left side always has the label \(quoted: label) and the right side never"
        case .values(let label, let left, let right):
            """
            the label \(quoted: label) is \(left.quoted(joinedBy: "or")) on the left and \(right.quoted(joinedBy: "or")) \
            on the right
            """
        }
    }

    func help(_ operation: BinaryOperation) -> String {
        switch self {
        case .missing(let label, _):
            operation.isMatchedOn
                ? "aggregate both sides by the same labels"
                : "aggregate both sides by the same labels, or say which to match by with `on (…)`, or with `ignoring (\(label))`"
        case .values(let label, _, _):
            operation.isMatchedOn
                ? "leave \(quoted: label) out of `on (…)`" : "write `ignoring (\(label))`, or aggregate both sides"
        }
    }
}

extension BinaryOperation {
    fileprivate var isMatchedOn: Bool { if case .on? = matching?.labels { true } else { false } }
}

extension CheckedQuery {
    /// Whether a selector in a part of the query compares a label that its series can't have, which has a finding of its own.
    fileprivate func compares(_ label: String, in index: Int) -> Bool {
        meaning.nodes[index].expression.selectors.contains { selector in
            guard let name = selector.metricName else { return false }
            return selector.matchers.contains { $0.label.text == label }
                && metrics.labels(ofSeries: name)[label] == .impossible
        }
    }

    /// The values that a label of a result can have; nil where they aren't known.
    fileprivate func values(of label: String, in index: Int, _ operands: [[Int]]) -> Set<String>? {
        let node = meaning.nodes[index]
        guard node.result.labels[label] == .certain else { return nil }
        switch node.expression.form {
        case .vector(let selector, _), .range(let selector, _, _): return values(of: label, in: selector)
        case .parentheses, .unary, .subquery, .aggregation:
            return operands[index].last.flatMap { values(of: label, in: $0, operands) }
        case .call(let function, _):
            guard let name = function.text,
                !["label_replace", "label_join", "info", "histogram_quantiles"].contains(name)
            else { return nil }
            let series = operands[index].filter { meaning.nodes[$0].result.mayHaveSeries }
            return series.count == 1 ? values(of: label, in: series[0], operands) : nil
        case .binary(let operation):
            let sides = operands[index].filter { meaning.nodes[$0].result.mayHaveSeries }
            if sides.count == 1 { return values(of: label, in: sides[0], operands) }
            guard sides.count == 2, operation.fill == nil, operation.matching?.group == nil else { return nil }
            let left = values(of: label, in: sides[0], operands)
            guard operation.operation == .or else { return left }
            return left.flatMap { left in values(of: label, in: sides[1], operands).map(left.union) }
        case .number, .duration, .string, .hole, .numberTemplate, .aggregationTemplate, .missing: return nil
        }
    }

    private func values(of label: String, in selector: SeriesSelector) -> Set<String>? {
        var values = selector.metricName.flatMap { metrics[$0]?.known.values(of: label) }.map { Set($0) }
        if label == "job" || label == "instance" { values = nil }
        for matcher in selector.matchers where matcher.label.text == label {
            guard let text = matcher.value.text else { continue }
            switch matcher.operation {
            case .equal: values = values.map { $0.intersection([text]) } ?? [text]
            case .matches:
                guard case .valid(let pattern) = RegularExpression.read(text) else { continue }
                values = values.map { $0.filter(pattern.matches) } ?? pattern.language(limit: 64).map { Set($0) }
            case .notEqual: values?.remove(text)
            case .doesNotMatch:
                guard case .valid(let pattern) = RegularExpression.read(text) else { continue }
                values = values?.filter { !pattern.matches($0) }
            }
        }
        // Of a selector that selects nothing, another rule speaks.
        return values?.isEmpty == true ? nil : values
    }
}
