// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import PromQLSyntax
import QueryMeaning
import SpecDiagnostics

enum CollidingNames {
    static let rule = Rule(code: "MG4105", name: "colliding-names")
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A function such as `rate` drops the names of series. Here it takes several metrics whose series have the same \
            labels otherwise, so the results can't be told apart: Prometheus refuses to evaluate the query. Ask for one \
            metric, or give the series of each a label with its name first.
            """,
        badExample: #"sum(rate({__name__=~"shop_visitors|shop_sent_bytes_total"}[5m]))"#,
        goodExample: "sum(rate(shop_visitors[5m]))")

    static func findings(_ query: CheckedQuery) -> [Finding] {
        guard query.reading.findings.isEmpty else { return [] }
        return query.meaning.nodes.indices.compactMap { index in
            guard let selector = query.meaning.nodes[index].expression.selector, let names = selector.names,
                names.count > 1, let function = query.functionDroppingName(above: index),
                let (first, second) = query.colliding(names)
            else { return nil }
            return query.finding(
                rule, at: function.span,
                "\(function.text.map { "`\($0)`" } ?? "this") drops the names of \(quoted: first) and \(quoted: second), and their series have the same labels otherwise",
                notes: ["Prometheus refuses to evaluate the query"],
                help: "ask for one of them, or calculate with each and join the results")
        }
    }
}

extension QueryCheck {
    static let collidingNames = QueryCheck([CollidingNames.explained], eachQuery: CollidingNames.findings)
}

extension CheckedQuery {
    /// The function that takes the series of a selector as they are, if its results have no names.
    fileprivate func functionDroppingName(above index: Int) -> PromQLString? {
        for node in meaning.ancestors(of: index) {
            switch node.expression.form {
            case .parentheses, .subquery: continue
            case .call(let function, _):
                let drops = node.result.labels["__name__"] == .impossible && node.result.type == .vector
                let isOfNames = ["absent", "absent_over_time", "label_replace", "label_join"].contains(function.text)
                return drops && !isOfNames ? function : nil
            default: return nil
            }
        }
        return nil
    }

    /// Two metrics that certainly have series with the same labels.
    fileprivate func colliding(_ names: [String]) -> (String, String)? {
        let series = names.compactMap { metrics[$0] }.filter(\.existsFromStart)
        for (index, one) in series.enumerated() {
            for other in series[(index + 1)...] where one.labelValues == other.labelValues {
                return (one.name, other.name)
            }
        }
        return nil
    }
}

extension KnownSeries {
    /// Whether all its series are there as soon as the process is.
    fileprivate var existsFromStart: Bool {
        known.origin == .product && known.state == .active && metric.condition == nil && !hasBuckets
            && metric.kind != .gauge && metric.kind != .info && metric.kind != .stateset
            && !metric.labels.contains { $0.isOpen || !$0.isRequired }
    }

    /// Its labels and, where they are listed, their values.
    fileprivate var labelValues: [String: [String]] {
        Dictionary(metric.labels.map { ($0.name, $0.values ?? []) }) { first, _ in first }
    }
}
