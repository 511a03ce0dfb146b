// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import ReferenceFiles
import SpecDiagnostics

enum UnusedVariable {
    static let rule = Rule(code: "MG4901", name: "unused-variable", severity: .warning)
    static let explained = ExplainedRule(
        rule,
        explanation: """
            Nothing in this dashboard uses the variable: people choose a value, and no panel changes. Mostly a panel lost its \
            matcher, or the variable was renamed in one place only. Use it in the queries that it should restrict, or delete \
            it. Ad hoc filters and data sources work without being named, and constants are often for links from elsewhere: \
            they aren't reported.
            """,
        badExample: """
            {
              "title": "Orders",
              "panels": [
                {"type": "stat", "targets": [{"expr": "sum(rate(shop_orders_total[5m]))"}]}
              ],
              "templating": {"list": [{"name": "branch", "type": "textbox"}]},
              "schemaVersion": 39
            }
            """,
        goodExample: """
            {
              "title": "Orders",
              "panels": [
                {"type": "stat", "targets": [{"expr": "sum(rate(shop_orders_total{branch=\\"$branch\\"}[5m]))"}]}
              ],
              "templating": {"list": [{"name": "branch", "type": "textbox"}]},
              "schemaVersion": 39
            }
            """)

    static func findings(_ file: CheckedFile) -> [Finding] {
        file.file.dashboards.flatMap { dashboard in
            dashboard.variables.compactMap { variable in
                let name = variable.name.text
                guard variable.kind.isUsedByName, !dashboard.usedNames.contains(name) else { return nil }
                return Finding(
                    rule, at: variable.name.span(in: file.source, id: file.id),
                    "nothing in this dashboard uses the variable `\(name)`",
                    notes: ["people choose a value, and no panel changes"],
                    help: "use `$\(name)` in the queries that it should restrict, or delete the variable")
            }
        }
    }
}

extension QueryCheck {
    static let unusedVariable = QueryCheck([UnusedVariable.explained], findings: UnusedVariable.findings)
}

extension DashboardVariable.Kind {
    fileprivate var isUsedByName: Bool {
        switch self {
        case .query, .custom, .textbox, .interval: true
        case .constant, .dataSource, .adHoc, .other: false
        }
    }
}
