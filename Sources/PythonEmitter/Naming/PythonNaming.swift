// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel
import SpecOrigins
import SpecOutput
import SpecText

/// Chooses the Python names of a product and reports those that collide. A `swift_name` of the spec also counts here, in
/// the form that Python expects.
struct PythonNaming {
    private let spec: ResolvedSpec
    private let className: String
    private var findings: [Finding] = []
    /// The pairs of names that were reported: two labels collide in each metric that has both.
    private var reported: Set<[Origins.Part]> = []

    static func resolve(_ spec: ResolvedSpec, className: String) -> (PythonProduct, [Finding]) {
        var naming = PythonNaming(spec: spec, className: className)
        let result = naming.resolve()
        return (result, naming.findings)
    }

    private init(spec: ResolvedSpec, className: String) {
        self.spec = spec
        self.className = className
    }

    private mutating func resolve() -> PythonProduct {
        let product = spec.product
        let living = product.recordedMetrics
        let used = product.sharedLabels(of: living)

        var types = NameScope(.type)
        var labels: [String: PythonLabel] = [:]
        var boundLabels: [(label: Label, name: String)] = []
        var arguments = NameScope(.argument)
        for label in product.labels where used.contains(label.key) {
            switch label.values {
            case .bound:
                let name = PythonIdentifier.snake(label.swiftName ?? label.key, noun: "label")
                // `__init__` has arguments of its own with these names.
                let free = Self.initArguments.contains(name) ? name + "_label" : name
                arguments.claim(free, .init(label, .label(label.key)))
                boundLabels.append((label, free))
            case .closed(let values): labels[label.key] = python(label, values, of: nil, in: &types)
            case .open: break
            }
        }
        report(arguments)

        let labelTypes = Set(labels.values.map(\.className))
        var groupAttributes = NameScope(.property)
        var groups: [PythonGroup] = []
        for group in product.groups {
            let name = PythonIdentifier.snake(group.swiftName ?? group.key, noun: "group")
            let attribute = name == "lifecycle_messages" ? name + "_group" : name
            let stem = typeNameFree(PythonIdentifier.upperCamel(attribute), suffix: "Group")
            let type = labelTypes.contains(stem) ? stem + "Group" : stem
            let origin = NameScope.Origin(name: group.key, part: .group(group.key))
            // Two groups that become one attribute also become one class; that is reported once.
            if groupAttributes.claim(attribute, origin) { types.claim(type, origin) }
            groups.append(python(group, attribute, type, labels))
        }
        report(groupAttributes)
        report(types)

        var parameterNames = NameScope(.property, takesSwiftName: false)
        let parameters = product.parameters.map { parameter in
            let name = PythonIdentifier.snake(parameter.name, noun: "parameter")
            // The class of the parameters has a function of this name.
            let free = name == "from_environment" ? name + "_parameter" : name
            parameterNames.claim(free, .init(name: parameter.name, part: .parameter(parameter.name)))
            return PythonParameter(parameter: parameter, name: free)
        }
        for metric in living where metric.isOnlyNative {
            findings.append(NativeHistogramInPython.finding(metric, spec.origins))
        }
        let bucketSets = bucketSets(of: living, &parameterNames)
        report(parameterNames)

        return PythonProduct(
            spec: spec, className: className, groups: groups, labels: product.labels.compactMap { labels[$0.key] },
            boundLabels: boundLabels, parameters: parameters, bucketSets: bucketSets,
            owners: product.groupOwners)
    }

    /// The bucket sets that metrics use: those with a name, and those of one metric that depend on parameters.
    private mutating func bucketSets(of metrics: [Metric], _ parameterNames: inout NameScope) -> [PythonBucketSet] {
        var names = NameScope(.property, takesSwiftName: false)
        var sets: [PythonBucketSet] = []
        var seen: Set<String> = []
        for metric in metrics {
            guard let set = metric.buckets, let name = Self.boundsName(of: metric) else { continue }
            let python = PythonBucketSet(set: set, name: name)
            if let key = set.name {
                guard seen.insert(key).inserted else { continue }
                let origin = NameScope.Origin(name: key, part: .bucketSet(key))
                names.claim(name, origin)
                if set.isOverridable { parameterNames.claim(python.argument, origin) }
            }
            sets.append(python)
        }
        report(names)
        return sets
    }

    /// The attribute of `_Buckets` with the bounds of a metric; nil if they are printed with the metric.
    private static func boundsName(of metric: Metric) -> String? {
        guard let set = metric.buckets else { return nil }
        if let key = set.name { return PythonIdentifier.snake(key, noun: "bounds") }
        guard set.bounds.known == nil else { return nil }
        // Two underscores in a row are in no name of the spec.
        let key = metric.id.key.unicodeScalars.map { $0 == ":" ? "_" : String($0) }.joined()
        return "own__\(metric.id.group)__\(key)"
    }

    private mutating func python(
        _ group: Group, _ attribute: String, _ type: String, _ labels: [String: PythonLabel]
    ) -> PythonGroup {
        var attributes = NameScope(.property)
        var classes = NameScope(.type)
        var metrics: [PythonMetric] = []
        for metric in group.metrics where metric.hasCode {
            let name = PythonIdentifier.snake(metric.swiftName ?? group.shortKey(of: metric), noun: "metric")
            let origin = NameScope.Origin(name: metric.name, part: .metric(metric.id))
            let isFree = attributes.claim(name, origin)
            let python = PythonMetric(
                metric: metric, attribute: name, series: series(of: metric, named: name, labels),
                companion: companion(of: metric, named: name, labels), bounds: Self.boundsName(of: metric))
            if isFree { for type in python.classes { classes.claim(type, origin) } }
            metrics.append(python)
        }
        report(attributes)
        report(classes)
        return PythonGroup(group: group, attribute: attribute, className: type, metrics: metrics)
    }

