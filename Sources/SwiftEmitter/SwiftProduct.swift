// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel
import SpecOrigins
import SpecOutput

/// The product as Swift sees it: every name is chosen, every slot in the table of series is counted. The Swift
/// printer reads it.
struct SwiftProduct: NamedProduct {
    let spec: ResolvedSpec
    let typeName: String
    let access: SwiftAccess
    let groups: [SwiftGroup]
    /// The closed labels that metrics use.
    let enums: [SwiftEnum]
    /// The bound labels that metrics use: arguments of the initializer.
    let boundLabels: [SwiftArgument]
    let parameters: [SwiftParameter]
    /// The named bucket sets that metrics use.
    let bucketSets: [SwiftBucketSet]

    /// The owner of each metric whose group has one.
    let owners: [Metric.ID: String]
    /// The former names of each metric.
    let formerNames: [Metric.ID: [Metric]]

    var product: Product { spec.product }
    /// The bucket sets that can be replaced when a process starts.
    var overridableSets: [SwiftBucketSet] { bucketSets.filter(\.set.isOverridable) }
    /// The Swift name of a metric's buckets, if they have one.
    func named(_ set: BucketSet) -> SwiftBucketSet? {
        guard let name = set.name else { return nil }
        return bucketSets.first { $0.set.name == name }
    }
    func words(of set: BucketSet) -> String? { named(set)?.words }

    /// Whether the generated struct has an argument `parameters`.
    var hasParameters: Bool { !parameters.isEmpty || !overridableSets.isEmpty }

    func parameter(named name: String?) -> SwiftParameter? { parameters.first { $0.parameter.name == name } }

    /// The Swift path of a metric, such as `request.queueTimeSeconds`, by its full name; nil if there is none.
    func path(of metric: Metric) -> String? {
        for group in groups {
            for named in group.metrics where named.metric.id == metric.id {
                if case .removed = named.series { return nil }
                return "\(group.property).\(named.property)"
            }
        }
        return nil
    }
}

struct SwiftGroup {
    let group: Group
    let property: String
    let typeName: String
    var metrics: [SwiftMetric]
}

extension [SwiftGroup] {
    /// Former names get the slots of the metrics whose series they show.
    func withSlots(of formerNames: [Metric.ID: [Metric]]) -> [SwiftGroup] {
        var slots: [Metric.ID: Int] = [:]
        for metric in flatMap(\.metrics) {
            for former in formerNames[metric.metric.id] ?? [] { slots[former.id] = metric.slot }
        }
        return map { group in
            var group = group
            for index in group.metrics.indices {
                if let slot = slots[group.metrics[index].metric.id] { group.metrics[index].slot = slot }
            }
            return group
        }
    }
}

struct SwiftMetric {
    let metric: Metric
    let property: String
    /// Its first slot in the table of series.
    var slot: Int
    let series: Series
    /// The type of its own that its handle needs.
    let companion: Companion?

    enum Series {
        /// The property is the handle.
        case single
        /// The property is a struct of this name with a subscript over closed labels.
        case dense(typeName: String, [SwiftEnum])
        /// The property is a struct of this name with a call that takes the values.
        case open(typeName: String, [OpenArgument])
        /// A tombstone: it can't be recorded.
        case removed
    }

    enum Companion {
        /// The enum of a stateset's states.
        case states(SwiftEnum.Definition)
        /// The struct of this name with a call that sets an info's fields.
        case fields(typeName: String, [OpenArgument])

        var typeName: String {
            switch self {
            case .states(let definition): definition.typeName
            case .fields(let typeName, _): typeName
            }
        }
    }

    struct OpenArgument {
        let label: Label
        let name: String
        /// The enum, if the label is closed.
        let closed: SwiftEnum?
    }

    /// The struct of the property, if it isn't the handle itself.
    var seriesType: String? {
        switch series {
        case .single, .removed: nil
        case .dense(let type, _), .open(let type, _): type
        }
    }

    /// A former name has no series of its own.
    var slotCount: Int {
        switch series {
        case _ where metric.presentName != nil: 0
        case .single, .open: 1
        // The language refuses specs that need more than a million; names are chosen for those too.
        case .dense(_, let enums):
            enums.reduce(1) { product, next in
                let (result, isOverflow) = product.multipliedReportingOverflow(by: next.cases.count)
                return isOverflow ? .max : result
            }
        case .removed: 0
        }
    }
}

struct SwiftEnum {
    let label: Label
    let argument: String
    let definition: Definition
    /// The struct of the metric whose own label this is; nil if metrics share the label.
    let owner: String?

    /// As the product's struct sees it, or the struct of its metric.
    var typeName: String { definition.typeName }
    /// As the struct of a group sees it.
    var path: String { owner.map { "\($0).\(typeName)" } ?? typeName }
    var cases: [Case] { definition.cases }

    /// The names of the cases for the values `true` and `false`, if code may pass a Boolean instead.
    var booleanCases: (true: String, false: String)? {
        guard label.isBoolean, let yes = cases.first(where: { $0.value.text == "true" }),
            let no = cases.first(where: { $0.value.text == "false" })
        else { return nil }
        return (yes.name, no.name)
    }

    typealias Case = (name: String, value: Label.Value)

    struct Definition {
        let typeName: String
        let cases: [Case]
    }
}

struct SwiftArgument {
    let label: Label
    let name: String
}

struct SwiftParameter {
    let parameter: Parameter
    let name: String
    /// The enum of its values, if they are a closed set.
    let choices: SwiftEnum.Definition?
}

struct SwiftBucketSet {
    let set: BucketSet
    let name: String
    /// Its bounds in words, which appear at each of its metrics.
    let words: String
    /// Its name among the parameters.
    var argument: String { name + "Buckets" }
}
