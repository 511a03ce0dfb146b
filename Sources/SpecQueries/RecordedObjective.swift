// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import QueryMeaning
import SpecModel

/// A service level objective as rules: the share of bad events over several windows, what is left of the error
/// budget, and alerts on a budget that burns too fast. Names and labels are those of sloth, whose dashboards show them.
package struct RecordedObjective: Sendable {
    /// A recording rule.
    package struct Record: Sendable {
        package let name: String
        package let labels: [Label]
        package let query: PromQLExpression
    }

    package struct Label: Sendable {
        package let name: String
        package let value: String
    }

    /// What is counted, for a test that makes series of it.
    package enum Events: Sendable {
        /// Some of all, and whether those are the bad ones.
        case counted(SeriesSelector, areBad: Bool, of: SeriesSelector)
        /// The bucket of the good ones, and the number of all.
        case observed(bucket: SeriesSelector, count: SeriesSelector)
        /// Native buckets alone, which no test of an older release can write.
        case native
    }

    package let objective: ServiceLevelObjective
    /// The length of its window.
    package let days: Int
    package let service: String
    package let events: Events
    /// The share of bad events, by window; the shortest first, and the window of the objective last.
    package let errors: [Record]
    /// What follows from it.
    package let meta: [Record]
    package let page: BurnAlert?
    package let ticket: BurnAlert?
    /// What decides whether the histogram has the bound, if not the spec alone.
    package let doubt: KnownBounds.Reason?

    /// On a budget that burns too fast; the urgent one first.
    package var alerts: [BurnAlert] { [page, ticket].compactMap { $0 } }

    /// By which the series of an objective are known.
    package var id: String { Self.id(objective, service) }

    /// The share of bad events of the last minutes.
    package var current: PromQLExpression { errors[0].query }

    private static func id(_ objective: ServiceLevelObjective, _ service: String) -> String {
        "\(service)-\(objective.name)"
    }

    init(
        _ objective: ServiceLevelObjective, days: Int, service: String, events: Events, doubt: KnownBounds.Reason?,
        share: (PromQLDuration) -> PromQLExpression
    ) {
        self.objective = objective
        self.days = days
        self.service = service
        self.events = events
        self.doubt = doubt
        let labels = [
            Label(name: "sloth_id", value: Self.id(objective, service)), Label(name: "sloth_service", value: service),
            Label(name: "sloth_slo", value: objective.name),
        ]
        let matchers = labels.map { LabelMatcher($0.name, .equal, PromQLString($0.value)) }
        func series(_ name: String) -> SeriesSelector { SeriesSelector(name, matchers) }
        func burn(_ name: String) -> PromQLExpression {
            .binary(
                .vector(series(name)), .divide, .vector(series("slo:error_budget:ratio")),
                matching: VectorMatching(.on(labels.map { PromQLString($0.name) }), group: .left([])))
        }
        func vector(_ value: Double) -> PromQLExpression { .call("vector", .number(value)) }
        func window(_ name: String) -> [Label] { labels + [Label(name: "sloth_window", value: name)] }

        let current = PromQLExpression.range(series(BurnWindow.minutes5.record), .seconds(days * 86_400))
        let period = "slo:sli_error:ratio_rate\(days)d"
        errors =
            BurnWindow.all.map {
                Record(name: $0.record, labels: window($0.name), query: share(.minutes($0.minutes)))
            } + [
                Record(
                    name: period, labels: window("\(days)d"),
                    query: .binary(
                        .call("sum_over_time", current), .divide, .call("count_over_time", current)))
            ]
        let budget = objective.errorBudget
        let plain: [(String, PromQLExpression)] = [
            ("slo:objective:ratio", vector(ServiceLevelObjective.decimal(1 - budget))),
            ("slo:error_budget:ratio", vector(budget)),
            ("slo:time_period:days", vector(Double(days))),
            ("slo:current_burn_rate:ratio", burn(BurnWindow.minutes5.record)),
            ("slo:period_burn_rate:ratio", burn(period)),
            (
                "slo:period_error_budget_remaining:ratio",
                .binary(.number(1), .subtract, .vector(series("slo:period_burn_rate:ratio")))
            ),
        ]
        let info = [
            Label(name: "sloth_mode", value: "metricsgen"),
            Label(name: "sloth_objective", value: BoundText.text(of: objective.objective)),
        ]
        meta =
            plain.map { Record(name: $0.0, labels: labels, query: $0.1) }
            + [Record(name: "sloth_slo_info", labels: labels + info, query: vector(1))]

        let rates = BurnRate.rates(days: days, budget: budget)
        func alert(_ urgency: BurnAlert.Urgency, _ severity: Alert.Severity, _ rates: [BurnRate]) -> BurnAlert? {
            func condition(_ rate: BurnRate) -> PromQLExpression {
                func exceeds(_ window: BurnWindow) -> PromQLExpression {
                    PromQLExpression(
                        .aggregation(
                            Aggregation(
                                .max, grouping: .without([PromQLString("sloth_window")]),
                                .binary(.vector(series(window.record)), .greater, .number(rate.limit)))))
                }
                return .binary(exceeds(rate.short), .and, exceeds(rate.long))
            }
            guard let first = rates.first else { return nil }
            let query = rates.dropFirst().reduce(condition(first)) { .binary($0, .or, condition($1)) }
            return BurnAlert(urgency: urgency, severity: severity, rates: rates, query: query)
        }
        page = alert(.page, objective.pageSeverity, rates.page)
        ticket = alert(.ticket, objective.ticketSeverity, rates.ticket)
    }
}

