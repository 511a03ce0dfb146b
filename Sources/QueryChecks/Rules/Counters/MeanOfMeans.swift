// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import PromQLSyntax
import QueryMeaning
import SpecDiagnostics

enum MeanOfMeans {
    static let rule = Rule(code: "MG4506", name: "mean-of-means", severity: .warning)
    static let explained = ExplainedRule(
        rule,
        explanation: """
            The mean of the means of several servers is not the mean of all requests: a server with one request counts as \
            much as one with a thousand. The mean of quantiles is not a quantile of anything, and neither is a quantile of \
            means or of quantiles a quantile of what was observed. Add up the parts first, and \
            divide or estimate once. The same is true over time: take the longer range in the first place, instead of \
            `avg_over_time` of what was calculated for short ones.
            """,
        badExample: """
            # shop_door_seconds is a histogram
            avg by (branch) (rate(shop_door_seconds_sum[5m]) / rate(shop_door_seconds_count[5m]))
            """,
        goodExample: """
            # shop_door_seconds is a histogram
            sum by (branch) (rate(shop_door_seconds_sum[5m])) / sum by (branch) (rate(shop_door_seconds_count[5m]))
            """)

    static func findings(_ query: CheckedQuery) -> [Finding] {
        guard query.hasValues else { return [] }
        return query.aggregations(.avg).compactMap { aggregation in
            let input = aggregation.input
            guard aggregation.joinsSeries else { return nil }
            switch input.values {
            case .mean:
                return query.finding(
                    rule, at: aggregation.span, "this is the mean of means",
                    notes: ["a server with one request counts as much as one with a thousand"],
                    help: "add up first: `sum(rate(…_sum[5m])) / sum(rate(…_count[5m]))`")
            case .quantile:
                return query.finding(
                    rule, at: aggregation.span, "the mean of quantiles is not a quantile of anything",
                    help: "add up the buckets first: `histogram_quantile(…, sum by (le) (rate(…_bucket[5m])))`")
            default: return nil
            }
        } + overTime(query) + quantiles(query)
    }

    /// Of a histogram the quantile of all observations can be had.
    private static func quantiles(_ query: CheckedQuery) -> [Finding] {
        query.aggregations(.quantile).compactMap { aggregation in
            let input = aggregation.input
            guard aggregation.joinsSeries, input.values == .mean || input.values == .quantile,
                let name = input.metrics.first, query.metrics.family(name)?.metric.kind == .histogram
            else { return nil }
            return query.finding(
                rule, at: aggregation.span,
                "this is a quantile of \(input.values == .mean ? "means" : "quantiles"), and not of what was observed",
                notes: ["a server with one request counts as much as one with a thousand"],
                help:
                    "take it of the buckets: `histogram_quantile(…, sum by (le) (rate(\(SeriesDescription.bucket.name(inFamily: name))[5m])))`"
            )
        }
    }

    private static func overTime(_ query: CheckedQuery) -> [Finding] {
        query.calls(of: ["avg_over_time"]).compactMap { call in
            switch call.argument.values {
            case .mean:
                query.finding(
                    rule, at: call.function.span, "this is the mean of means",
                    notes: ["a minute with one request counts as much as one with a thousand"],
                    help: "take the longer range at once: `rate(…_sum[1h]) / rate(…_count[1h])`")
            case .quantile:
                query.finding(
                    rule, at: call.function.span, "the mean of quantiles is not a quantile of anything",
                    help: "take the longer range at once: `histogram_quantile(…, sum by (le) (rate(…_bucket[1h])))`")
            default: nil
            }
        }
    }
}

enum SumOfRatios {
    static let rule = Rule(code: "MG4507", name: "sum-of-ratios", severity: .warning)
    static let explained = ExplainedRule(
        rule,
        explanation: """
            Shares, means and quantiles of several servers can't be added: two servers that are half full are not one full \
            server, and two latencies of 1 s are not one of 2 s. Add up the numerators and the denominators, or the buckets, \
            and divide or estimate once. Of a gauge that is a share, `avg` or `max` say something.
            """,
        badExample: """
            # shop_shelf_fill_ratio is a gauge from 0 to 1
            sum(shop_shelf_fill_ratio)
            """,
        goodExample: """
            # shop_shelf_fill_ratio is a gauge from 0 to 1
            avg(shop_shelf_fill_ratio)
            """)

