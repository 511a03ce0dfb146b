// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// How often something has to go well, counted over weeks: the rest is a budget of errors that alerts watch.
package struct ServiceLevelObjective: Sendable, Equatable {
    /// What is counted. Each string is a metric, by its key or full name, perhaps with matchers.
    package enum Indicator: Sendable, Equatable {
        /// The events that went wrong, of all.
        case bad(String, of: String)
        /// The events that went well, of all.
        case good(String, of: String)
        /// The observations of a histogram up to a limit, of all.
        case within(Double, of: String)
    }

    /// Its key in the spec.
    package var name: String
    package var help: String?
    /// How many of 100 events have to go well.
    package var objective: Double
    package var window: PrometheusDuration
    package var indicator: Indicator
    /// The events per second below which nothing is said.
    package var minimumRate: Double?
    /// The name of its alerts.
    package var alert: String
    /// Of the alert on a budget that burns fast.
    package var pageSeverity: Alert.Severity
    /// Of the alert on a budget that burns slowly.
    package var ticketSeverity: Alert.Severity
    /// What to do, step by step.
    package var nextSteps: [String]

    package init(
        name: String, help: String? = nil, objective: Double, window: PrometheusDuration, indicator: Indicator,
        minimumRate: Double? = nil, alert: String? = nil, pageSeverity: Alert.Severity = .critical,
        ticketSeverity: Alert.Severity = .warning, nextSteps: [String] = []
    ) {
        self.name = name
        self.help = help
        self.objective = objective
        self.window = window
        self.indicator = indicator
        self.minimumRate = minimumRate
        self.alert = alert ?? Self.alert(of: name)
        self.pageSeverity = pageSeverity
        self.ticketSeverity = ticketSeverity
        self.nextSteps = nextSteps
    }

    /// `FirstTokenErrorBudgetBurn` for `first_token`.
    private static func alert(of name: String) -> String {
        let words = name.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }
        return words.joined() + "ErrorBudgetBurn"
    }
}

extension ServiceLevelObjective {
    /// What part of the events may go wrong: 0.001 for an objective of 99.9.
    package var errorBudget: Double { Self.decimal((100 - objective) / 100) }

    /// The number that people would write, which arithmetic in binary misses in the last digit.
    package static func decimal(_ value: Double) -> Double { (value * 1e12).rounded() / 1e12 }

    /// The window in days, where it is a whole number of them.
    package var days: Int? {
        let day = 86_400_000
        return window.milliseconds.isMultiple(of: day) ? window.milliseconds / day : nil
    }
}
