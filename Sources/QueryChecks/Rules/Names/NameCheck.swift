// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import QueryMeaning
import SpecDiagnostics

extension QueryCheck {
    /// Whether each name that a query asks for exists, and will go on to.
    static let names = QueryCheck(
        [
            UnknownMetric.explained, WrongSeries.explained, ConditionalMetric.explained, NearlyKnownMetric.explained,
            UnservedMetric.explained, DeprecatedMetric.explained, Migration.open, Migration.finished,
        ],
        eachQuery: { query in
            query.meaning.askedNames.compactMap { asked in
                finding(asked, query.metrics.standing(of: asked.name), in: query)
            }
        })

    private static func finding(_ asked: AskedName, _ standing: NameStanding, in query: CheckedQuery) -> Finding? {
        switch standing {
        case .fine: nil
        case .unknown: UnknownMetric.finding(asked, in: query)
        case .nearMiss(let name): NearlyKnownMetric.finding(asked, near: name, in: query)
        case .wrongSeries(let family): WrongSeries.finding(asked, of: family, in: query)
        case .unlikelySeries(let family): NearlyKnownMetric.finding(asked, wrongSeriesOf: family, in: query)
        case .conditional(let series): ConditionalMetric.finding(asked, series, in: query)
        case .gone(let series), .deprecated(let series):
            if query.isMigration(asked, from: series) {
                Migration.finding(asked, series, in: query)
            } else if series.known.state.isServed() {
                DeprecatedMetric.finding(asked, series, in: query)
            } else {
                UnservedMetric.finding(asked, series, in: query)
            }
        }
    }
}
