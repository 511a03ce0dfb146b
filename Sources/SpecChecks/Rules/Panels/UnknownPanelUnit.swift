// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel
import SpecOrigins

extension SpecCheck {
    static let unknownPanelUnit: SpecCheck = SpecCheck(
        ExplainedRule(
            Rule(code: "MG2801", name: "unknown-panel-unit", severity: .warning),
            explanation: """
                Grafana identifies units by ids such as `s`, `bytes` or `reqps`. An unknown id is shown after the \
                number, and the number is never scaled: `12000000 secs`. Write one of Grafana's ids, or \
                `suffix:orders` to show a word after the number. If you leave `unit` out, the metric's own `unit` \
                selects the id.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      pick_seconds: {type: gauge, help: How long picking took., unit: seconds, panel: {unit: secs}}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      pick_seconds: {type: gauge, help: How long picking took., unit: seconds, panel: {unit: s}}
                """)
    ) { input in
        let own = input.product.units.compactMap { unit -> Finding? in
            guard !GrafanaUnitID.isKnown(unit.grafana) else { return nil }
            return finding(unit.grafana, at: input.origins.value(of: Origins.Field("grafana"), of: .unit(unit.name)))
        }
        return own
            + input.livingMetrics.compactMap { metric in
                guard let id = metric.panel.unit, !GrafanaUnitID.isKnown(id) else { return nil }
                let place = input.origins.value(of: .panelUnit, of: .metric(metric.id))
                let message = "Grafana doesn't know the unit \(quoted: id), and would write it after every number"
                // `seconds` is none of Grafana's, but one of ours.
                if let unit = Unit(inLanguage: id) {
                    return Finding(
                        unknownPanelUnit.rule, at: place, message,
                        help: metric.unit == unit
                            ? "leave it out: the metric's `unit: \(id)` chooses the right id by itself"
                            : "write `unit: \(id)` at the metric, which chooses the right id, and leave it out here"
                    )
                }
                return finding(id, at: place)
            }
    }

    /// For an id that isn't one of our units either.
    private static func finding(_ id: String, at place: Span) -> Finding {
        let suggestion = id.utf8.count < 3 ? nil : Suggestion.nearest(to: id, among: GrafanaUnitID.all)
        return Finding(
            unknownPanelUnit.rule, at: place,
            "Grafana doesn't know the unit \(quoted: id), and would write it after every number",
            underline: suggestion.map { "did you mean \(quoted: $0)?" },
            help: GrafanaUnitID.openForms.contains(id)
                ? "write the suffix after the `:`, such as `suffix:orders`"
                : "write one of its ids, or `suffix:\(id)` for a word after the number")
    }
}
