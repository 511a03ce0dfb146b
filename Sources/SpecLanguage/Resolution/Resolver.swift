// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel
import SpecOrigins

/// Follows every reference of a spec and makes the model of it. What can't be resolved has been reported, and is left
/// out of the model.
struct Resolver {
    var findings: [Finding] = []
    let product: ProductDeclaration?
    let lifecycle: LifecycleDeclaration
    let releases: ReleaseSequence
    /// Where the releases are listed; nil where they aren't, or where the list is faulty.
    let releasesPlace: Span?
    let parameters: NameTable<Parameter>
    let labels: NameTable<Label>
    let units: NameTable<OwnUnit>
    let groups: NameTable<GroupDeclaration>
    let derived: NameTable<DerivedDeclaration>
    let alerts: NameTable<Alert>
    let objectives: NameTable<ServiceLevelObjective>
    private let outputs: [OutputRequest]
    private let references: References
    private let files: [FileDeclaration]
    let places: SpecPlaces
    let origins: Origins
    /// False where a fault hid a file or a part of one: a name that isn't declared may have been there.
    let isComplete: Bool
    var labelResolution: LabelResolution
    var bucketResolution: BucketResolution
    /// Parameters that can't be the beginning of a prefix, as has been reported.
    var reportedPrefixes: Set<String> = []
    /// Metrics whose names other metrics have that may exist beside them. They aren't part of the model.
    var duplicates: [(second: Variant, first: Variant, decision: Condition.Decision)] = []
    /// The metrics with a condition that has been reported: they may exist in any process.
    var unknownConditions: Set<Metric.ID> = []
    /// The metrics of each full name: several only if no process has two of them.
    var variants: [String: [Variant]] = [:]
    /// Sections of the files that a fault hid.
    private let hiddenSections: Set<String>
    let faults: [FaultyFile]

    init(root: FileDeclaration, includes: [FileDeclaration]) {
        var findings: [Finding] = []
        let files = [root] + includes
        product = root.product
        lifecycle = root.lifecycle
        let granularity = root.lifecycle.granularity
        let uncounted = (root.releases ?? []).compactMap {
            IllegalVersion.finding(uncounted: $0, FileKeys.releases.name, granularity)
        }
        findings += uncounted
        let listed = (root.releases ?? []).map { $0.map { (granularity ?? .minor).counted($0) } }
        let disorder = ReleasesOutOfOrder.finding(listed)
        releases = ReleaseSequence(disorder == nil ? listed.map(\.value) : [])
        releasesPlace = disorder == nil ? listed.last?.span : nil
        findings += disorder.map { [$0] } ?? []
        if disorder == nil, uncounted.isEmpty, let granularity, let product = root.product,
            let finding = UnlistedRelease.finding(product: product.version, granularity, in: listed)
        {
            findings.append(finding)
        }
        outputs = root.outputs
        references = root.references
        self.files = files
        places = SpecPlaces(files)
        origins = places.origins
        // An include that could not be read has been reported, and may have declared anything.
        isComplete = files.allSatisfy(\.isComplete) && files.map(\.includes.count).reduce(0, +) <= includes.count
        parameters = NameTable("parameter", files.flatMap(\.parameters), &findings)
        let parameters = parameters
        labels = NameTable(
            "label",
            files.flatMap(\.labels).map { label in
                Declared(name: label.name, value: label.value.map { $0.limited(by: parameters) })
            },
            &findings)
        units = NameTable("unit", files.flatMap(\.units), &findings)
        for unit in units.declarations where LanguageUnit(rawValue: unit.name.value) != nil {
            findings.append(DuplicateDeclaration.finding(languageUnit: unit.name))
        }
        groups = NameTable("group", files.flatMap(\.groups), &findings)
        derived = NameTable("derived value", files.flatMap(\.derived), &findings)
        alerts = NameTable("alert", files.flatMap(\.alerts), &findings)
        objectives = NameTable("service level objective", files.flatMap(\.objectives), &findings)
        labelResolution = LabelResolution(sets: NameTable("label set", files.flatMap(\.labelSets), &findings))
        bucketResolution = BucketResolution(sets: NameTable("bucket set", files.flatMap(\.buckets), &findings))
        faults = files.map(\.faults)
        hiddenSections = files.reduce(into: []) { $0.formUnion($1.hiddenSections) }
        if let name = root.product?.name {
            // A root spec among the includes has been reported as such.
            for key in includes.filter({ !$0.isRoot }).flatMap(\.rootKeys) {
                findings.append(RootOnlyKey.finding(key, root: name))
            }
        }
        self.findings = findings
    }

