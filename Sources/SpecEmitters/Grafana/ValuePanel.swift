// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import SpecModel
import SpecQueries
import SpecText

/// The panel of a derived value: a line for each of its recorded series.
struct ValuePanel {
    private let recorded: RecordedValue
    /// Those of the dashboard.
    private let variables: [DashboardVariable]

    init(_ recorded: RecordedValue, _ variables: [DashboardVariable]) {
        self.recorded = recorded
        self.variables = variables
    }

    var panel: DashboardPanel {
        let value = recorded.value
        let unit = GrafanaUnit(of: value)
        let whole: Double? = if case .share(let whole) = unit.meaning { whole } else { nil }
        return DashboardPanel(
            identity: PanelIdentity(subject: "derived value \(value.name)", role: .metric),
            title: PanelTitle.words(of: value.name), description: description,
            visualization: .timeSeries(
                .init(unit: unit.level, decimals: unit.decimals, axisLabel: axis(unit), softMaximum: whole)),
            queries: [
                PanelQuery(
                    .vector(SeriesSelector(recorded.record, matchers)),
                    legend: recorded.labels.isEmpty
                        ? value.name : recorded.labels.map { "{{\($0)}}" }.joined(separator: " "))
            ])
    }

    private func axis(_ unit: GrafanaUnit) -> String {
        if case .rate = recorded.value.form { unit.rateAxis } else { "" }
    }

    /// The variables of the labels that it has.
    private var matchers: [LabelMatcher] {
        recorded.labels.compactMap { label in
            variables.first { $0.label == label }.map { LabelMatcher(label, obeying: $0.name) }
        }
    }

    private var description: UTF8Text {
        var text: UTF8Text = "\(MarkdownText.prose(recorded.value.help, dollar: .entity))"
        text.append(
            "\n\nA line for each series that the recording rules make. No data means that the server doesn't have ")
        text.append("the rules, or that nothing happened.\n\nSeries: ")
        text.append(code: recorded.record)
        return text
    }
}
