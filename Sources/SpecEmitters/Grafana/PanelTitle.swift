import SpecModel

/// What a panel is called where the spec gives it no title.
enum PanelTitle {
    static func title(of metric: Metric) -> String { metric.panel.title ?? words(of: stem(of: metric)) }

    /// `running_lora_adapters` is `Running lora adapters`.
    static func words(of name: String) -> String {
        let words = name.split { $0 == "_" || $0 == ":" }.joined(separator: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }

    /// The key without what the axis says anyway: a counter's `_total` and the unit.
    private static func stem(of metric: Metric) -> String {
        var stem = Substring(metric.key.value)
        for ending in ["_total", metric.unit.map { "_\($0.rawValue)" } ?? ""] where !ending.isEmpty {
            if stem.hasSuffix(ending), stem.count > ending.count { stem = stem.dropLast(ending.count) }
        }
        return String(stem)
    }
}
