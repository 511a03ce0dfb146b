import SpecYAML

/// What is known about a key that the language doesn't have at its place: that it has it elsewhere, or not yet.
enum KnownElsewhere {
    /// What to do about the key, in a sentence; nil where it is known nowhere.
    static func advice(_ key: String, in table: KeyTable) -> String? {
        if let owner = owners.first(where: { $0.keys.contains(key) && $0.what != table.indefinite }) {
            return "`\(key)` \(owner.place)"
        }
        return later[key].map { "the language has no \($0) yet; keep them outside of the spec until it has" }
    }

    /// The key of the table that says what this word says elsewhere.
    static func otherWord(for entry: YAMLMapping.Entry, in table: KeyTable, of mapping: YAMLMapping) -> String? {
        // What is there already wasn't meant: written twice it would be the next fault.
        let other = otherWords[entry.key.value]?.first { table.has($0) && mapping[$0] == nil }
        // Only a whole number can be the version of the language; any other one is the product's.
        if other == FileKeys.metricsgen.name, case .scalar(let scalar) = entry.value.content, Int(scalar.text) == nil {
            return nil
        }
        return other
    }

    private static let otherWords: [String: [String]] = [
        "description": ["help"], "desc": ["help"], "doc": ["help"], "documentation": ["help"], "kind": ["type"],
        "tags": ["labels"], "dimensions": ["labels"], "enum": ["values", "states"], "choices": ["values", "states"],
        "limit": ["max_values", "max_series"], "imports": ["include"], "includes": ["include"],
        "min": ["minimum"], "max": ["maximum"], "width": ["factor"], "step": ["width"], "base": ["factor"],
        "bound": ["bind"], "binding": ["bind"], "replacement": ["replaced_by"], "replacements": ["replaced_by"],
        "replace_by": ["replaced_by"], "successor": ["replaced_by"], "use": ["replaced_by"],
        "directory": ["file"], "folder": ["directory", "file"], "path": ["directory", "file"], "file": ["directory"],
        "version": ["metricsgen"], "language": ["metricsgen"], "because": ["reason"], "why": ["reason"],
    ]

    private struct Owner {
        let what: String
        let keys: Set<String>
        /// Where its keys belong, behind the name of one.
        let place: String

        init(_ table: KeyTable, _ place: String) {
            what = table.indefinite
            // What so many things have says nothing about what was meant.
            keys = Set(table.keys.map(\.name)).subtracting(["name", "help", "allow"])
            self.place = place
        }
    }

    /// Where a key means the most comes first.
    private static let owners = [
        Owner(FileKeys.table([]), "belongs at the top of a file"),
        Owner(ProductKeys.table, "belongs under `product`, in the root spec"),
        Owner(
            KeyTable("a group", [GroupKeys.metrics.description, GroupKeys.sorted.description]),
            "belongs in a group: `groups: {NAME: {metrics: {…}}}`"),
        Owner(MetricKeys.table, "belongs in a metric: `groups: {NAME: {metrics: {NAME: {…}}}}`"),
        Owner(LabelKeys.table, "belongs in a label: `labels: {NAME: {…}}`"),
        Owner(BucketKeys.table, "belongs under `buckets`"),
        Owner(PanelKeys.table, "belongs under a metric's `panel`"),
        Owner(DeprecatedKeys.table, "belongs under a metric's `deprecated`"),
        Owner(LifecycleKeys.table, "belongs under `lifecycle`, at the top of the root spec"),
    ]

    private static let later: [String: String] = [
        "alert": "alerts", "alerts": "alerts", "recording_rules": "recording rules", "records": "recording rules",
        "record": "recording rules", "rules": "alerts and recording rules",
        "prometheus": "alerts and recording rules to write", "dashboard": "dashboards of your own",
        "dashboards": "dashboards of your own", "panels": "dashboards of your own", "promql": "queries",
        "queries": "queries", "query": "queries", "expr": "queries", "native": "native histograms",
        "native_histogram": "native histograms",
    ]
}
