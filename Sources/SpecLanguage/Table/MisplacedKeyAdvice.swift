// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecYAML

/// What is known about a key that the language has at another level, or not yet.
enum MisplacedKeyAdvice {
    /// What to do about the key, in a sentence; nil if it isn't known anywhere.
    static func advice(_ key: String, in table: KeyTable, of mapping: YAMLMapping) -> String? {
        if let known = ForeignKeywords.advice(key, in: table, of: mapping) { return known }
        // Suggesting a key that the metric can't have would lead to the next error.
        if table.subject == .metric {
            let meant =
                ForeignKeywords.keys(for: key).first(where: table.has)
                ?? Suggestion.nearest(to: key, among: table.keys.map(\.name))
            if let misfit = meant.flatMap({ MetricKeys.misfit($0, of: mapping) }) { return misfit }
        }
        if let owner = owners.first(where: { $0.keys.contains(key) && $0.subject != table.subject }) {
            return "\(quoted: key) \(table.subject.isTranslation ? placeInSpec(key, owner, table) : owner.place)"
        }
        return later[key].map { "the language doesn't have \($0) yet; keep them outside of the spec" }
    }

    /// The key of the table for a word of another system.
    static func otherWord(for entry: YAMLMapping.Entry, in table: KeyTable, of mapping: YAMLMapping) -> String? {
        if ForeignKeywords.hasSentence(entry.key.value, in: table) { return nil }
        // A key that already exists wasn't meant: a second one would be the next error.
        let other =
            ForeignKeywords.keys(for: entry.key.value)
            .first { table.has($0) && mapping[$0] == nil && fits($0, table, mapping) }
            ?? ForeignKeywords.requiredKeys(for: entry.key.value).first { word in
                mapping[word] == nil && table.keys.contains { $0.name == word && $0.isRequired }
            }
        // Only a whole number can be the version of the language; anything else is the product's version.
        if other == FileKeys.metricsgen.name, case .scalar(let scalar) = entry.value.content, Int(scalar.text) == nil {
            return nil
        }
        return other
    }

    /// Whether something with a table can have one of its keys, given its other keys.
    static func fits(_ key: String, _ table: KeyTable, _ mapping: YAMLMapping) -> Bool {
        table.subject != .metric || MetricKeys.misfit(key, of: mapping) == nil
    }

    /// Where a key belongs that isn't allowed at its place in a file of translations.
    private static func placeInSpec(_ key: String, _ owner: Owner, _ table: KeyTable) -> String {
        if LocaleKeys.table.has(key), table.subject != .translations {
            return "belongs at the top level of a file of translations"
        }
        let place = rootKeys.contains(key) || owner.subject == .product ? "the root spec" : "the spec"
        return "belongs in \(place), not in a file of translations"
    }

    private static let rootKeys: Set<String> = [
        FileKeys.product.name, FileKeys.include.name, FileKeys.lifecycle.name, FileKeys.releases.name,
        FileKeys.outputs([]).name,
    ]

    private struct Owner {
        let subject: MappingSubject
        let keys: Set<String>
        /// Where its keys belong, as the end of a sentence about one of them.
        let place: String

        init(_ table: KeyTable, _ place: String) {
            subject = table.subject
            // Keys of many tables say nothing about what was meant.
            keys = Set(table.keys.map(\.name)).subtracting(["name", "help", "allow", "prefix", "aliases"])
            self.place = place
        }
    }

    /// The most important place of a key comes first.
    private static let owners = [
        Owner(FileKeys.table([]), "belongs at the top level of a file"),
        Owner(ProductKeys.table, "belongs under `product`, in the root spec"),
        Owner(
            KeyTable(.group, [GroupKeys.metrics.description, GroupKeys.sorted.description]),
            "belongs in a group: `groups: {NAME: {metrics: {…}}}`"),
        Owner(MetricKeys.table, "belongs in a metric: `groups: {NAME: {metrics: {NAME: {…}}}}`"),
        Owner(LabelKeys.table, "belongs in a label: `labels: {NAME: {…}}`"),
        Owner(BucketKeys.table, "belongs under `buckets`"),
        Owner(UnitKeys.table, "belongs in a unit: `units: {NAME: {…}}`"),
        Owner(PanelKeys.table, "belongs under a metric's `panel`"),
        Owner(DeprecatedKeys.table, "belongs under a metric's `deprecated`"),
        Owner(
            KeyTable(
                .policy,
                [
                    PolicyKeys.require.description, PolicyKeys.forbidLabels.description,
                    PolicyKeys.maxSeriesPerMetric.description, PolicyKeys.together.description,
                ]),
            "belongs in a policy: `policies: [{…, reason: …}]`, at the top level of a file"),
        Owner(
            KeyTable(
                .derived,
                [DerivedKeys.ratio.description, DerivedKeys.saturation.description, DerivedKeys.expr.description]),
            "belongs in a derived value: `derived: {NAME: {…}}`"),
        Owner(
            KeyTable(
                .alert, [AlertKeys.when.description, AlertKeys.absent.description, AlertKeys.summary.description]),
            "belongs in an alert: `alerts: {NAME: {…}}`"),
        Owner(
            KeyTable(
                .objective,
                [
                    ObjectiveKeys.objective.description, ObjectiveKeys.minimumRate.description,
                    ObjectiveKeys.within.description,
                ]),
            "belongs in a service level objective: `slos: {NAME: {…}}`"),
        Owner(LifecycleKeys.table, "belongs under `lifecycle`, at the top level of the root spec"),
    ]

    private static let later: [String: String] = [
        "dashboard": "dashboards of your own", "dashboards": "dashboards of your own",
        "panels": "dashboards of your own",
    ]
}