    private mutating func series(
        of metric: Metric, named name: String, _ labels: [String: PythonLabel]
    ) -> PythonMetric.Series {
        if metric.isRemoved { return .removed }
        if metric.openLabels.isEmpty, metric.closedLabels.isEmpty { return .single }
        let type = typeNameFree(PythonIdentifier.upperCamel(name) + "Series", suffix: "ByLabel")
        guard metric.openLabels.isEmpty else {
            return .open(className: type, arguments(of: metric.labels, in: type, of: metric, labels))
        }
        var types = NameScope(.type)
        let closed = metric.closedLabels.compactMap { python($0, in: type, of: metric, labels, &types) }
        report(types)
        return .dense(className: type, closed)
    }

    /// For all labels except the bound ones.
    private mutating func arguments(
        of list: [Label], in owner: String, of metric: Metric, _ labels: [String: PythonLabel]
    ) -> [PythonMetric.Argument] {
        var names = NameScope(.argument)
        var types = NameScope(.type)
        let arguments = list.compactMap { label -> PythonMetric.Argument? in
            if case .bound = label.values { return nil }
            let closed = python(label, in: owner, of: metric, labels, &types)
            let name = closed?.argument ?? PythonIdentifier.snake(label.swiftName ?? label.key, noun: "label")
            names.claim(name, .init(label, label.part(in: metric)))
            return PythonMetric.Argument(label: label, name: name, closed: closed)
        }
        report(names)
        report(types)
        return arguments
    }

    private mutating func companion(
        of metric: Metric, named name: String, _ labels: [String: PythonLabel]
    ) -> PythonMetric.Companion? {
        if metric.isRemoved { return nil }
        let stem = PythonIdentifier.upperCamel(name)
        if metric.kind.has(.fields) {
            let type = typeNameFree(stem + "Fields", suffix: "OfMetric")
            return .fields(className: type, arguments(of: metric.fields, in: type, of: metric, labels))
        }
        guard metric.kind.has(.states) else { return nil }
        return .states(
            className: typeNameFree(stem + "State", suffix: "OfMetric"),
            constants(of: metric.states) { .state($0, ofMetric: metric.id) })
    }

    /// The class of a closed label of a metric: the shared one, or one inside the metric's own class.
    private mutating func python(
        _ label: Label, in owner: String, of metric: Metric, _ labels: [String: PythonLabel], _ types: inout NameScope
    ) -> PythonLabel? {
        guard case .closed(let values) = label.values else { return nil }
        if let shared = labels[label.key], !label.isOwn || label.hasValues(of: shared.label) {
            types.claim(shared.className, .init(label, label.part(in: metric)))
            return shared
        }
        return python(label, values, of: (owner, metric), in: &types)
    }

    /// - Parameter owner: the metric whose own label it is, and the class that contains the class of the label.
    private mutating func python(
        _ label: Label, _ values: [Label.Value], of owner: (type: String, metric: Metric)?, in types: inout NameScope
    ) -> PythonLabel {
        let argument = PythonIdentifier.snake(label.swiftName ?? label.key, noun: "label")
        let type = typeNameFree(PythonIdentifier.upperCamel(argument), suffix: "Label")
        types.claim(type, .init(label, owner.map { label.part(in: $0.metric) } ?? .label(label.key)))
        let constants = constants(of: values) { value in
            owner.map { .ownValue(value, ofLabel: label.key, of: $0.metric.id) } ?? .value(value, ofLabel: label.key)
        }
        return PythonLabel(
            label: label, argument: argument, className: type, constants: constants, owner: owner?.type)
    }

    private mutating func constants(
        of values: [Label.Value], part: (String) -> Origins.Part
    ) -> [PythonLabel.Constant] {
        var names = NameScope(.enumCase)
        let version = spec.product.version
        let constants = values.map { value in
            var value = value
            // Code gets no warning before the release that deprecates the value.
            if value.deprecation?.holds(at: version) != true { value.deprecation = nil }
            let name =
                value.swiftName.map { PythonIdentifier.snake($0, noun: "value") } ?? PythonIdentifier.value(value.text)
            names.claim(name, .init(name: value.text, part: part(value.text)))
            return PythonLabel.Constant(name: name, value: value)
        }
        report(names)
        return constants
    }

    /// Reports the collisions of one scope, whose names are all known.
    private mutating func report(_ scope: NameScope) {
        for (collision, better) in scope.resolvedCollisions
        where reported.insert([collision.first.part, collision.second.part]).inserted {
            findings.append(PythonNameCollision.finding(collision, in: scope, better: better, spec.origins))
        }
    }

    private func typeNameFree(_ name: String, suffix: String) -> String {
        PythonIdentifier.usedTypes.contains(name) || name == className ? name + suffix : name
    }

    private static let initArguments: Set<String> = ["parameters", "registry", "visibility"]
}

extension PythonMetric {
    /// The classes of its own.
    var classes: [String] {
        let series: String? =
            switch series {
            case .single, .removed: nil
            case .dense(let name, _), .open(let name, _): name
            }
        let companion: String? =
            switch companion {
            case nil: nil
            case .states(let name, _), .fields(let name, _): name
            }
        return [series, companion].compactMap { $0 }
    }
}
