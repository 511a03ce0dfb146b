// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import SpecDiagnostics
import SpecModel
import SpecOrigins
import SpecOutput
import SpecQueries

/// Unit tests of alerts for `promtool test rules`: each alert is silent one evaluation before it has to fire, and fires
/// two evaluations after.
///
/// The series that an alert compares is given values on both sides of its limit, and recorded series are given values
/// themselves. So a test needs no range of time, at whose edges releases of Prometheus differ.
struct RuleTestFile {
    private let queries: SpecQueries
    private let notice: String
    private let product: Product
    private let series: TestSeries

    init(_ queries: SpecQueries, _ series: TestSeries, _ spec: ResolvedSpec) {
        self.queries = queries
        self.series = series
        notice = "# \(GeneratedNotice(spec).text)\n"
        product = spec.product
    }

    var text: String {
        var text = notice
        let cases = queries.alerts.map { (rule: $0, test: AlertTest($0, queries, series)) }
        for untested in cases where untested.test == nil {
            text += "# \(untested.rule.alert.name) has no test: it compares more than one series with a number.\n"
        }
        text += "rule_files:\n  - \(YAMLString.quoted("\(product.name).alerts.yaml"))\nevaluation_interval: 1m\n"
        let tests = cases.compactMap(\.test)
        text += tests.isEmpty ? "tests: []\n" : "tests:\n" + tests.map(\.text).joined()
        return text
    }
}

/// The test of one alert.
private struct AlertTest {
    private let alert: Alert
    private let series: String
    /// Of the series: while nothing is wrong, and after that. Nil for a series that isn't there.
    private let values: (quiet: Double, loud: Double?)

    /// When something begins to be wrong, in minutes.
    private static let start = 10

    /// Nil where the condition isn't one series that is compared with a number, or one that is absent.
    init?(_ rule: AlertRule, _ queries: SpecQueries, _ known: TestSeries) {
        alert = rule.alert
        switch rule.query.decisive.form {
        case .call(let function, let arguments) where function.text == "absent":
            guard case .vector(let selector, .none)? = arguments.first?.form,
                let series = Self.series(selector, queries, known)
            else { return nil }
            self.series = series
            values = (0, nil)
        case .binary(let operation) where operation.operation.isComparison && !operation.isBool:
            guard case .vector(let selector, .none) = operation.left.withoutParentheses.form,
                let limit = operation.right.withoutParentheses.plainNumber, limit.isFinite, limit.magnitude < 1e12,
                let series = Self.series(selector, queries, known)
            else { return nil }
            self.series = series
            let (above, below) = (limit + max(1, limit.magnitude), limit - max(1, limit.magnitude))
            switch operation.operation {
            case .greater: values = (limit, above)
            case .greaterOrEqual: values = (below, limit)
            case .less: values = (limit, below)
            case .lessOrEqual: values = (above, limit)
            case .equal: values = (above, limit)
            case .notEqual: values = (limit, above)
            default: return nil
            }
        default: return nil
        }
    }

    /// A series that satisfies all matchers, as promtool reads it.
    private static func series(_ selector: SeriesSelector, _ queries: SpecQueries, _ known: TestSeries) -> String? {
        guard let name = selector.name?.text, PromQLName.isSeries(name) else { return nil }
        var labels = ["job": "test"]
        if let metric = known.metric(withSeries: name) {
            labels["instance"] = "test"
            for label in metric.labels where label.name != "job" && label.name != "instance" {
                labels[label.name] = label.closedValues.first { !$0.text.isEmpty }?.text ?? "test"
            }
        } else if let value = queries.values.first(where: { $0.record == name }) {
            for label in value.labels { labels[label] = "test" }
        }
        for matcher in selector.matchers {
            guard matcher.operation == .equal, let label = matcher.label.text, let value = matcher.value.text,
                label != "__name__"
            else { return nil }
            labels[label] = value
        }
        return TestSeries.text(name, labels)
    }

    /// In minutes, rounded up: an alert fires at the first evaluation at which its condition has held long enough.
    private var wait: Int { ((alert.duration?.milliseconds ?? 0) + 59_999) / 60_000 }

    var text: String {
        let firing = Self.start + wait
        // The value of the first minute, and so many more.
        let loud = values.loud.map { "\(BoundText.text(of: $0))x\(wait + 5)" } ?? "stale"
        let steps = "\(BoundText.text(of: values.quiet))x\(Self.start - 1) \(loud)"
        let firingAlerts = "count(ALERTS{alertname=\"\(alert.name)\", alertstate=\"firing\"})"
        return """
              - name: \(YAMLString.quoted(alert.name))
                interval: 1m
                input_series:
                  - series: \(YAMLString.quoted(series))
                    values: \(YAMLString.quoted(steps))
                promql_expr_test:
                  - expr: \(YAMLString.quoted(firingAlerts))
                    eval_time: \(firing - 1)m
                    exp_samples: []
                  - expr: \(YAMLString.quoted(firingAlerts))
                    eval_time: \(firing + 2)m
                    exp_samples: [{labels: "{}", value: 1}]

            """
    }
}

extension PromQLExpression {
    /// Of the absence of a histogram in both of its forms, the first, which every server knows.
    fileprivate var decisive: PromQLExpression {
        guard case .binary(let operation) = form, operation.operation == .and,
            case .call(let function, _) = operation.right.form, function.text == "absent"
        else { return withoutParentheses }
        return operation.left.withoutParentheses
    }

    fileprivate var withoutParentheses: PromQLExpression {
        if case .parentheses(let inner) = form { inner.withoutParentheses } else { self }
    }

    /// A number, perhaps with a sign.
    fileprivate var plainNumber: Double? {
        switch form {
        case .number(let value): value
        case .unary(.minus, let operand): operand.withoutParentheses.plainNumber.map { -$0 }
        default: nil
        }
    }
}
