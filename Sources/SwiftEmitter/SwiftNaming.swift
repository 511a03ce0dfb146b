// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel
import SpecOrigins
import SpecOutput
import SpecText

/// Chooses the Swift names of a product and reports those that collide or aren't legal.
struct SwiftNaming {
    private let spec: ResolvedSpec
    private var product: Product { spec.product }
    private(set) var findings: [Finding] = []
    /// The pairs of names that were reported: two labels collide in each metric that has both.
    private var reported: Set<[Origins.Part]> = []
    /// The enums and groups so far: a type inside a group would hide one of them in that group.
    private var typeNames: Set<String> = []

    static func resolve(_ spec: ResolvedSpec, typeName: String, access: SwiftAccess) -> (SwiftProduct, [Finding]) {
        var naming = SwiftNaming(spec: spec)
        let result = naming.resolve(typeName: typeName, access: access)
        return (result, naming.findings)
    }

    private init(spec: ResolvedSpec) { self.spec = spec }

    private mutating func resolve(typeName: String, access: SwiftAccess) -> SwiftProduct {
        let product = product
        let living = product.recordedMetrics
        var used = product.sharedLabels(of: living)
        // Code that still records a removed metric uses values of its labels, which its tombstone doesn't list.
        if product.metrics.contains(where: \.isRemoved) {
            used.formUnion(
                product.labels.filter { if case .closed = $0.values { true } else { false } }.map(\.key))
        }

        var types = NameScope(.type)
        var enums: [String: SwiftEnum] = [:]
        var boundLabels: [SwiftArgument] = []
        var arguments = NameScope(.argument)
        for label in product.labels where used.contains(label.key) {
            switch label.values {
            case .bound:
                let name = chosen(label.swiftName, else: SwiftIdentifier.lowerCamel(label.key))
                // The initializer has arguments of its own with these names.
                let free = Self.initializerArguments.contains(name) ? name + "Label" : memberFree(name, suffix: "Label")
                arguments.claim(free, .init(label, .label(label.key)))
                boundLabels.append(SwiftArgument(label: label, name: free))
            case .closed(let values): enums[label.key] = swiftEnum(label, values, of: nil, in: &types)
            case .open: break
            }
        }
        report(arguments)

        typeNames = Set(enums.values.map(\.typeName))
        var groupProperties = NameScope(.property)
        var slot = 0
        var groups: [SwiftGroup] = []
        for group in product.groups {
            let property = memberFree(
                chosen(group.swiftName, else: SwiftIdentifier.lowerCamel(group.key)), suffix: "Group")
            let type = typeNameFree(property.capitalizedFirst, suffix: "Group")
            let origin = NameScope.Origin(name: group.key, part: .group(group.key))
            // Two groups that become one property also become one type; that is reported once.
            if groupProperties.claim(property, origin) { types.claim(type, origin) }
            typeNames.insert(type)
            groups.append(swiftGroup(group, property, type, enums, &slot))
        }
        report(groupProperties)
        report(types)
        let formerNames = product.formerNames
        if !formerNames.isEmpty { groups = groups.withSlots(of: formerNames) }

        var parameterNames = NameScope(.property, takesSwiftName: false)
        var choiceTypes = NameScope(.type, takesSwiftName: false)
        let parameters = product.parameters.map { parameter in
            let name = memberFree(SwiftIdentifier.lowerCamel(parameter.name), suffix: "Value")
            let origin = NameScope.Origin(name: parameter.name, part: .parameter(parameter.name))
            guard parameterNames.claim(name, origin), !parameter.choices.isEmpty else {
                return SwiftParameter(parameter: parameter, name: name, choices: nil)
            }
            let type = typeNameFree(name.capitalizedFirst, suffix: "Value")
            choiceTypes.claim(type, origin)
            let cases = cases(of: parameter.choices) { .choice($0, ofParameter: parameter.name) }
            return SwiftParameter(parameter: parameter, name: name, choices: .init(typeName: type, cases: cases))
        }
        report(choiceTypes)

        var bucketNames = NameScope(.property, takesSwiftName: false)
        var bucketSets: [SwiftBucketSet] = []
        for set in living.compactMap(\.buckets) {
            guard let name = set.name, !bucketSets.contains(where: { $0.set.name == name }) else {
                continue
            }
            let property = memberFree(SwiftIdentifier.lowerCamel(name), suffix: "Bounds")
            let origin = NameScope.Origin(name: name, part: .bucketSet(name))
            bucketNames.claim(property, origin)
            let swiftSet = SwiftBucketSet(set: set, name: property, words: MetricDocumentation.text(of: set.bounds))
            if set.isOverridable { parameterNames.claim(swiftSet.argument, origin) }
            bucketSets.append(swiftSet)
        }
        report(bucketNames)
        report(parameterNames)

        return SwiftProduct(
            spec: spec, typeName: typeName, access: access, groups: groups,
            enums: product.labels.compactMap { enums[$0.key] }, boundLabels: boundLabels,
            parameters: parameters, bucketSets: bucketSets,
            owners: product.groupOwners, formerNames: formerNames)
    }

