// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import PromQLSyntax
import QueryMeaning
import SpecDiagnostics

enum SeveralMatches {
    static let rule = Rule(code: "MG4706", name: "several-matches")
    static let explained = ExplainedRule(
        rule,
        explanation: """
            An operator with `on (…)` or `ignoring (…)` combines one series of each side. Here a side has several with the \
            same labels to match by: one for each value of another label, all of which exist from the start. Prometheus \
            refuses that when it evaluates the query. `group_left` or `group_right` says which side has several; the other \
            side has to be aggregated.
            """,
        badExample: """
            # shop_orders_total has the label outcome: paid, cancelled or refused.
            rate(shop_orders_total[5m]) / on (branch, instance) rate(shop_visitors[5m])
            """,
        goodExample: """
            # shop_orders_total has the label outcome: paid, cancelled or refused.
            rate(shop_orders_total[5m]) / on (branch, instance) group_left rate(shop_visitors[5m])
            """)

    static func findings(_ query: CheckedQuery) -> [Finding] {
        guard query.reading.findings.isEmpty else { return [] }
        return query.meaning.nodes.indices.compactMap { index in
            guard case .binary(let operation) = query.meaning.nodes[index].expression.form,
                !operation.operation.isSetOperator, operation.fill == nil, let matching = operation.matching,
                query.meaning.children(of: index).count == 2
            else { return nil }
            let sides = query.meaning.children(of: index)
            guard sides.allSatisfy({ query.meaning.nodes[$0].result.type == .vector }) else { return nil }
            let left = query.severalSeries(at: sides[0], matching.labels)
            let right = query.severalSeries(at: sides[1], matching.labels)
            switch matching.group {
            case .left: return right.map { finding($0, isLeft: false, isBoth: true, operation, query) }
            case .right: return left.map { finding($0, isLeft: true, isBoth: true, operation, query) }
            case nil:
                let isBoth = left != nil && right != nil
                // Of series on the left, those count that a comparison leaves, which may be one.
                let isFilter = operation.operation.isComparison && !operation.isBool
                return (isFilter ? nil : left).map { finding($0, isLeft: true, isBoth: isBoth, operation, query) }
                    ?? right.map { finding($0, isLeft: false, isBoth: isBoth, operation, query) }
            }
        }
    }

    private static func finding(
        _ label: String, isLeft: Bool, isBoth: Bool, _ operation: BinaryOperation, _ query: CheckedQuery
    ) -> Finding {
        let side = isLeft ? "left" : "right"
        let aggregate = "aggregate the \(side) side without \(label.quoted)"
        return query.finding(
            rule, at: operation.operatorSpan,
            "several series of the \(side) side match each one of the \(isLeft ? "right" : "left") side: there is one for each value of \(label.quoted)",
            notes: ["Prometheus refuses that when it evaluates the query"],
            help: isBoth ? aggregate : "\(aggregate), or write `group_\(side)` after the labels to match by")
    }
}

extension QueryCheck {
    static let severalMatches = QueryCheck([SeveralMatches.explained], eachQuery: SeveralMatches.findings)
}

extension CheckedQuery {
    /// A label in which certainly several series of an expression differ that have the same labels to match by.
    fileprivate func severalSeries(at index: Int, _ matching: VectorMatching.Labels) -> String? {
        let labels: (String) -> Bool
        switch matching {
        case .on(let list):
            let names = list.map(\.text)
            guard !names.contains(nil) else { return nil }
            labels = { !names.contains($0) }
        case .ignoring(let list):
            let names = list.map(\.text)
            labels = { names.contains($0) }
        }
        return meaning.nodes[index].result.labels.certain.subtracting(Self.reservedLabels).filter(labels).sorted()
            .first { numberOfValues(of: $0, at: index) > 1 }
    }

    /// How many values of a label certainly have series in a result, at least.
    private func numberOfValues(of label: String, at index: Int) -> Int {
        let node = meaning.nodes[index]
        guard node.result.labels[label] == .certain else { return 0 }
        switch node.expression.form {
        case .vector(let selector, _), .range(let selector, _, _): return numberOfValues(of: label, in: selector)
        case .parentheses, .unary, .subquery: return series(of: index).map { numberOfValues(of: label, at: $0) } ?? 0
        case .aggregation(let aggregation):
            // The others choose some of the series.
            guard ![.topk, .bottomk, .limitk, .limitRatio, .countValues].contains(aggregation.operation) else {
                return 0
            }
            return series(of: index).map { numberOfValues(of: label, at: $0) } ?? 0
        case .call(let function, _):
            guard let name = function.text, !["label_replace", "label_join", "info", "absent"].contains(name) else {
                return 0
            }
            return series(of: index).map { numberOfValues(of: label, at: $0) } ?? 0
        case .binary(let operation):
            guard !operation.operation.isComparison || operation.isBool else { return 0 }
            return series(of: index).map { numberOfValues(of: label, at: $0) } ?? 0
        default: return 0
        }
    }

    /// The only operand or argument that has series; nil if there are several.
    private func series(of index: Int) -> Int? {
        let series = meaning.children(of: index).filter { meaning.nodes[$0].result.mayHaveSeries }
        return series.count == 1 ? series[0] : nil
    }

    private func numberOfValues(of label: String, in selector: SeriesSelector) -> Int {
        guard selector.holes.isEmpty, let name = selector.metricName, let series = metrics[name],
            series.known.origin == .product, series.known.state == .active,
            // A gauge has the series that were set, and an open label those that were looked up.
            series.metric.kind != .gauge, series.metric.kind != .info, !series.metric.labels.contains(where: \.isOpen)
        else { return 0 }
        let values: [String]
        if label == "le", series.hasBuckets {
            values = (series.bounds?.all ?? []).map(KnownBounds.text) + ["+Inf"]
        } else {
            guard let known = metrics.values(of: label, in: series) else { return 0 }
            values = known.filter { !$0.isEmpty }
        }
        var left = values
        for matcher in selector.matchers where matcher.label.text == label {
            guard let text = matcher.value.text, let test = MatcherTest(matcher.operation, text) else { return 0 }
            left = left.filter(test.accepts)
        }
        return left.count
    }
}
