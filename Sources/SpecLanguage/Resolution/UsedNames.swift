// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel

/// The names that the declarations of a spec refer to.
struct UsedNames {
    /// Labels that a metric or a label set lists, and label sets that a metric lists.
    private(set) var labels: Set<String> = []
    private(set) var bucketSets: Set<String> = []
    private(set) var parameters: Set<String> = []
    private(set) var units: Set<String> = []

    init(
        labelSets: [Declared<[Spanned<String>]>], bucketSets: [Declared<BoundsDeclaration>],
        labels: [Label], groups: [GroupDeclaration], derived: [DerivedDeclaration],
        product: ProductDeclaration?
    ) {
        self.labels.formUnion((product?.labels ?? []).map(\.value))
        units.formUnion(derived.compactMap(\.unit?.value))
        add(product?.prefix)
        for label in labels { add(label.maxValues) }
        for set in labelSets { self.labels.formUnion((set.value ?? []).map(\.value)) }
        for set in bucketSets { set.value.map { add($0) } }
        for group in groups {
            add(group.prefix)
            if let condition = group.condition { parameters.formUnion(condition.value.parameters) }
            for index in group.metrics.indices {
                guard let metric = group.metrics[index].value else { continue }
                for use in metric.labels + metric.fields {
                    self.labels.insert(use.name.value)
                    if case .described(let description) = use.description { add(description.maxValues?.value) }
                }
                if let condition = metric.condition { parameters.formUnion(condition.value.parameters) }
                add(metric.prefix)
                if let unit = metric.unit { units.insert(unit.value) }
                if let parameter = metric.fieldsParameter { parameters.insert(parameter.value) }
                metric.buckets.map { add($0) }
            }
        }
    }

    private mutating func add(_ prefix: PrefixDeclaration?) {
        if case .parameter(let name, _)? = prefix { parameters.insert(name.value) }
    }

    private mutating func add(_ limit: ValueLimit?) {
        if case .parameter(let sum, _)? = limit { parameters.insert(sum.parameter) }
    }

    private mutating func add(_ bounds: BoundsDeclaration) {
        switch bounds {
        case .fixed, .made, .series(_, .number, _): break
        case .series(_, .parameter(let sum, _), _): parameters.insert(sum.value.parameter)
        case .sorted(let parameter): parameters.insert(parameter.value)
        case .conditional(let condition, let then, let otherwise):
            parameters.formUnion(condition.value.parameters)
            add(then)
            add(otherwise)
        case .overridable(let bounds, _): add(bounds)
        case .native(_, _, let bounds): bounds.map { add($0) }
        case .named(let name): bucketSets.insert(name.value)
        }
    }
}