    mutating func resolve() -> ResolvedSpec? {
        reportBoundLabels()
        reportLabelLimits()
        reportLabelReplacements()
        resolveLabelSets()
        resolveCommonLabels()
        resolveBucketSets()
        if let finding = LifecycleOutOfOrder.finding(
            hideAfter: hideAfter.value, at: lifecycle.hideAfter?.span, removeAfter: removeAfter.value,
            at: lifecycle.removeAfter?.span, granularity)
        {
            findings.append(finding)
        }
        let defaults = defaultsOfStrings
        let prefix = product?.prefix.text(with: defaults) ?? ""
        let prefixParameter = product.flatMap { parameter(of: $0.prefix) }
        let metricNames = MetricNames(groups.values, prefix: prefix, defaults: defaults)
        var groups: [Group] = []
        for group in self.groups.declarations {
            guard let declaration = group.value else { continue }
            groups.append(resolve(declaration, key: group.name, metricNames, prefixParameter: prefixParameter))
        }
        reportCollisions(groups)
        let derived = self.derived.declarations.compactMap { resolve($0) }
        let model = product.map { product in
            Product(
                name: product.name.value, version: product.version.value, prefix: prefix,
                aliases: product.aliases.map(\.value), releases: releases,
                granularity: granularity, parameters: parameters.values,
                labels: labels.values.map { naming(replacementOf: $0) },
                commonLabels: labelResolution.common.map(\.label.key), units: units.values, groups: groups,
                derived: derived, alerts: alerts.values, objectives: objectives.values,
                seriesLimit: product.seriesLimit?.value,
                processes: product.processes?.value)
        }
        // Labels, metrics and conditions that are at fault are left out, so there is at least what is counted.
        if let model { findings += SeriesOverLimit.findings(in: model, unlessIn: unknownConditions, origins) }
        findings += TooManySeriesAtStart.findings(
            groups.flatMap(\.metrics), unlessIn: unknownConditions, among: parameters.values, origins)
        reportSizes()
        // Of two metrics, a fault may hide what they have in common.
        if let model { findings += UnshareableMetric.findings(in: model, origins) }
        if !isFaulty { findings += UnlikeReplacement.findings(in: groups.flatMap(\.metrics), origins) }
        return model.map {
            ResolvedSpec(
                $0, origins: origins, path: files[0].path, outputs: outputs, references: references,
                policies: files.flatMap(\.policies),
                released: lifecycle.released, stableExceptions: lifecycle.exceptions, isFaulty: isFaulty)
        }
    }

    /// Whether the language found errors.
    private var isFaulty: Bool { !isComplete || findings.hasErrors || faults.contains { !$0.places.isEmpty } }

    /// What several files have together.
    private mutating func reportSizes() {
        let names = groups.values.flatMap(\.metricNames)
        if let last = names.last, let finding = SizeLimit.finding(metrics: names.count, at: last.span) {
            findings.append(finding)
        }
    }

    /// Whether all that the files declare in a section is known: else a name that isn't declared may have been there.
    func knows(_ section: String) -> Bool { isComplete && !hiddenSections.contains(section) }

