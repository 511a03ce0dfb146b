// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import PromQLSyntax
import SpecModel

/// The usual queries of a metric: enough to find the queries that have to change, and to see what they become.
enum ExampleQuery {
    static func queries(for metric: Metric) -> [PromQLExpression] {
        func selector(_ series: SeriesDescription) -> SeriesSelector {
            SeriesSelector(series.name(inFamily: metric.name))
        }
        func rate(_ series: SeriesDescription) -> PromQLExpression {
            .call("rate", .range(selector(series), .minutes(5)))
        }
        let series = metric.queriedSeries
        if series.contains(.bucket) {
            let bound = SampleLabel.bound.name(inFamily: metric.name)
            return [.call("histogram_quantile", .number(0.99), .aggregation(.sum, by: [bound], rate(.bucket)))]
        }
        if series.contains(.native) {
            return [.call("histogram_quantile", .number(0.99), .aggregation(.sum, by: [], rate(.native)))]
        }
        if series.contains(.sum), series.contains(.count) { return [.binary(rate(.sum), .divide, rate(.count))] }
        return series.map { $0.movement == .counter || metric.isMonotonic ? rate($0) : .vector(selector($0)) }
    }
}