    private mutating func swiftGroup(
        _ group: Group, _ property: String, _ type: String, _ enums: [String: SwiftEnum], _ slot: inout Int
    ) -> SwiftGroup {
        var properties = NameScope(.property)
        var seriesTypes = NameScope(.type)
        var metrics: [SwiftMetric] = []
        for metric in group.metrics where metric.hasCode {
            let name = memberFree(
                chosen(metric.swiftName, else: SwiftIdentifier.lowerCamel(group.shortKey(of: metric))),
                suffix: "Metric")
            let origin = NameScope.Origin(name: metric.name, part: .metric(metric.id))
            let isFree = properties.claim(name, origin)
            let swift = SwiftMetric(
                metric: metric, property: name, slot: slot, series: series(of: metric, named: name, enums),
                companion: companion(of: metric, named: name, enums))
            if isFree {
                for type in [swift.seriesType, swift.companion?.typeName].compactMap({ $0 }) {
                    seriesTypes.claim(type, origin)
                }
            }
            let (next, isOverflow) = slot.addingReportingOverflow(swift.slotCount)
            slot = isOverflow ? .max : next
            metrics.append(swift)
        }
        report(properties)
        report(seriesTypes)
        return SwiftGroup(group: group, property: property, typeName: type, metrics: metrics)
    }

    private mutating func series(of metric: Metric, named name: String, _ enums: [String: SwiftEnum])
        -> SwiftMetric.Series
    {
        if case .removed = metric.lifecycle { return .removed }
        if metric.openLabels.isEmpty, metric.closedLabels.isEmpty { return .single }
        var type = typeNameFree(name.capitalizedFirst + "Series", suffix: "ByLabel")
        if typeNames.contains(type) { type += "ByLabel" }
        guard metric.openLabels.isEmpty else {
            return .open(typeName: type, arguments(of: metric.labels, in: type, of: metric, enums))
        }
        var types = NameScope(.type)
        let closed = metric.closedLabels.compactMap { swiftEnum(of: $0, in: type, of: metric, enums, &types) }
        report(types)
        return closed.isEmpty ? .single : .dense(typeName: type, closed)
    }

    /// For all labels except the bound ones.
    ///
    /// - Parameter owner: the struct whose call has these arguments.
    private mutating func arguments(
        of labels: [Label], in owner: String, of metric: Metric, _ enums: [String: SwiftEnum]
    ) -> [SwiftMetric.OpenArgument] {
        var names = NameScope(.argument)
        var types = NameScope(.type)
        let arguments = labels.compactMap { label -> SwiftMetric.OpenArgument? in
            if case .bound = label.values { return nil }
            let closed = swiftEnum(of: label, in: owner, of: metric, enums, &types)
            let name = closed?.argument ?? chosen(label.swiftName, else: SwiftIdentifier.lowerCamel(label.key))
            names.claim(name, .init(label, label.part(in: metric)))
            return SwiftMetric.OpenArgument(label: label, name: name, closed: closed)
        }
        report(names)
        report(types)
        return arguments
    }

    /// The enum of a closed label of a metric: the shared one, or one inside the metric's own struct.
    private mutating func swiftEnum(
        of label: Label, in owner: String, of metric: Metric, _ enums: [String: SwiftEnum], _ types: inout NameScope
    ) -> SwiftEnum? {
        guard case .closed(let values) = label.values else { return nil }
        if let shared = enums[label.key], !label.isOwn || label.hasValues(of: shared.label) {
            types.claim(shared.typeName, .init(label, label.part(in: metric)))
            return shared
        }
        return swiftEnum(label, values, of: (owner, metric), in: &types)
    }