    /// What a check of the spec itself asks for.
    var declarations: Declarations {
        var declarations = Declarations()
        // A name that is faulty itself has been reported, and one that was misspelt where it is used is used.
        let faulty = Set(findings.filter { $0.rule.severity == .error }.map(\.span)).union(faults.flatMap(\.places))
        let guesses = Set(findings.flatMap(\.fixes).flatMap(\.edits).map(\.text))
        func isUsed(_ name: Spanned<String>, _ used: Set<String>) -> Bool {
            used.contains(name.value) || !isComplete || faulty.contains(name.span)
                || [name.value, "$" + name.value].contains { text in
                    guesses.contains(text) || faults.contains { $0.texts.contains(text) }
                }
        }
        // Beside a name that nobody declares no other is deleted: it may be the one that was meant. Where there is a guess,
        // that one is.
        let reported = Set(findings.filter(\.fixes.isEmpty).map(\.rule))
        let uses = UsedNames(
            labelSets: labelResolution.sets.declarations, bucketSets: bucketResolution.sets.declarations,
            labels: labels.values, groups: groups.values, derived: derived.values, product: product)
        let sections = [
            FileKeys.labels.name, FileKeys.labelSets.name, FileKeys.buckets.name, FileKeys.parameters.name,
            FileKeys.units.name,
        ]
        var removals: [SourceID: DeletionSpans] = [:]
        for file in files {
            guard let mapping = file.root?.mapping else { continue }
            removals[file.source] = DeletionSpans(mapping, sections: sections, in: file.text)
            declarations.waivers += WaiverCollection.waivers(of: file)
        }
        func named(
            _ section: String, _ names: [Spanned<String>], _ used: Set<String>, unless unknown: Rule
        ) -> [Declarations.Named] {
            names.map { name in
                .init(
                    name: name, isUsed: isUsed(name, used),
                    removal: reported.contains(unknown)
                        ? nil : removals[name.span.source]?.removal(of: name.value, in: section))
            }
        }
        declarations.labels = named(
            FileKeys.labels.name, labels.declarations.map(\.name), uses.labels, unless: UnknownLabel.rule)
        declarations.labelSets = named(
            FileKeys.labelSets.name, labelResolution.sets.declarations.map(\.name), uses.labels,
            unless: UnknownLabel.rule)
        declarations.bucketSets = named(
            FileKeys.buckets.name, bucketResolution.sets.declarations.map(\.name), uses.bucketSets,
            unless: UnknownBucketSet.rule)
        declarations.parameters = named(
            FileKeys.parameters.name, parameters.declarations.map(\.name), uses.parameters,
            unless: UnknownParameter.rule
        )
        declarations.units = named(
            FileKeys.units.name, units.declarations.map(\.name), uses.units, unless: UnknownValue.rule)
        let sets = bucketResolution.sets.declarations.map { ($0.name, $0.value) }
        let metrics = groups.values.flatMap { group in
            group.metrics.indices.map { (group.metrics[$0].name, group.metrics[$0].value?.buckets) }
        }
        declarations.writtenBounds = (sets + metrics).flatMap { name, bounds in bounds?.written(by: name) ?? [] }
        declarations.sortedGroups = Set(
            groups.declarations.filter { $0.value?.isSorted == true }.map(\.name.value))
        declarations.faultPlaces = faulty
        declarations.isComplete = isComplete
        declarations.isFaulty = isFaulty
        return declarations
    }

    /// The product's, or the default; with a place where it was written.
    var hideAfter: (value: Int, span: Span?) {
        (lifecycle.hideAfter?.value ?? LifecycleDeclaration.default.hideAfter, lifecycle.hideAfter?.span)
    }

    var removeAfter: (value: Int, span: Span?) {
        (lifecycle.removeAfter?.value ?? LifecycleDeclaration.default.removeAfter, lifecycle.removeAfter?.span)
    }

