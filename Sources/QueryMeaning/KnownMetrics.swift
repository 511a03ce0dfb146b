// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecHistory
import SpecModel

/// The metrics that queries can ask for, found by the names of their series.
package struct KnownMetrics: Sendable {
    /// What a name in a query leads to.
    package enum Target: Sendable {
        case series(KnownSeries)
        /// What a recording rule makes.
        case recorded(QueryResult)
        /// A family of this name exists, and nothing else is known.
        case untyped
        /// What a Prometheus server itself says, such as `up`.
        case server
    }

    private var series: [String: KnownSeries] = [:]
    private var seriesLabels: [String: LabelKnowledge] = [:]
    private var families: [String: KnownMetric] = [:]
    /// The names of families by what code and helps call them.
    private var registered: [String: String] = [:]
    private var recorded: [String: QueryResult] = [:]
    private var untyped: Set<String> = []
    private var nearNames = NearNames()
    private var sortedNames = Lazily<[String]>()
    /// What the names of the product's metrics start with; empty strings left out.
    package let prefixes: [String]
    /// Whether a process can have the product's metrics under other prefixes.
    package let hasOpenPrefixes: Bool
    /// The beginnings of names that are on the product's page but come from something else.
    package let externalPrefixes: [String]
    /// The beginnings of names that a scraped page has all of.
    package let completePrefixes: [String]
    /// The labels that the scrape adds besides `job` and `instance`; nil where nobody says.
    package let targetLabels: Set<String>?
    /// The release that queries are judged for, of each product; that of the catalogue if nil.
    package let version: ProductVersion?
    /// The release line that queries are judged for; nil without a product.
    package let releaseLine: MinorVersion?
    /// The oldest release that rules have to work with; nil where the spec doesn't say.
    package var supportedFrom: MinorVersion?

    /// - Parameters:
    ///   - products: those whose queries are checked.
    ///   - others: catalogues of other products.
    ///   - completePrefixes: what isn't known of these is wrong, as with the product's own prefix.
    package init(
        _ products: [Catalogue], others: [Catalogue] = [], at version: ProductVersion? = nil,
        targetLabels: Set<String>? = nil, externalPrefixes: [String] = [], completePrefixes: [String] = []
    ) {
        prefixes = products.flatMap(\.prefixes)
        hasOpenPrefixes = products.contains(where: \.hasOpenPrefixes)
        self.externalPrefixes = externalPrefixes
        self.completePrefixes = completePrefixes.filter { !$0.isEmpty }
        self.targetLabels = targetLabels
        self.version = version
        releaseLine = version?.releaseLine ?? products.map(\.version.releaseLine).max()
        for catalogue in others { add(catalogue, origin: .catalogue) }
        for catalogue in products { add(catalogue, origin: .product) }
        for catalogue in products {
            for metric in catalogue.metrics where !catalogue.prefixes.contains(where: metric.name.hasPrefix) {
                for name in metric.kind.seriesNames(ofFamily: metric.name) { nearNames.add(name) }
            }
        }
    }

    private mutating func add(_ catalogue: Catalogue, origin: KnownMetric.Origin) {
        let asked = origin == .product ? version : nil
        let version = asked ?? catalogue.version
        let metrics = catalogue.joinedMetrics
        let labels = Set(metrics.flatMap(\.labels).map(\.name))
        let haveAliases = metrics.contains { !$0.aliases.isEmpty }
        let metricsByName =
            haveAliases ? Dictionary(metrics.map { ($0.name, $0) }) { first, _ in first } : [:]
        for metric in metrics {
            // The product itself has nothing that it removes later; an older release may have it.
            let state = asked.map(metric.history) ?? metric.state(at: version)
            add(KnownMetric(metric, origin: origin, state: state, version: version, catalogueLabels: labels))
            if let name = metric.registeredName { registered[name] = metric.name }
            for alias in metric.aliases {
                add(
                    KnownMetric(
                        metric.seen(as: alias, in: metricsByName), declaredAs: metric.name, origin: origin,
                        state: state,
                        version: version, catalogueLabels: labels))
            }
        }
        forgetAmbiguousSeries(of: metrics)
    }

    /// Where metrics exclude each other and have another type, each process has one of them under the same name: of such
    /// series nothing is certain.
    private mutating func forgetAmbiguousSeries(of metrics: [CataloguedMetric]) {
        guard metrics.contains(where: { $0.condition != nil }) else { return }
        var seen: Set<String> = []
        for metric in metrics {
            for name in metric.kind.seriesNames(ofFamily: metric.name) where !seen.insert(name).inserted {
                series[name] = nil
                seriesLabels[name] = nil
                untyped.insert(name)
            }
        }
    }

    /// What is known from the product counts more than what is known from catalogues, and that more than what was seen.
    package mutating func add(_ known: KnownMetric) {
        let name = known.metric.name
        sortedNames = Lazily()
        if families[name].map({ $0.origin.rank <= known.origin.rank }) ?? true { families[name] = known }
        for description in known.series {
            let one = KnownSeries(known: known, description: description)
            if series[one.name].map({ $0.known.origin.rank <= known.origin.rank }) ?? true {
                series[one.name] = one
                seriesLabels[one.name] = one.labels(withTargets: targetLabels)
            }
        }
    }

    /// Adds what a recording rule makes.
    package mutating func add(recorded name: String, _ result: QueryResult) {
        var result = result
        let lost = result.metrics.compactMap { families[$0]?.catalogueLabels }
            .reduce(KnownMetric.ofScrape.union(["le"])) { $0.union($1) }
        result.labels = result.labels.recorded(withTargets: targetLabels, lost: lost)
        recorded[name] = result
    }

    func isRecorded(_ name: String) -> Bool { recorded[name] != nil }

    /// Adds a family whose type is not known.
    package mutating func add(untyped name: String) { untyped.insert(name) }

    package subscript(name: String) -> KnownSeries? { series[name] }

    package func family(_ name: String) -> KnownMetric? { families[name] }

    /// The family that the text of a page means by a name: of a series, of a family, or as code calls it.
    package func mentioned(_ name: String) -> KnownMetric? {
        series[name]?.known ?? families[name] ?? registered[name].flatMap { families[$0] }
    }

    /// Nil for a name that nothing is known of.
    package func target(of name: String) -> Target? {
        if let recorded = recorded[name] { return .recorded(recorded) }
        if let known = series[name] { return .series(known) }
        if untyped.contains(name) { return .untyped }
        return LabelKnowledge.ofServer[name] == nil ? nil : .server
    }

    /// Whether it comes from something else than the product, though it may begin as the product's names do.
    package func isExternal(_ name: String) -> Bool { externalPrefixes.contains(where: name.hasPrefix) }

    /// Whether a page has everything that begins as this name does.
    package func isComplete(_ name: String) -> Bool { completePrefixes.contains(where: name.hasPrefix) }

    /// Whether a name belongs to the product: it begins as the product's names do, no recording rule makes it, and it
    /// isn't another program's.
    package func isOfProduct(_ name: String) -> Bool {
        if isRecorded(name) || isExternal(name) { return false }
        return series[name]?.known.origin == .product || prefixes.contains(where: name.hasPrefix) || isComplete(name)
    }

    /// A series of the product whose name is one letter away from another one. Only products without a prefix have near
    /// misses: with a prefix, a name that isn't known is either wrong or somebody else's.
    package func nearMiss(of name: String) -> String? { nearNames.nearest(to: name) }

    /// All names of series and families, sorted by their bytes.
    package var names: [String] {
        sortedNames.value {
            Set(series.keys).union(families.keys).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        }
    }

    /// All names that a server may store series under, in no order: also those that recording rules make.
    package var storedNames: [String] { Array(series.keys) + Array(recorded.keys) + Array(untyped) }

    /// What the observations of these metrics count, if it is the same for all.
    func unit(ofObservations metrics: [String]) -> QueryUnit {
        let found = Set(metrics.map { families[$0]?.metric.unit })
        return found.count == 1 ? QueryUnit(found.first.flatMap { $0 }) : .unknown
    }

    /// The labels of every series with a name. A name that isn't known may have any.
    package func labels(ofSeries name: String) -> LabelKnowledge {
        if let recorded = recorded[name] { return recorded.labels }
        return seriesLabels[name] ?? LabelKnowledge.ofServer[name] ?? .any
    }

    /// The values that a label of a stored series can have; nil if that is not known, or if the scrape decides.
    package func values(of label: String, in series: KnownSeries) -> [String]? {
        if KnownMetric.ofScrape.contains(label) || targetLabels?.contains(label) == true { return nil }
        if let values = series.known.values(of: label) { return values }
        let prefix = "exported_"
        guard label.hasPrefix(prefix) else { return nil }
        let own = String(label.dropFirst(prefix.count))
        guard KnownMetric.ofScrape.contains(own) || targetLabels?.contains(own) == true else { return nil }
        return series.known.values(of: own)
    }
}
