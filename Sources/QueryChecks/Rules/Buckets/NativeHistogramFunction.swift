// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import PromQLSyntax
import QueryMeaning
import SpecDiagnostics

enum NativeHistogramFunction {
    static let rule = Rule(code: "MG4407", name: "native-histogram-function")
    static let explained = ExplainedRule(
        rule,
        explanation: """
            `histogram_avg`, `histogram_count`, `histogram_sum`, `histogram_stddev` and `histogram_stdvar` read native \
            histograms, in which a sample is a whole histogram. The samples of these series are numbers, which the \
            functions leave out without a word: there is no result. Of a histogram with buckets, `_count` and `_sum` are \
            series of their own, and the mean is the one divided by the other.
            """,
        badExample: """
            # shop_door_seconds is a histogram with buckets
            histogram_avg(rate(shop_door_seconds_bucket[5m]))
            """,
        goodExample: """
            # shop_door_seconds is a histogram with buckets
            rate(shop_door_seconds_sum[5m]) / rate(shop_door_seconds_count[5m])
            """)

    private static let functions: Set<String> = [
        "histogram_avg", "histogram_count", "histogram_sum", "histogram_stddev", "histogram_stdvar",
    ]

    static func findings(_ query: CheckedQuery) -> [Finding] {
        guard query.reading.findings.isEmpty else { return [] }
        return query.calls(of: functions).compactMap { call in
            guard let function = call.function.text, let series = query.knownSeries(in: call.node.expression),
                let first = series.first,
                series.allSatisfy({ $0.known.origin != .page && $0.description != .native })
            else { return nil }
            return query.finding(
                rule, at: call.function.span,
                "\(function.quoted) reads native histograms, and \(first.name.quoted) has numbers: there is no result",
                help: help(function, first))
        }
    }

    private static func help(_ function: String, _ series: KnownSeries) -> String {
        guard series.metric.kind.description.series.contains(.sum) else {
            return "\(series.metric.name.quoted) is \(series.metric.kind.withArticle): leave the function out"
        }
        func rate(_ description: SeriesDescription) -> String {
            "rate(\(description.name(inFamily: series.metric.name))[5m])"
        }
        return switch function {
        case "histogram_count": "write \(rate(.count).quoted)"
        case "histogram_sum": "write \(rate(.sum).quoted)"
        case "histogram_avg": "write \("\(rate(.sum)) / \(rate(.count))".quoted)"
        default: "buckets have no such number: take quantiles with `histogram_quantile`"
        }
    }
}

extension QueryCheck {
    static let nativeHistogramFunction = QueryCheck(
        [NativeHistogramFunction.explained], eachQuery: NativeHistogramFunction.findings)
}

extension CheckedQuery {
    /// All series that an expression asks for; nil if one isn't known.
    fileprivate func knownSeries(in expression: PromQLExpression) -> [KnownSeries]? {
        var series: [KnownSeries] = []
        for selector in expression.selectors {
            guard let names = selector.names else { return nil }
            for name in names {
                guard case .series(let known) = metrics.target(of: name) else { return nil }
                series.append(known)
            }
        }
        return series
    }
}
