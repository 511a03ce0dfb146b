// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel
import SpecOrigins

/// What a check looks at: the model of a spec, and how the spec says it.
package struct CheckInput: Sendable {
    package let spec: ResolvedSpec
    package let declarations: Declarations
    /// All metrics but tombstones: those have no series, and their names and helps are history.
    let livingMetrics: [Metric]
    /// What policies demand of full names, the most severe first. Their patterns are read once, and every rule on names asks.
    private(set) var namePolicies: [DemandedPolicy<NamePolicy>] = []

    package init(_ spec: ResolvedSpec, _ declarations: Declarations) {
        self.spec = spec
        self.declarations = declarations
        livingMetrics = spec.product.metrics.filter { metric in
            if case .removed = metric.lifecycle { false } else { true }
        }
        namePolicies = policies(NamePolicy.init)
    }

    /// Those whose names can still be changed: nobody renames what goes away.
    var namedMetrics: [Metric] {
        livingMetrics.filter { metric in if case .active = metric.lifecycle { metric.hasLegalKey } else { false } }
    }

    var product: Product { spec.product }
    var origins: Origins { spec.origins }

    func name(of metric: Metric) -> Span { origins.name(of: .metric(metric.id)) }
    func name(of label: Label) -> Span { origins.name(of: .label(label.key)) }
    func help(of metric: Metric) -> Span { origins.value(of: .help, of: .metric(metric.id)) }

    /// The labels that metrics describe themselves, completely or in part.
    var ownLabels: [(label: Label, metric: Metric)] {
        livingMetrics.flatMap { metric in metric.labelsAndFields.filter(\.isOwn).map { ($0, metric) } }
    }

    func name(of label: Label, in metric: Metric) -> Span {
        origins.name(of: .ownLabel(label.key, of: metric.id))
    }

    /// What the spec declares under the key of a label.
    func declared(_ label: Label) -> Label? { product.labels.first { $0.key == label.key } }

    /// Whether a gauge says how the values of several processes become one, rather than taking the default.
    func saysMode(_ metric: Metric) -> Bool { origins.written(.mode, of: .metric(metric.id)) != nil }

    /// What says that a metric is deprecated: the metric itself, or else its group.
    func deprecatedPart(of metric: Metric) -> Origins.Part {
        let own = Origins.Part.metric(metric.id)
        return origins.written(.deprecated, of: own) == nil ? .group(metric.id.group) : own
    }

    /// Where a metric or its group says that it is deprecated.
    func deprecation(of metric: Metric) -> Span {
        origins.written(.deprecated, of: deprecatedPart(of: metric))?.key ?? name(of: metric)
    }

    /// Where a metric or its group names what replaces it, by its key or by its full name.
    func place(of replacement: Replacement, of metric: Metric) -> Span {
        let name = replacement.name
        let key =
            product.metrics.first { $0.name == name }?.key
            ?? (name.hasPrefix(product.prefix) ? String(name.dropFirst(product.prefix.count)) : name)
        return origins.value(of: .replacements, saying: [name, key], of: deprecatedPart(of: metric))
    }
}
