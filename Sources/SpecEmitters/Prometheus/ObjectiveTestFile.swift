// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import SpecDiagnostics
import SpecModel
import SpecOrigins
import SpecOutput
import SpecQueries

/// Unit tests of the alerts of service level objectives for `promtool test rules`: for each rate at which an error
/// budget may not burn, the alert is silent one evaluation before it has to fire, and fires two evaluations after.
///
/// The counters themselves are given values, so the tests go through the recorded shares. Prometheus 3 takes one sample
/// less into a range than Prometheus 2. So the border is between two evaluations, by more than that sample. Tests of
/// pages and of tickets are in two files, because the latter go over days: they evaluate seldom, or they would take long.
struct ObjectiveTestFile {
    private let queries: SpecQueries
    private let rules: ObjectiveRuleFile
    private let notice: String
    private let product: String
    private let series: TestSeries
    private let urgency: BurnAlert.Urgency

    init(
        _ urgency: BurnAlert.Urgency, _ queries: SpecQueries, _ rules: ObjectiveRuleFile, _ series: TestSeries,
        _ spec: ResolvedSpec
    ) {
        self.urgency = urgency
        self.series = series
        self.queries = queries
        self.rules = rules
        notice = "# \(GeneratedNotice(spec).text)\n"
        product = spec.product.name
    }

    var text: String {
        var text = notice
        var tests = ""
        for objective in queries.objectives {
            let name = objective.objective.name
            guard let series = ObjectiveSeries(objective, series) else {
                text += "# \(YAMLString.comment(name)) has no test: no series of it can be written down here.\n"
                continue
            }
            guard let alert = urgency == .page ? objective.page : objective.ticket else { continue }
            for (index, rate) in alert.rates.enumerated() {
                let faster = index > 0 ? alert.rates[0] : nil
                guard let test = BurnTest(rate, urgency, faster: faster) else {
                    text += "# \(YAMLString.comment(name)) has no test of \(rate.long.name): nearly every event "
                    text += "would have to be bad.\n"
                    continue
                }
                tests += test.text(of: alert, objective, series)
            }
        }
        text += "rule_files:\n  - \(YAMLString.quoted("\(product).slos.yaml"))\n"
        text += "evaluation_interval: \(BurnTest.evaluation(of: urgency))m\ngroup_eval_order:\n"
        text += rules.groupNames.map { "  - \(YAMLString.quoted($0))\n" }.joined()
        return text + (tests.isEmpty ? "tests: []\n" : "tests:\n" + tests)
    }
}

extension BurnRate {
    /// Whether it is the faster one of an alert, with the shorter windows.
    fileprivate var isQuick: Bool { long.minutes == 60 || long.minutes == 1440 }
}

/// When events go wrong, and how many, in a test of one rate. All times are in minutes.
private struct BurnTest {
    static func evaluation(of urgency: BurnAlert.Urgency) -> Int { urgency == .page ? 5 : 60 }

    private let rate: BurnRate
    private let evaluation: Int
    /// Between two samples.
    private let step: Int
    /// How long events go well, and how many times as many as later there are then.
    private let quiet: [(minutes: Int, events: Int)]
    /// The last evaluation before the border, after the first bad event.
    private let silent: Int
    private let badShare: Double

    /// - Parameters:
    ///   - faster: a faster rate of the same alert, which must not be what fires.
    ///
    /// Nil for a limit that is too near to all events.
    init?(_ rate: BurnRate, _ urgency: BurnAlert.Urgency, faster: BurnRate?) {
        self.rate = rate
        let evaluation = Self.evaluation(of: urgency)
        self.evaluation = evaluation
        func roundedUp(_ minutes: Double) -> Int { Int((minutes / Double(evaluation)).rounded(.up)) * evaluation }
        func border(after silent: Int) -> Double { Double(silent) + Double(evaluation) / 2 }
        let (long, limit) = (rate.long.minutes, rate.limit)
        guard limit < 0.7 else { return nil }
        if rate.isQuick {
            // Many good events before the long window keep the slower rate silent.
            step = urgency == .page ? 1 : 20
            quiet = [(long, 10), (long, 1)]
            silent = roundedUp(max(Double(long) / 2, Double(long) * limit))
            badShare = limit * Double(long) / border(after: silent)
        } else {
            // All that happened is in the long window, whose edge doesn't matter then.
            step = evaluation
            let most = min(1, (faster?.limit ?? 1) * 0.9)
            guard most > limit * 1.05 else { return nil }
            let all = Double(long) * 0.9
            silent = roundedUp(all * limit / most)
            let good = roundedUp(all) - silent
            quiet = [(good, 1)]
            badShare = limit * (Double(good) + border(after: silent)) / border(after: silent)
        }
        guard badShare <= min(1, faster.map { $0.limit * 0.97 } ?? 1) else { return nil }
    }

    func text(of alert: BurnAlert, _ objective: RecordedObjective, _ series: ObjectiveSeries) -> String {
        let start = quiet.reduce(0) { $0 + $1.minutes }
        let slo = objective.objective
        let firing =
            "count(ALERTS{alertname=\"\(slo.alert)\", alertstate=\"firing\", sloth_id=\"\(objective.id)\", "
            + "sloth_severity=\"\(alert.urgency.rawValue)\"})"
        let input = series.all.map { series in
            """
                  - series: \(YAMLString.quoted(series.text))
                    values: \(YAMLString.quoted(values(of: series, atLeast: slo.minimumRate ?? 0)))

            """
        }
        return """
              - name: \(YAMLString.quoted("\(slo.name), \(rate.long.name) and \(rate.short.name)"))
                interval: \(step)m
                input_series:

            """ + input.joined() + """
                    promql_expr_test:
                      - expr: \(YAMLString.quoted(firing))
                        eval_time: \(start + silent)m
                        exp_samples: []
                      - expr: \(YAMLString.quoted(firing))
                        eval_time: \(start + silent + 3 * evaluation)m
                        exp_samples: [{labels: "{}", value: 1}]

                """
    }

