// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import QueryMeaning
import SpecDiagnostics

enum MixedBuckets {
    static let rule = Rule(code: "MG4405", name: "mixed-buckets")
    static let page = ExplainedRule(
        rule,
        explanation: """
            Buckets count all observations up to their bound. Of two metrics with different bounds, a sum for one bound \
            has only the observations of the metric that has this bound, so the counts jump up and down from bound to \
            bound, and a quantile of them is wrong. Give both metrics the same bounds, or compute a quantile of each.
            """,
        badExample:
            "sum by (le) (rate(shop_door_seconds_bucket[5m]) or rate(shop_loading_seconds_bucket[5m]))",
        goodExample: "sum by (le) (rate(shop_door_seconds_bucket[5m]))")
}

extension QueryCheck {
    static let mixedBuckets = QueryCheck([MixedBuckets.page]) { query in
        guard query.reading.findings.isEmpty else { return [] }
        return query.meaning.nodes.indices.compactMap { query.mixedBuckets(at: $0) }
    }
}

extension CheckedQuery {
    fileprivate func mixedBuckets(at index: Int) -> Finding? {
        let node = meaning.nodes[index]
        guard node.result.labels["le"] == .certain else { return nil }
        let sources: [Int]
        switch node.expression.form {
        case .aggregation(let aggregation):
            guard aggregation.operation == .sum || aggregation.operation == .avg,
                node.result.labels["__name__"] == .impossible
            else { return nil }
            sources = meaning.children(of: index).suffix(1)
        case .binary(let operation):
            guard operation.operation == .add else { return nil }
            sources = meaning.children(of: index)
        default: return nil
        }
        var found: [(metric: String, bounds: [Double])] = []
        for source in sources {
            guard let buckets = buckets(at: source) else { return nil }
            found += buckets
        }
        guard let first = found.first, let other = found.first(where: { $0.bounds != first.bounds }) else { return nil }
        func text(_ bounds: [Double]) -> String { bounds.map(KnownBounds.text).quoted(joinedBy: "and") }
        return finding(
            MixedBuckets.rule, at: node.expression.operatorSpan,
            "this adds up the buckets of \(first.metric.quoted) and \(other.metric.quoted), which have different bounds",
            notes: [
                "the bounds are \(text(first.bounds)) of the one, and \(text(other.bounds)) of the other, besides `+Inf`"
            ], help: "take a quantile of each metric, or give both the same bounds in the spec")
    }

    /// The metrics whose buckets an expression has all of; nil if that isn't known.
    private func buckets(at index: Int) -> [(metric: String, bounds: [Double])]? {
        let expression = meaning.nodes[index].expression
        switch expression.form {
        case .vector(let series, _), .range(let series, _, _):
            guard let names = series.names, series.holes.isEmpty,
                !series.matchers.contains(where: { $0.label.text == "le" })
            else { return nil }
            var found: [(metric: String, bounds: [Double])] = []
            for name in names {
                guard let known = metrics[name], let bounds = known.bounds?.all else { return nil }
                found.append((known.metric.name, bounds))
            }
            return found
        case .parentheses, .subquery: return meaning.children(of: index).first.flatMap(buckets)
        case .call(let function, let arguments):
            guard arguments.count == 1, let name = function.text, ["rate", "irate", "increase"].contains(name) else {
                return nil
            }
            return meaning.children(of: index).first.flatMap(buckets)
        case .aggregation(let aggregation):
            guard aggregation.operation == .sum, meaning.nodes[index].result.labels["le"] == .certain else {
                return nil
            }
            return meaning.children(of: index).last.flatMap(buckets)
        case .binary(let operation):
            let children = meaning.children(of: index)
            guard operation.operation == .or || operation.operation == .add, children.count == 2,
                let left = buckets(at: children[0]), let right = buckets(at: children[1])
            else { return nil }
            return left + right
        default: return nil
        }
    }
}
