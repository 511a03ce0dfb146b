// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel

enum ImpossibleObjective {
    static let rule = Rule(code: "MG7010", name: "impossible-objective")
    static let explained = ExplainedRule(
        rule,
        explanation: """
            An objective says how many of 100 events have to go well, from 1 to 99.99999. At 100 there would be no \
            error budget, and the first bad event would use it up. The window is a whole number of days, at least \
            seven: the alerts look back three days, and over a shorter time a page would be about errors that the \
            budget has room for. A minimum rate is more than 0 events per second.
            """,
        badExample: ExampleShop.spec(
            """
            slos:
              kept: {objective: 0.999, window: 30d, bad: returns_total, total: orders_total}
            """),
        goodExample: ExampleShop.spec(
            """
            slos:
              kept: {objective: 99.9, window: 30d, bad: returns_total, total: orders_total}
            """))

    private static let objectives = 1...99.99999
    private static let leastDays = 7

    private static func hasAlert(_ objective: ServiceLevelObjective) -> Bool {
        guard let days = objective.days else { return false }
        let rates = BurnRate.rates(days: days, budget: objective.errorBudget)
        return !rates.page.isEmpty || !rates.ticket.isEmpty
    }

    static func findings(_ objective: ServiceLevelObjective, at place: (String) -> Span) -> [Finding] {
        var findings: [Finding] = []
        if !objectives.contains(objective.objective) {
            let percent = ServiceLevelObjective.decimal(objective.objective * 100)
            let guess = objective.objective > 0 && objectives.contains(percent) ? BoundText.text(of: percent) : nil
            findings.append(
                Finding(
                    rule, at: place("objective"),
                    "an objective is the number of 100 events that have to go well, from 1 to 99.99999, not "
                        + "\(BoundText.text(of: objective.objective))",
                    underline: guess.map { "did you mean \(quoted: $0)?" },
                    help: guess == nil ? "write a number such as `99.9`" : nil))
        }
        if (objective.days ?? 0) < leastDays {
            findings.append(
                Finding(
                    rule, at: place("window"),
                    "the window of an objective is a whole number of days, at least seven, not "
                        + "\(quoted: objective.window.text)",
                    help: "write `30d`, as most dashboards expect"))
        }
        if findings.isEmpty, !hasAlert(objective) {
            findings.append(
                Finding(
                    rule, at: place("objective"),
                    "the error budget is so large that three days of nothing but bad events don't use up a tenth of it",
                    help: "raise the objective, or choose a shorter window"))
        }
        if let rate = objective.minimumRate, !(rate > 0 && rate.isFinite) {
            findings.append(
                Finding(
                    rule, at: place("minimum_rate"),
                    "a minimum rate is more than 0 events per second, not \(BoundText.text(of: rate))",
                    help: "write a number such as `0.1`, or delete it"))
        }
        return findings
    }
}
