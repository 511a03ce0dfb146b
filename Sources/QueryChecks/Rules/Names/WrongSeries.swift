// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import QueryMeaning
import SpecDiagnostics

enum WrongSeries {
    static let rule = Rule(code: "MG4102", name: "wrong-series")
    static let explained = ExplainedRule(
        rule,
        explanation: """
            The metric exists, and it has no series of this name, so the query can't have a result. A histogram `x` has \
            the series `x_bucket`, `x_sum` and `x_count`, a summary `x_sum` and `x_count`; the name of a counter ends in \
            `_total`; a gauge has only its own name.
            """,
        badExample: """
            # shop_door_seconds is a histogram
            shop_door_seconds
            """,
        goodExample: """
            # shop_door_seconds is a histogram
            rate(shop_door_seconds_sum[5m]) / rate(shop_door_seconds_count[5m])
            """)

    static func finding(_ asked: AskedName, of family: KnownMetric, in query: CheckedQuery) -> Finding {
        // A counter has one series, and a name without the ending means that one.
        let isCounterWithoutEnding =
            family.metric.kind == .counter
            && family.metric.name == asked.name + MetricKind.counter.description.nameSuffix
        return query.finding(
            rule, at: asked.span, message(asked.name, family), help: help(family),
            fixes: isCounterWithoutEnding ? query.renaming(asked, to: family.metric.name) : [])
    }

    static func message(_ name: String, _ family: KnownMetric) -> String {
        let subject =
            "the \(family.metric.kind == .unknown ? "metric" : family.metric.kind.rawValue) \(quoted: family.metric.name)"
        return name == family.metric.name
            ? "\(subject) has no series of that bare name" : "\(subject) has no series \(quoted: name)"
    }

    static func help(_ family: KnownMetric) -> String {
        if family.series.contains(.native), !family.series.contains(.bucket) {
            return
                "it is a native histogram without bounds: for a quantile write `histogram_quantile(0.99, sum(rate(\(family.metric.name)[5m])))`"
        }
        let names = family.series.map { $0.name(inFamily: family.metric.name) }
        if family.series.contains(.levelBucket) {
            return """
                its series are \(names.quoted(joinedBy: "and")); for a quantile use `histogram_quantile` over `_bucket`, for \
                a mean divide `_gsum` by `_gcount`
                """
        }
        switch names.count {
        case 1: return "use \(names.quoted(joinedBy: "and"))"
        case 2:
            return
                "its series are \(names.quoted(joinedBy: "and")); for a mean divide the rate of `_sum` by that of `_count`"
        default:
            return """
                its series are \(names.quoted(joinedBy: "and")); for a quantile use `histogram_quantile` over `_bucket`, for \
                a mean divide the rate of `_sum` by that of `_count`
                """
        }
    }
}