    private mutating func companion(of metric: Metric, named name: String, _ enums: [String: SwiftEnum])
        -> SwiftMetric.Companion?
    {
        func type(_ ending: String) -> String {
            let type = name.prefix(1).uppercased() + name.dropFirst() + ending
            return typeNames.contains(type) ? type + "OfMetric" : type
        }
        if metric.kind.has(.fields) {
            if case .removed = metric.lifecycle { return nil }
            // The runtime's handle takes them by their names.
            guard metric.fieldsParameter == nil else { return nil }
            let type = type("Fields")
            return .fields(typeName: type, arguments(of: metric.fields, in: type, of: metric, enums))
        }
        // A tombstone doesn't have to list its states.
        guard !metric.states.isEmpty else { return nil }
        return .states(
            SwiftEnum.Definition(
                typeName: type("State"), cases: cases(of: metric.states) { .state($0, ofMetric: metric.id) }))
    }

    /// - Parameter owner: the metric whose own label it is, and the struct that contains the enum.
    private mutating func swiftEnum(
        _ label: Label, _ values: [Label.Value], of owner: (type: String, metric: Metric)?, in types: inout NameScope
    ) -> SwiftEnum {
        let argument = chosen(label.swiftName, else: SwiftIdentifier.lowerCamel(label.key))
        let type = typeNameFree(argument.capitalizedFirst, suffix: "Label")
        types.claim(type, .init(label, owner.map { label.part(in: $0.metric) } ?? .label(label.key)))
        let cases = cases(of: values) { value in
            owner.map { .ownValue(value, ofLabel: label.key, of: $0.metric.id) } ?? .value(value, ofLabel: label.key)
        }
        return SwiftEnum(
            label: label, argument: argument, definition: .init(typeName: type, cases: cases), owner: owner?.type)
    }

    private mutating func cases(
        of values: [Label.Value], part: (String) -> Origins.Part
    ) -> [SwiftEnum.Case] {
        var names = NameScope(.enumCase)
        let version = product.version
        let cases = values.map { value -> SwiftEnum.Case in
            var value = value
            // Code gets no warning before the release that deprecates the value.
            if value.deprecation?.holds(at: version) != true { value.deprecation = nil }
            let name = chosen(value.swiftName, else: SwiftIdentifier.enumCase(value.text))
            // An enum's own members have these names.
            let free = Self.enumMembers.contains(name) ? name + "Value" : memberFree(name, suffix: "Value")
            names.claim(free, .init(name: value.text, part: part(value.text)))
            return (name: free, value: value)
        }
        report(names)
        return cases
    }

    /// A name from the spec is legal: the language has checked it.
    private func chosen(_ given: String?, else made: String) -> String { given ?? made }

    /// Reports the collisions of one scope, whose names are all known.
    private mutating func report(_ scope: NameScope) {
        for (collision, better) in scope.resolvedCollisions
        where reported.insert([collision.first.part, collision.second.part]).inserted {
            findings.append(SwiftNameCollision.finding(collision, in: scope, better: better, spec.origins))
        }
    }

    /// Generated code uses these types unqualified; a nested type of the same name would hide them.
    private func typeNameFree(_ name: String, suffix: String) -> String {
        Self.usedTypes.contains(name) ? name + suffix : name
    }

    /// Names that no member can have, in backquotes or not: `x.self` is `x`.
    private func memberFree(_ name: String, suffix: String) -> String {
        switch name {
        case "self", "init", "Type", "Protocol": name + suffix
        default: name
        }
    }

    static let usedTypes: Set<String> = [
        "Any", "Bool", "Buckets", "CaseIterable", "Double", "Int", "InstanceSeries", "MetricsRuntime", "OpenSeries",
        "Parameters", "Protocol", "Self", "Sendable", "String", "Swift", "Type", "UInt16", "UInt8",
    ]
    private static let initializerArguments: Set<String> = ["in", "parameters", "registry", "visibility"]
    private static let enumMembers: Set<String> = [
        "allCases", "declaration", "hash", "hashValue", "rawValue", "text",
    ]

}