/// An alert on an error budget that would be used up before its time.
package struct BurnAlert: Sendable {
    package enum Urgency: String, Sendable {
        case page, ticket
    }

    package let urgency: Urgency
    package let severity: Alert.Severity
    /// It fires for any of them; the fastest first.
    package let rates: [BurnRate]
    package let query: PromQLExpression
}

/// How fast an error budget burns: faster than that over a long window, and still over a short one.
package struct BurnRate: Sendable {
    package let short: BurnWindow
    package let long: BurnWindow
    /// How many times as fast as it may.
    package let factor: Double
    /// The share of bad events that burns it so fast.
    package let limit: Double

    /// Those of the handbooks: 2 % of the budget in an hour and 5 % in six hours are urgent, 10 % in a day and in three
    /// days aren't. A rate at which the budget lasts to its end doesn't need an alert, and one that needs more bad
    /// events than there are events can't be reached.
    static func rates(days: Int, budget: Double) -> (page: [BurnRate], ticket: [BurnRate]) {
        func rate(_ share: Double, _ short: BurnWindow, _ long: BurnWindow) -> BurnRate {
            let exact = share * Double(days * 24 * 60) / Double(long.minutes)
            let factor = max(1, (exact * 1e9).rounded() / 1e9)
            return BurnRate(
                short: short, long: long, factor: factor, limit: ServiceLevelObjective.decimal(factor * budget))
        }
        /// A slower rate over a longer window adds nothing unless it is slower.
        func useful(_ rates: [BurnRate]) -> [BurnRate] {
            let distinct = rates[0].factor > rates[1].factor ? rates : [rates[0]]
            return distinct.filter { $0.limit < 1 }
        }
        return (
            useful([rate(0.02, .minutes5, .hour), rate(0.05, .minutes30, .hours6)]),
            useful([rate(0.1, .hours2, .day), rate(0.1, .hours6, .days3)])
        )
    }
}

package struct BurnWindow: Sendable, Equatable {
    package let name: String
    package let minutes: Int

    /// The name of the series with the share of bad events in it.
    var record: String { "slo:sli_error:ratio_rate\(name)" }

    static let minutes5 = BurnWindow(name: "5m", minutes: 5)
    static let minutes30 = BurnWindow(name: "30m", minutes: 30)
    static let hour = BurnWindow(name: "1h", minutes: 60)
    static let hours2 = BurnWindow(name: "2h", minutes: 120)
    static let hours6 = BurnWindow(name: "6h", minutes: 360)
    static let day = BurnWindow(name: "1d", minutes: 1440)
    static let days3 = BurnWindow(name: "3d", minutes: 4320)
    static let all: [BurnWindow] = [minutes5, minutes30, hour, hours2, hours6, day, days3]
}
