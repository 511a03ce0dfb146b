// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecModel
import SpecOrigins
import SpecOutput
import SpecText

/// The product as Python sees it: every name is chosen. The printers read it.
struct PythonProduct: NamedProduct {
    let spec: ResolvedSpec
    let className: String
    let groups: [PythonGroup]
    /// The closed labels that metrics share.
    let labels: [PythonLabel]
    /// The bound labels that metrics use: arguments of `__init__`.
    let boundLabels: [(label: Label, name: String)]
    let parameters: [PythonParameter]
    let bucketSets: [PythonBucketSet]
    let owners: [Metric.ID: String]

    var product: Product { spec.product }
    var overridableSets: [PythonBucketSet] { bucketSets.filter { $0.set.isOverridable } }
    var hasParameters: Bool { !parameters.isEmpty || !overridableSets.isEmpty }
    var metrics: [PythonMetric] { groups.flatMap(\.metrics) }

    func path(of metric: Metric) -> String? {
        for group in groups {
            for named in group.metrics where named.metric.id == metric.id {
                if case .removed = named.series { return nil }
                return "\(group.attribute).\(named.attribute)"
            }
        }
        return nil
    }

    func words(of set: BucketSet) -> String? { nil }

    /// The class of a group, as every scope sees it.
    func scope(of group: PythonGroup) -> String { "\(className).\(group.className)" }

    /// The arguments that the class of a group takes after the maker.
    var groupArguments: [(name: String, type: String)] {
        (hasParameters ? [("parameters", "\(className).Parameters")] : [])
            + (bucketSets.isEmpty ? [] : [("buckets", "_Buckets")])
    }
}

struct PythonGroup {
    let group: Group
    let attribute: String
    let className: String
    let metrics: [PythonMetric]
}

struct PythonMetric {
    let metric: Metric
    let attribute: String
    let series: Series
    /// The class of its own that its handle needs.
    let companion: Companion?
    /// The attribute of `_Buckets` with its bounds; nil if they are printed with the metric.
    let bounds: String?

    enum Series {
        /// The attribute is the handle.
        case single
        /// The attribute is an object of this class, with an attribute for each value of its labels.
        case dense(className: String, [PythonLabel])
        /// The attribute is an object of this class, with a call that takes the values.
        case open(className: String, [Argument])
        /// A tombstone.
        case removed
    }

    enum Companion {
        /// The class with the constants of a stateset's states.
        case states(className: String, [PythonLabel.Constant])
        /// The class with a call that sets an info's fields.
        case fields(className: String, [Argument])
    }

    struct Argument {
        let label: Label
        let name: String
        /// The class with its values, if the label is closed.
        let closed: PythonLabel?
    }
}

/// A closed label.
struct PythonLabel {
    let label: Label
    let argument: String
    let className: String
    let constants: [Constant]
    /// The class of the metric whose own label this is; nil if metrics share the label.
    let owner: String?

    struct Constant {
        /// The attribute of a series; as a constant it is in capitals.
        let name: String
        let value: Label.Value

        /// The attribute that holds what it leads to. That of a deprecated one is behind a property, which warns.
        var stored: String { value.deprecation == nil ? name : "_" + name }

        /// What code completion shows.
        var documentation: [String] {
            [
                value.help ?? "",
                value.deprecation.map { MetricDocumentation.words(on: $0).capitalizedFirst } ?? "",
            ]
        }
    }
}

struct PythonParameter {
    let parameter: Parameter
    let name: String
}

struct PythonBucketSet {
    let set: BucketSet
    let name: String
    /// Its name among the parameters.
    var argument: String { name + "_buckets" }
}
