// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import PromQLSyntax
import SpecModel

extension DerivedValue.Form {
    /// How far a rate looks back.
    private static let window = (duration: PromQLDuration.minutes(5), name: "5m")

    /// The label of the scrape by which every derived value tells its series apart.
    static let scrapeLabel = "job"

    /// What the value is, as the last part of the recorded name; the newest operation first.
    var operation: String {
        switch self {
        case .ratio: "ratio_rate\(Self.window.name)"
        case .rate: "rate\(Self.window.name)"
        case .saturation: "ratio"
        case .difference: "difference"
        case .quantile(let quantile, _): "p\(Self.percentile(quantile))_rate\(Self.window.name)"
        case .mean: "mean\(Self.window.name)"
        case .expression: "value"
        }
    }

    /// `99` for 0.99, and `99_9` for 0.999.
    private static func percentile(_ quantile: Double) -> String {
        // Rounded: 0.07 times 100 isn't 7.
        let text = BoundText.text(of: (quantile * 1e8).rounded() / 1e6)
        return String(text.map { $0 == "." || $0 == "-" ? "_" : $0 })
    }
}

/// The queries of the forms that aren't queries themselves.
struct FormQueries {
    let labels: [String]

    private func sum(_ expression: PromQLExpression, by more: [String] = []) -> PromQLExpression {
        .aggregation(.sum, by: more + labels, expression)
    }

    private func rate(_ selector: SeriesSelector) -> PromQLExpression { .call("rate", .range(selector, .minutes(5))) }

    private func counted(
        _ series: SeriesDescription, _ function: String, _ reference: SeriesReference
    ) -> PromQLExpression {
        sum(reference.rate(series, function, over: .minutes(5)))
    }

    func growth(_ reference: SeriesReference) -> PromQLExpression {
        counted(reference.series, "histogram_count", reference)
    }

    func level(_ reference: SeriesReference) -> PromQLExpression {
        sum(.vector(reference.selector(reference.series)))
    }

    /// While nothing happens there is no share, and no series.
    func ratio(_ of: PromQLExpression, _ to: PromQLExpression) -> PromQLExpression {
        .binary(of, .divide, .binary(to, .greater, .number(0)))
    }

    func quantile(_ share: Double, _ reference: SeriesReference) -> PromQLExpression {
        func quantile(_ buckets: PromQLExpression) -> PromQLExpression {
            .call("histogram_quantile", .number(share), buckets)
        }
        let native = quantile(sum(rate(reference.selector(.native))))
        if reference.metric.isOnlyNative { return native }
        let classic = quantile(sum(rate(reference.selector(reference.series)), by: ["le"]))
        return reference.metric.native == nil ? classic : .binary(classic, .or, native)
    }

    func mean(_ reference: SeriesReference) -> PromQLExpression {
        ratio(counted(.sum, "histogram_sum", reference), counted(.count, "histogram_count", reference))
    }

    func absence(_ reference: SeriesReference) -> PromQLExpression {
        func absent(_ series: SeriesDescription) -> PromQLExpression {
            .call("absent", .vector(reference.selector(series)))
        }
        guard reference.metric.native != nil else { return absent(reference.series) }
        return .binary(absent(reference.series), .and, absent(.native))
    }
}