    /// What a counter counts: of all events, or of the good or the bad ones.
    private func values(of series: ObjectiveSeries.Series, atLeast rate: Double) -> String {
        // Events in each step. Twice the least that is judged.
        let events = Double(60 * step) * max(1, (2 * rate).rounded(.up))
        let loud = (silent + 4 * evaluation, 1)
        var value = 0.0
        var parts: [String] = []
        for (index, phase) in (quiet + [loud]).enumerated() {
            let bad = index == quiet.count ? badShare : 0
            let share =
                switch series.counts {
                case .all: 1.0
                case .good: 1 - bad
                case .bad: bad
                }
            let growth = ServiceLevelObjective.decimal(Double(phase.events) * events * share)
            let steps = (phase.minutes + step - 1) / step
            // The first value is that of the step before in the first phase, and of the first step in others.
            let first = index == 0 ? 0 : value + growth
            parts.append(
                "\(BoundText.text(of: ServiceLevelObjective.decimal(first)))+\(BoundText.text(of: growth))x"
                    + "\(index == 0 ? steps : steps - 1)")
            value += growth * Double(steps)
        }
        return parts.joined(separator: " ")
    }
}

/// The series that a test of an objective needs.
private struct ObjectiveSeries {
    enum Count {
        case all, good, bad
    }

    struct Series {
        let text: String
        let counts: Count
    }

    let all: [Series]

    /// Nil where no series satisfies what the objective asks for.
    init?(_ objective: RecordedObjective, _ known: TestSeries) {
        switch objective.events {
        case .native: return nil
        case .observed(let bucket, let count):
            guard let good = Self.series(bucket, known), let all = Self.series(count, known) else { return nil }
            self.all = [Series(text: good, counts: .good), Series(text: all, counts: .all)]
        case .counted(let some, let areBad, let whole):
            let counts: Count = areBad ? .bad : .good
            if some.name == whole.name {
                // The rest is what the one selector takes and the other doesn't.
                guard let part = Self.series(whole, known, also: some),
                    let rest = Self.series(whole, known, not: some)
                else { return nil }
                all = [Series(text: part, counts: counts), Series(text: rest, counts: areBad ? .good : .bad)]
            } else {
                guard let part = Self.series(some, known), let all = Self.series(whole, known) else { return nil }
                self.all = [Series(text: part, counts: counts), Series(text: all, counts: .all)]
            }
        }
    }

    /// A series that a selector takes, perhaps also another one, and perhaps not another one.
    private static func series(
        _ selector: SeriesSelector, _ known: TestSeries, also: SeriesSelector? = nil, not: SeriesSelector? = nil
    ) -> String? {
        guard let name = selector.name?.text, PromQLName.isSeries(name) else { return nil }
        var candidates = ["job": ["test"], "instance": ["test"]]
        if let metric = known.metric(withSeries: name) {
            for label in metric.labels where candidates[label.name] == nil {
                let closed = label.closedValues.map(\.text).filter { !$0.isEmpty }
                candidates[label.name] = closed.isEmpty ? ["test", "other"] : closed
            }
        }
        let matchers = selector.matchers + (also?.matchers ?? []) + (not?.matchers ?? [])
        for matcher in matchers {
            guard let label = matcher.label.text, let value = matcher.value.text, label != "__name__" else {
                return nil
            }
            // Of a pattern, one of its alternatives may be a plain value.
            let values =
                matcher.operation == .equal || matcher.operation == .notEqual
                ? [value]
                : label == "le"
                    ? [value.replacing("(\\.0)?", with: ".0")] : value.split(separator: "|").map(String.init)
            candidates[label, default: label == "le" ? [] : ["test", "other"]] += values
        }
        let required = selector.matchers + (also?.matchers ?? [])
        var labels: [String: String] = [:]
        for (label, values) in candidates {
            let tests = required.filter { $0.label.text == label }
            guard let value = values.first(where: { value in tests.allSatisfy { $0.accepts(value) } }) else {
                return nil
            }
            labels[label] = value
        }
        if let not {
            // One label that differs is enough.
            let change = not.matchers.lazy.compactMap { matcher -> (String, String)? in
                guard let label = matcher.label.text else { return nil }
                let tests = required.filter { $0.label.text == label }
                return candidates[label]?.first { value in
                    !matcher.accepts(value) && tests.allSatisfy { $0.accepts(value) }
                }.map { (label, $0) }
            }.first
            guard let change else { return nil }
            labels[change.0] = change.1
        }
        return TestSeries.text(name, labels)
    }
}

extension LabelMatcher {
    fileprivate func accepts(_ text: String) -> Bool {
        guard let wanted = value.text else { return false }
        switch operation {
        case .equal: return wanted == text
        case .notEqual: return wanted != text
        case .matches, .doesNotMatch:
            guard case .valid(let pattern) = RegularExpression.read(wanted) else { return false }
            return pattern.matches(text) == (operation == .matches)
        }
    }
}
