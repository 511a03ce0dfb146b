// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import SpecDiagnostics
import SpecModel
import SpecOrigins

/// A derived value, an alert or an objective of a spec that asks for a metric.
package struct RuleUse: Sendable {
    package enum Kind: String, Sendable {
        case derived, alert, objective
    }

    /// The full name of the metric.
    package let metric: String
    package let kind: Kind
    /// The name of the rule, and where the spec has it.
    package let name: String
    package let place: Span
}

extension SpecQueries {
    /// Which rules ask for which metrics themselves, each once.
    package static func uses(in spec: ResolvedSpec) -> [RuleUse] {
        let queries = SpecQueries(spec)
        var families: [String: String] = [:]
        for metric in spec.product.metrics {
            for series in metric.seriesNames + [metric.name] { families[series] = metric.name }
        }
        func uses(_ query: PromQLExpression, _ kind: RuleUse.Kind, _ name: String, _ part: Origins.Part) -> [RuleUse] {
            var seen: Set<String> = []
            return query.selectors.compactMap { $0.name?.text.flatMap { families[$0] } }
                .filter { seen.insert($0).inserted }
                .map { RuleUse(metric: $0, kind: kind, name: name, place: spec.origins.name(of: part)) }
        }
        return queries.values.flatMap { uses($0.query, .derived, $0.value.name, .derived($0.value.name)) }
            + queries.alerts.flatMap { uses($0.query, .alert, $0.alert.name, .alert($0.alert.name)) }
            + queries.objectives.flatMap {
                uses($0.current, .objective, $0.objective.name, .objective($0.objective.name))
            }
    }
}
