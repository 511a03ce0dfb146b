// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import QueryMeaning
import ReferenceFiles
import SpecDiagnostics

enum PanelUnitMismatch {
    static let rule = Rule(code: "MG4603", name: "panel-unit-mismatch", severity: .warning)
    static let explained = ExplainedRule(
        rule,
        explanation: """
            The unit of a panel says how Grafana writes the values, and doesn't convert them: 0.25 seconds in a panel of \
            milliseconds are shown as 0.25 ms. That is easily believed for years. The unit of a query follows from the spec \
            and from what the query does; units that say nothing, such as `short`, and queries whose unit isn't known are \
            left alone.
            """,
        badExample: """
            # shop_door_seconds is a histogram. In a panel with the unit `ms`:
            histogram_quantile(0.99, sum by (le) (rate(shop_door_seconds_bucket[5m])))
            """,
        goodExample: """
            # shop_door_seconds is a histogram. In a panel with the unit `s`:
            histogram_quantile(0.99, sum by (le) (rate(shop_door_seconds_bucket[5m])))
            """)

    static func findings(_ file: CheckedFile) -> [Finding] {
        var reported: [(place: Span, message: String)] = []
        return file.queries.compactMap { query in
            guard let unit = query.panel?.unit, let finding = query.panelUnitMismatch(unit) else { return nil }
            // The other queries of the panel have the same fault.
            let place = unit.span(in: file.source, id: file.id)
            if reported.contains(where: { $0.place == place && $0.message == finding.message }) { return nil }
            reported.append((place, finding.message))
            return finding
        }
    }
}

extension QueryCheck {
    static let panelUnitMismatch = QueryCheck([PanelUnitMismatch.explained], findings: PanelUnitMismatch.findings)
}

extension CheckedQuery {
    fileprivate func panelUnitMismatch(_ id: PlacedString) -> Finding? {
        guard hasValues, let panel, !Self.showingOther.contains(panel.type), let shown = GrafanaUnitMeaning.of(id.text),
            let root = meaning.nodes.last, !root.result.values.isShown(as: shown, root.result.unit),
            // They say the same more precisely.
            SumAndCountMixedUp.findings(self).isEmpty, SumShownAsTime.findings(self).isEmpty
        else { return nil }
        let (unit, values) = (root.result.unit, root.result.values)
        let right = GrafanaUnitMeaning.id(of: unit, values)
        // Where both are about different things, the query may be what is wrong.
        let isOtherScale = right.flatMap { GrafanaUnitMeaning.of($0) }?.isLike(shown) ?? false
        let fix = right.flatMap { right in
            guard isOtherScale else { return nil as Finding.Fix? }
            return id.edit(replacing: 0..<id.text.utf8.count, with: right, in: file.source, id: file.id).map {
                Finding.Fix("set the unit `\(right)`", isSafe: true, edits: [$0])
            }
        }
        return Finding(
            PanelUnitMismatch.rule, at: span(of: root.expression.span),
            "the query gives \(root.result.countedInWords), and the panel's unit is `\(id.text)`",
            notes: ["Grafana writes the unit behind the number and converts nothing"],
            help: right.map { isOtherScale ? "set the unit `\($0)`" : "such values have the unit `\($0)`" }
                ?? (shown == .moment && unit == QueryUnit(.unixSeconds)
                    ? "multiply by 1000: Grafana counts a date in milliseconds"
                    : "correct the query, or set a unit that fits, such as `short`"),
            related: [Finding.Related("the panel's unit", at: id.span(in: file.source, id: file.id))],
            fixes: fix.map { [$0] } ?? [])
    }

    /// Panels in which the unit is not that of the query's values.
    static let showingOther: Set<String> = [
        "heatmap", "table", "table-old", "state-timeline", "status-history",
    ]
}
