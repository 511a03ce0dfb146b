// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import SpecDiagnostics

/// A query in a file, and what the file says about it.
package struct ReferencedQuery: Sendable {
    package let string: PlacedString
    /// Which programs insert text before Prometheus reads it.
    package let templates: PromQLTemplates
    package let use: Use
    /// What people know it by: the panel's title, the alert's name, the page's heading. May be empty.
    package let title: String
    /// The dashboard that it is in: its index in `ReferenceFile.dashboards`.
    package let dashboard: Int?
    /// Whether Prometheus certainly reads it. Otherwise it is judged only if it parses and names a metric of the product.
    package let isCertain: Bool

    package enum Use: Sendable {
        case panel(PanelUse)
        /// The query of a dashboard's variable. For `label_values(expression, label)` the string is the expression, and
        /// the label is here.
        case variable(name: String, label: PlacedString?)
        /// Of the annotations of a dashboard.
        case dashboardAnnotation
        /// The expression of a rule: its index in `ReferenceFile.rules`.
        case rule(Int)
        /// A query in a template of an alert's annotation or label: the index of the rule.
        case ruleTemplate(Int)
        /// An alert rule that Grafana manages: the index of the rule.
        case grafanaRule(Int)
        case page(PageUse)
    }

    package init(
        _ string: PlacedString, templates: PromQLTemplates = [], use: Use, title: String = "",
        dashboard: Int? = nil, isCertain: Bool = true
    ) {
        self.string = string
        self.templates = templates
        self.use = use
        self.title = title
        self.dashboard = dashboard
        self.isCertain = isCertain
    }
}

/// Where a page asks for a metric.
package struct PageUse: Sendable {
    /// The version that the nearest heading with one names, as it is written. A section of an older version names what is
    /// gone since.
    package var version: String?
    /// Whether this is inline code that is only a name.
    package var isMention = false
    /// The other names in inline code of the same paragraph, list item or row.
    package var neighbours: [String] = []

    package init(version: String? = nil) { self.version = version }
}

/// What a panel makes of the result of a query.
package struct PanelUse: Sendable {
    /// Such as `timeseries`; of any plugin.
    package var type: String
    /// The panel's title.
    package var title: PlacedString?
    /// Grafana's id of a unit, such as `ms` or `percentunit`; nil if none is set, if overrides set several, or if the panel
    /// doesn't show the query itself.
    package var unit: PlacedString?
    /// Whether the values are shown as they are: nothing sets a unit, or only one that says nothing.
    package var isWithoutUnit: Bool
    /// The legend, with `{{label}}`; nil if the default is used.
    package var legend: PlacedString?
    /// Whether one point in time is asked for.
    package var isInstant: Bool
    /// The panel's description.
    package var description: PlacedString?

    package init(
        type: String, title: PlacedString? = nil, unit: PlacedString? = nil, legend: PlacedString? = nil,
        isInstant: Bool = false, description: PlacedString? = nil, isWithoutUnit: Bool = false
    ) {
        self.type = type
        self.title = title
        self.unit = unit
        self.isWithoutUnit = isWithoutUnit
        self.legend = legend
        self.isInstant = isInstant
        self.description = description
    }
}

/// A rule of Prometheus or of Grafana: an alert, or a recording rule.
package struct ReferencedRule: Sendable {
    package enum Kind: Sendable { case alert, recording }

    package var kind: Kind
    /// The name of the alert, or of the recorded series.
    package var name: PlacedString
    /// The group's labels and then the rule's own, as keys and values.
    package var labels: [(key: PlacedString, value: PlacedString)]
    package var annotations: [(key: PlacedString, value: PlacedString)]
    /// As they are written, such as `5m`; nil if they aren't there.
    package var forDuration: PlacedString?
    package var keepFiringFor: PlacedString?
    package var group: String

    package init(
        _ kind: Kind, name: PlacedString, labels: [(key: PlacedString, value: PlacedString)] = [],
        annotations: [(key: PlacedString, value: PlacedString)] = [], forDuration: PlacedString? = nil,
        keepFiringFor: PlacedString? = nil, group: String = ""
    ) {
        self.kind = kind
        self.name = name
        self.labels = labels
        self.annotations = annotations
        self.forDuration = forDuration
        self.keepFiringFor = keepFiringFor
        self.group = group
    }
}

/// A dashboard's variables, and the names of variables that anything in it uses.
package struct ReferencedDashboard: Sendable {
    package var title: String
    package var variables: [DashboardVariable]
    /// In any string of the dashboard: `$x`, `${x…}`, `[[x]]`, or the `repeat` of a panel or row.
    package var usedNames: Set<String>
    /// Of the variables that a panel or row is repeated for: each copy sees one value.
    package var repeatedNames: Set<String>

    package init(
        title: String, variables: [DashboardVariable] = [], usedNames: Set<String> = [],
        repeatedNames: Set<String> = []
    ) {
        self.title = title
        self.variables = variables
        self.usedNames = usedNames
        self.repeatedNames = repeatedNames
    }
}

package struct DashboardVariable: Sendable {
    package enum Kind: String, Sendable { case query, custom, textbox, interval, constant, dataSource, adHoc, other }

    package var name: PlacedString
    package var kind: Kind
    /// Whether several values can be chosen at once, or all.
    package var isMultiple: Bool
    /// The values to choose from, of a custom variable.
    package var options: [String]?
    /// What the names of series are compared with that the variable lists: `metrics(pattern)`.
    package var namePattern: PlacedString?

    package init(
        name: PlacedString, kind: Kind, isMultiple: Bool = false, options: [String]? = nil,
        namePattern: PlacedString? = nil
    ) {
        self.name = name
        self.kind = kind
        self.isMultiple = isMultiple
        self.options = options
        self.namePattern = namePattern
    }
}
