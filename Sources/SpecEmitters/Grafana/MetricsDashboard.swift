// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecModel
import SpecOrigins
import SpecOutput
import SpecQueries

/// The dashboard of a product: an overview, a row for each group, and the deprecated metrics in a row of their own
/// that is initially closed. A metric that isn't served by default has no panel, and neither has a former name: the panel
/// of the metric asks for both names.
struct MetricsDashboard {
    private let product: Product
    private let notice: GeneratedNotice
    private let version: ProductVersion
    /// The derived values that are recorded and have a panel, by the keys of their groups.
    private let values: [String: [RecordedValue]]

    init(_ spec: ResolvedSpec) {
        product = spec.product
        notice = GeneratedNotice(spec)
        version = product.version
        // Without the rules their series don't exist.
        let areRecorded = spec.outputs.contains { $0.emitter.value == Emitter.prometheus.name }
        guard areRecorded, product.derived.contains(where: { $0.group != nil }) else {
            values = [:]
            return
        }
        values = SpecQueries(spec).values.reduce(into: [:]) { values, recorded in
            if let group = recorded.value.group { values[group, default: []].append(recorded) }
        }
    }

    var dashboard: Dashboard {
        let name = product.name
        var formerNames: [String: [String]] = [:]
        let servedGroups = product.groups.map { group in
            var group = group
            group.metrics = group.metrics.filter { metric in
                guard metric.state(at: version).isServed() else { return false }
                guard let name = metric.presentName else { return true }
                if formerNames[name]?.contains(metric.name) != true {
                    formerNames[name, default: []].append(metric.name)
                }
                return false
            }
            return group
        }
        var names: Set<String> = []
        let groups = PanelVariants.joined(servedGroups, product.parameters).map { group in
            let panels = group.metrics.map {
                MetricPanel(
                    $0, isFirst: names.insert($0.name).inserted, formerNames: formerNames[$0.name] ?? [])
            }
            return ServedGroup(group: group, panels: panels)
        }
        let served = groups.flatMap(\.panels)
        let variables = DashboardVariable.variables(for: served.map(\.metric))
        return Dashboard(
            uid: DashboardUID.uid(for: name), title: "\(name) metrics",
            description: "The metrics of \(name) \(product.version). \(noteOnPrefixes)\(notice.text)",
            tags: ["metricsgen", name], variables: variables,
            rows: ([overview(of: served)] + groups.map { row(of: $0, variables) } + [deprecated(among: served)])
                .filter { !$0.panels.isEmpty })
    }

    private var noteOnPrefixes: String {
        product.parameters.filter { !product.prefixEndings(of: $0).isEmpty }.map {
            "The queries are for processes that have the default of the parameter \($0.name). "
        }.joined()
    }

    private struct ServedGroup {
        let group: Group
        let panels: [MetricPanel]
    }

    private func overview(of panels: [MetricPanel]) -> DashboardRow {
        DashboardRow(
            identity: PanelIdentity(subject: "overview", role: .row), title: "Overview", isCollapsed: false,
            panels: OverviewRow.panels(for: panels, at: version))
    }

    private func row(of served: ServedGroup, _ variables: [DashboardVariable]) -> DashboardRow {
        DashboardRow(
            identity: PanelIdentity(subject: "group \(served.group.key)", role: .row), title: served.group.title,
            isCollapsed: false,
            panels: panels(.active, among: served.panels)
                + (values[served.group.key] ?? []).map { ValuePanel($0, variables).panel })
    }

    private func deprecated(among panels: [MetricPanel]) -> DashboardRow {
        DashboardRow(
            identity: PanelIdentity(subject: "deprecated", role: .row), title: "Deprecated", isCollapsed: true,
            panels: self.panels(.deprecated, among: panels))
    }

    private func panels(_ state: LifecycleState, among panels: [MetricPanel]) -> [DashboardPanel] {
        panels.filter { $0.metric.state(at: version) == state && $0.metric.panel.place != .nowhere }.map(\.panel)
    }
}

/// The name of a dashboard in links. It changes only with the name of the product.
enum DashboardUID {
    private static let limit = 40

    /// Letters, digits, `-` and `_`, at most 40. A name that doesn't fit is shortened, and a hash keeps it apart from
    /// others.
    static func uid(for name: String) -> String {
        let isLegal: (Unicode.Scalar) -> Bool = {
            ("a"..."z").contains($0) || ("A"..."Z").contains($0) || ("0"..."9").contains($0) || $0 == "-" || $0 == "_"
        }
        let legal = String(String.UnicodeScalarView(name.unicodeScalars.map { isLegal($0) ? $0 : "-" }))
        let uid = "metricsgen-\(legal)"
        guard legal != name || uid.count > limit else { return uid }
        let hash = String(StableHash.hash(name) % (1 << 32), radix: 16)
        return "\(uid.prefix(limit - 1 - hash.count))-\(hash)"
    }
}