    static func findings(_ query: CheckedQuery) -> [Finding] {
        guard query.hasValues else { return [] }
        return query.aggregations(.sum).compactMap { aggregation in
            guard aggregation.joinsSeries, !aggregation.isDivided else { return nil }
            switch aggregation.input.values {
            case .ratio where !query.mayBePartsOfOne(aggregation):
                return query.finding(
                    rule, at: aggregation.span, "this adds up shares",
                    notes: ["two servers that are half full are not one full server"],
                    help: "take `avg` or `max` of a gauge; of a division, add up both of its sides first")
            case .mean:
                return query.finding(
                    rule, at: aggregation.span, "this adds up means",
                    help: "add up first: `sum(rate(…_sum[5m])) / sum(rate(…_count[5m]))`")
            case .quantile:
                return query.finding(
                    rule, at: aggregation.span, "this adds up quantiles",
                    help: "add up the buckets first: `histogram_quantile(…, sum by (le) (rate(…_bucket[5m])))`")
            default: return nil
            }
        }
    }
}

extension QueryCheck {
    static let meanOfMeans = QueryCheck([MeanOfMeans.explained], eachQuery: MeanOfMeans.findings)
    static let sumOfRatios = QueryCheck([SumOfRatios.explained], eachQuery: SumOfRatios.findings)
}

/// An aggregation in a query.
private struct AggregationInQuery {
    let aggregation: Aggregation
    let input: QueryResult
    /// Its operator.
    let span: PromQLSpan
    /// Whether it is one side of a division, as in `sum(x) / count(x)`.
    let isDivided: Bool

    /// Whether a group may have several series: it hasn't if the result keeps all labels that they can have.
    var joinsSeries: Bool {
        guard case .by(let kept) = aggregation.grouping, let possible = input.labels.possible else {
            return input.mayHaveSeveralSeries
        }
        return input.mayHaveSeries && !input.labels.certain.union(possible).isSubset(of: kept.compactMap(\.text))
    }
}

extension CheckedQuery {
    fileprivate func aggregations(_ operation: AggregationOperator) -> [AggregationInQuery] {
        meaning.nodes.indices.compactMap { index in
            let expression = meaning.nodes[index].expression
            guard case .aggregation(let aggregation) = expression.form, aggregation.operation == operation,
                let input = meaning.children(of: index).last
            else { return nil }
            let start = expression.span.range.lowerBound
            let outside = meaning.ancestors(of: index).first {
                if case .parentheses = $0.expression.form { false } else { true }
            }
            var isDivided = false
            if case .binary(let parent)? = outside?.expression.form { isDivided = parent.operation == .divide }
            return AggregationInQuery(
                aggregation: aggregation, input: meaning.nodes[input].result,
                span: PromQLSpan(start..<start + operation.rawValue.utf8.count), isDivided: isDivided)
        }
    }

    /// Whether the shares that are added may be parts of one whole: each side of a division that has a group, or a gauge for
    /// each of the values of a label.
    fileprivate func mayBePartsOfOne(_ aggregation: AggregationInQuery) -> Bool {
        if aggregation.aggregation.argument.hasGroupMatching { return true }
        return aggregation.input.metrics.contains { name in
            guard let family = metrics.family(name), family.origin != .page else { return true }
            guard family.metric.kind == .gauge else { return false }
            return family.metric.labels.contains { $0.values != nil }
        }
    }
}

extension PromQLExpression {
    /// Whether a side of an operator in it has several series for one of the other side.
    fileprivate var hasGroupMatching: Bool {
        switch form {
        case .binary(let operation) where operation.matching?.group != nil: true
        case .aggregation(let aggregation): aggregation.argument.hasGroupMatching
        default: parts.contains(where: \.hasGroupMatching)
        }
    }
}