    private mutating func resolve(
        _ group: GroupDeclaration, key: Spanned<String>, _ names: MetricNames, prefixParameter: ParameterPrefix?
    ) -> Group {
        let groupPrefix = group.prefix.map { (parameter: parameter(of: $0), declaration: $0) }
        let condition = group.condition.flatMap { resolve($0.value) }
        // A group with a prefix of its own isn't seen under the product's other prefixes.
        let otherPrefixes = group.aliases.map { $0.map(\.value) } ?? (group.prefix == nil ? productAliases : [])
        let inherited = inheritance(of: group, names)
        var metrics: [Metric] = []
        for index in group.metrics.indices {
            let metricKey = group.metrics[index].name
            let ownPrefix = group.metrics[index].value?.prefix.map { (parameter: parameter(of: $0), declaration: $0) }
            let givenPrefix = ownPrefix ?? groupPrefix
            let place = MetricPlace(
                key: metricKey, id: Metric.ID(group: key.value, key: metricKey.value),
                prefix: names.prefix(ofMetricAt: index, in: group),
                prefixParameter: givenPrefix == nil ? prefixParameter : givenPrefix?.parameter,
                otherPrefixes: group.metrics[index].value?.prefix == nil ? otherPrefixes : [])
            let metric = group.metrics[index].value.flatMap {
                resolve($0, place, names, inherited, groupCondition: condition)
            }
            if group.hasFaultyPrefix || group.metrics[index].value?.hasFaultyPrefix == true { continue }
            // A parameter that doesn't fit has been reported.
            if case .parameter? = givenPrefix?.declaration, place.prefixParameter == nil { continue }
            let declaration = group.metrics[index].value
            if group.hasFaultyCondition || group.condition != nil && condition == nil
                || declaration?.hasFaultyCondition == true
            {
                unknownConditions.insert(place.id)
            }
            let variant = Variant(
                name: Spanned(place.name, metricKey.span), id: place.id, metric: metric,
                hasCondition: group.condition != nil || declaration?.condition != nil)
            if addVariant(variant), let metric { metrics.append(metric) }
        }
        return Group(
            key: key.value, prefix: group.prefix.map { _ in names.prefix(of: group) },
            aliases: group.aliases?.map(\.value) ?? [],
            title: group.title ?? Self.title(madeFrom: key.value), help: group.help,
            swiftName: group.swiftName?.value, metrics: metrics, seriesLimit: group.seriesLimit?.value,
            owner: group.owner, deprecation: inherited.notice)
    }

    private mutating func resolve(_ derived: Declared<DerivedDeclaration>) -> DerivedValue? {
        guard let declaration = derived.value else { return nil }
        return DerivedValue(
            name: derived.name.value, help: declaration.help, form: declaration.form,
            grouping: declaration.grouping.map(\.value), unit: declaration.unit.flatMap { resolve(unit: $0) },
            group: declaration.group)
    }

    private var productAliases: [String] { product?.aliases.map(\.value) ?? [] }

    /// `spec_decode` becomes "Spec decode".
    private static func title(madeFrom key: String) -> String {
        let words = key.split(separator: "_").joined(separator: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }

    private mutating func reportCollisions(_ groups: [Group]) {
        let metrics = groups.flatMap(\.metrics)
        for (second, first, decision) in duplicates { findings.append(duplicate(second, first, decision)) }
        reportAliases(metrics)
        reportFormerNames(metrics)
        // By position, because metrics are large.
        var owners: [String: [Int]] = [:]
        owners.reserveCapacity(2 * metrics.count)
        for index in metrics.indices {
            // A reader takes a sample for one of the family that has its name.
            let series = metrics[index].seriesNames
            let names = series.contains(metrics[index].name) ? series : series + [metrics[index].name]
            for name in names {
                let known = owners[name] ?? []
                // Variants of one metric have been compared already.
                let beside = known.first {
                    metrics[$0].name != metrics[index].name && mayCoexist(metrics[$0], metrics[index])
                }
                if let beside {
                    findings.append(
                        SeriesNameCollision.finding(name, of: metrics[index], and: metrics[beside], origins))
                } else if known.count < SizeLimits.variants {
                    owners[name, default: []].append(index)
                }
            }
        }
    }

    /// A name under which others see a metric must not be the name of another one.
    private mutating func reportAliases(_ metrics: [Metric]) {
        guard metrics.contains(where: { !$0.aliases.isEmpty }) else { return }
        var owners = Dictionary(grouping: metrics.indices) { metrics[$0].name }
        for index in metrics.indices {
            for alias in metrics[index].aliases {
                let owner = owners[alias]?.first { mayCoexist(metrics[$0], metrics[index]) }
                if let owner {
                    findings.append(
                        DuplicateMetric.finding(alias: alias, of: metrics[index], and: metrics[owner], origins))
                } else {
                    owners[alias, default: []].append(index)
                }
            }
        }
    }

    /// What a metric was called must not be the name of a metric that is still there.
    private mutating func reportFormerNames(_ metrics: [Metric]) {
        guard metrics.contains(where: { !$0.renamedFrom.isEmpty }) else { return }
        let owners = Dictionary(metrics.map { ($0.name, $0) }) { first, _ in first }
        for metric in metrics {
            for former in metric.renamedFrom {
                guard let owner = owners[former] ?? owners[metric.prefix + former] else { continue }
                findings.append(DuplicateMetric.finding(former: former, of: metric, and: owner, origins))
            }
        }
    }
}
