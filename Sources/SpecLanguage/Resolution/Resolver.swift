import MetricsVocabulary
import SpecDiagnostics
import SpecModel

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
    let groups: NameTable<GroupDeclaration>
    private let outputs: [OutputRequest]
    private let path: String
    let texts: [SourceID: SourceText]
    /// False where a fault hid a file or a part of one: a name that isn't declared may have been there.
    let isComplete: Bool
    var labelResolution: LabelResolution
    var bucketResolution: BucketResolution
    var usedParameters: Set<String> = []
    private let waivers: [Waiver]
    /// Sections of the files that a fault hid.
    private let hiddenSections: Set<String>
    private let removals: [SourceID: Removals]
    let faults: [FaultyFile]

    init(root: FileDeclaration, includes: [FileDeclaration]) {
        var findings: [Finding] = []
        let files = [root] + includes
        product = root.product
        lifecycle = root.lifecycle
        let listed = root.releases ?? []
        let disorder = ReleasesOutOfOrder.finding(listed)
        releases = ReleaseSequence(disorder == nil ? listed.map(\.value) : [])
        releasesPlace = disorder == nil ? listed.last?.span : nil
        findings += disorder.map { [$0] } ?? []
        if disorder == nil, let product = root.product,
            let finding = UnlistedRelease.finding(product: product.version, in: listed)
        {
            findings.append(finding)
        }
        outputs = root.outputs
        path = root.path
        texts = Dictionary(uniqueKeysWithValues: files.map { ($0.source, $0.text) })
        // An include that could not be read has been reported, and may have declared anything.
        isComplete = files.allSatisfy(\.isComplete) && files.map(\.includes.count).reduce(0, +) <= includes.count
        parameters = NameTable("parameter", files.flatMap(\.parameters), &findings)
        labels = NameTable("label", files.flatMap(\.labels), &findings)
        groups = NameTable("group", files.flatMap(\.groups), &findings)
        labelResolution = LabelResolution(sets: NameTable("label set", files.flatMap(\.labelSets), &findings))
        bucketResolution = BucketResolution(sets: NameTable("bucket set", files.flatMap(\.buckets), &findings))
        waivers = files.flatMap(\.waivers)
        faults = files.map(\.faults)
        hiddenSections = files.reduce(into: []) { $0.formUnion($1.hiddenSections) }
        removals = Dictionary(
            files.compactMap { file in file.removals.map { (file.source, $0) } },
            uniquingKeysWith: { first, _ in first })
        if let name = root.product?.name {
            // A root spec among the includes has been reported as such.
            for key in includes.filter({ !$0.isRoot }).flatMap(\.rootKeys) {
                findings.append(RootOnlyKey.finding(key, root: name))
            }
        }
        self.findings = findings
    }

    mutating func resolve() -> Product? {
        resolveLabelSets()
        resolveBucketSets()
        if let finding = LifecycleOutOfOrder.finding(
            hideAfter: hideAfter.value, at: lifecycle.hideAfter?.span, removeAfter: removeAfter.value,
            at: lifecycle.removeAfter?.span)
        {
            findings.append(finding)
        }
        let metricNames = MetricNames(
            groups.values.flatMap { $0.metricNames.map(\.value) }, prefix: product?.prefix ?? "")
        let groups = groups.declarations.compactMap { group in
            group.value.map { resolve($0, key: group.name, metricNames) }
        }
        reportCollisions(groups)
        reportUnshareableKinds(groups)
        reportSeriesOverLimits(groups)
        findings += TooManySeriesAtStart.findings(groups.flatMap(\.metrics))
        reportSizes()
        return product.map { product in
            Product(
                name: product.name, version: product.version, prefix: product.prefix,
                prefixPlace: product.prefixPlace, releases: releases, parameters: parameters.values,
                labels: labels.values, groups: groups, outputs: outputs,
                specPath: path, seriesLimit: product.seriesLimit, declarations: declarations,
                processes: product.processes?.value, released: lifecycle.released,
                stableExceptions: lifecycle.exceptions)
        }
    }

    /// What several files have together.
    private mutating func reportSizes() {
        let names = groups.values.flatMap(\.metricNames)
        if let last = names.last, let finding = SizeLimit.finding(metrics: names.count, at: last.span) {
            findings.append(finding)
        }
    }

    /// Whether all that the files declare in a section is known: else a name that isn't declared may have been there.
    func knows(_ section: String) -> Bool { isComplete && !hiddenSections.contains(section) }

    private var declarations: Declarations {
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
            FileKeys.labels.name, labels.declarations.map(\.name), labelResolution.used, unless: UnknownLabel.rule)
        declarations.labelSets = named(
            FileKeys.labelSets.name, labelResolution.sets.declarations.map(\.name), labelResolution.used,
            unless: UnknownLabel.rule)
        declarations.bucketSets = named(
            FileKeys.buckets.name, bucketResolution.sets.declarations.map(\.name), bucketResolution.used,
            unless: UnknownBucketSet.rule)
        declarations.parameters = named(
            FileKeys.parameters.name, parameters.declarations.map(\.name), usedParameters, unless: UnknownParameter.rule
        )
        let sets = bucketResolution.sets.declarations.map { ($0.name, $0.value) }
        let metrics = groups.values.flatMap { group in
            group.metrics.indices.map { (group.metrics[$0].name, group.metrics[$0].value?.buckets) }
        }
        declarations.writtenBounds = (sets + metrics).flatMap { name, bounds in bounds?.written(by: name) ?? [] }
        declarations.waivers = waivers
        declarations.faultPlaces = faulty
        declarations.isComplete = isComplete
        declarations.isFaulty = !isComplete || findings.hasErrors || faults.contains { !$0.places.isEmpty }
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
        _ group: GroupDeclaration, key: Spanned<String>, _ names: MetricNames
    ) -> Group {
        let condition = group.condition.flatMap { condition in
            use(condition, as: .condition).map { Spanned($0, condition.span) }
        }
        return Group(
            key: key, title: group.title ?? Self.title(madeFrom: key.value), help: group.help,
            swiftName: group.swiftName,
            metrics: group.metrics.compactMap { metric in
                metric.value.flatMap { resolve($0, key: metric.name, names, groupCondition: condition) }
            }, seriesLimit: group.seriesLimit, owner: group.owner, isSorted: group.isSorted)
    }

    /// `spec_decode` becomes "Spec decode".
    private static func title(madeFrom key: String) -> String {
        let words = key.split(separator: "_").joined(separator: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }

    /// Labels and metrics with errors are left out, so the real numbers are at least as large.
    private mutating func reportSeriesOverLimits(_ groups: [Group]) {
        findings += SeriesOverLimit.findings(
            groups, limit: product?.seriesLimit, of: product?.name.value ?? "")
    }

    /// Two metrics of one name are searched among the declarations: a fault in one of them doesn't hide the other.
    /// Two whose series would have one name are searched among the metrics that could be resolved.
    private mutating func reportCollisions(_ groups: [Group]) {
        let metrics = groups.flatMap(\.metrics)
        var declared: [String: Span] = [:]
        declared.reserveCapacity(metrics.count)
        var repeated: Set<Span> = []
        for name in self.groups.values.flatMap(\.metricNames) {
            guard let first = declared.updateValue(name.span, forKey: name.value) else { continue }
            declared[name.value] = first
            repeated.insert(name.span)
            func resolved(at span: Span) -> Metric? { metrics.first { $0.key.span == span } }
            if let second = resolved(at: name.span), let first = resolved(at: first) {
                findings.append(Self.duplicate(second, first: first))
            } else {
                findings.append(
                    DuplicateMetric.finding((product?.prefix ?? "") + name.value, at: name.span, first: first))
            }
        }
        var owners: [String: Metric] = [:]
        owners.reserveCapacity(2 * metrics.count)
        for metric in metrics where repeated.isEmpty || !repeated.contains(metric.key.span) {
            let names = metric.seriesNames
            for name in names {
                guard let owner = owners.updateValue(metric, forKey: name) else { continue }
                owners[name] = owner
                findings.append(SeriesNameCollision.finding(name, of: metric, and: owner))
            }
        }
    }

    /// What processes share has a place for numbers that can be merged, and for nothing else.
    private mutating func reportUnshareableKinds(_ groups: [Group]) {
        guard let processes = product?.processes, processes.value == .several else { return }
        for metric in groups.flatMap(\.metrics) where !metric.kind.description.isShareable {
            if case .removed = metric.lifecycle { continue }
            findings.append(UnshareableType.finding(metric, processes: processes.span))
        }
    }

    private static func duplicate(_ metric: Metric, first: Metric) -> Finding {
        switch (first.lifecycle, metric.lifecycle) {
        case (.removed(let tombstone), .active), (.removed(let tombstone), .deprecated):
            DuplicateMetric.finding(metric, removed: first, in: tombstone.removedIn)
        case (.active, .removed(let tombstone)), (.deprecated, .removed(let tombstone)):
            DuplicateMetric.finding(first, removed: metric, in: tombstone.removedIn)
        default: DuplicateMetric.finding(metric.name, at: metric.key.span, first: first.key.span)
        }
    }
}
