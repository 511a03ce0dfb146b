// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import PromQLSyntax
import QueryMeaning
import SpecModel

/// The queries for the share of bad events. They keep no label: an objective is one number.
struct ObjectiveQueries {
    /// The events per second below which there is no share.
    let minimumRate: Double?
    let window: PromQLDuration

    private func sum(_ expression: PromQLExpression) -> PromQLExpression { .aggregation(.sum, expression) }

    private func rate(_ selector: SeriesSelector) -> PromQLExpression { .call("rate", .range(selector, window)) }

    private func counted(_ reference: SeriesReference, _ series: SeriesDescription) -> PromQLExpression {
        sum(reference.rate(series, "histogram_count", over: window))
    }

    /// While too little happens there is no share.
    private func judged(_ total: PromQLExpression) -> PromQLExpression {
        if let minimumRate { return .binary(total, .greaterOrEqual, .number(minimumRate)) }
        return .binary(total, .greater, .number(0))
    }

    func share(of part: SeriesReference, in whole: SeriesReference) -> PromQLExpression {
        var counted = counted(part, part.series)
        let total = self.counted(whole, whole.series)
        // Its series may come with its first event: none means that none happened.
        if AbsentLateSeries.Reason(part.metric) != nil {
            counted = .binary(counted, .or, .binary(.number(0), .multiply, total))
        }
        return .binary(counted, .divide, judged(total))
    }

    func rest(_ share: PromQLExpression) -> PromQLExpression { .binary(.number(1), .subtract, share) }

    /// The share of the observations above a bound.
    func above(_ bound: Double, _ reference: SeriesReference) -> PromQLExpression {
        func fraction(_ native: PromQLExpression) -> PromQLExpression {
            .call("histogram_fraction", .unary(.minus, .number(.infinity)), .number(bound), native)
        }
        let native = rate(reference.selector(.native))
        if reference.metric.isOnlyNative {
            let all = sum(native)
            return rest(.binary(fraction(all), .and, judged(.call("histogram_count", all))))
        }
        let bucket = rate(Self.bucket(bound, reference))
        let total = judged(counted(reference, .count))
        guard reference.metric.native != nil else { return rest(.binary(sum(bucket), .divide, total)) }
        // A histogram without observations has no fraction, but a NaN.
        let good = PromQLExpression.binary(
            .binary(fraction(native), .multiply, .call("histogram_count", native)), .greaterOrEqual, .number(0))
        let either = PromQLExpression.binary(
            bucket, .or, good, matching: VectorMatching(.ignoring([PromQLString("le")])))
        return rest(.binary(sum(either), .divide, total))
    }

    /// Our pages print a whole bound with a fraction, and others don't.
    static func bucket(_ bound: Double, _ reference: SeriesReference) -> SeriesSelector {
        let series = reference.selector(.bucket)
        let printed = KnownBounds.text(of: bound)
        let matcher =
            printed.hasSuffix(".0")
            ? LabelMatcher("le", .matches, PromQLString("\(printed.dropLast(2))(\\.0)?"))
            : LabelMatcher("le", .equal, PromQLString(printed))
        return SeriesSelector(series.name, series.matchers + [matcher], holes: [])
    }
}
