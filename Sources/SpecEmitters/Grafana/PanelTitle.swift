import SpecModel

/// What a panel is called where the spec gives it no title.
enum PanelTitle {
    static func title(of metric: Metric) -> String { metric.panel.title ?? words(of: stem(of: metric)) }

    /// `running_lora_adapters` is `Running lora adapters`.
    static func words(of name: String) -> String {
        let words = name.utf8.split { $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ":") }
        return words.map { Substring($0) }.joined(separator: " ").capitalizedFirst
    }

    /// The key without what the axis says anyway: a counter's `_total`, and a unit that isn't the thing itself. What
    /// `prompt_tokens` counts is in its name alone.
    private static func stem(of metric: Metric) -> String {
        var endings = ["_total"]
        if let unit = metric.unit {
            switch GrafanaUnit(unit).meaning {
            case .duration, .share: endings.append("_\(unit.rawValue)")
            case .amount, .intensity, .moment, .labels, .unknown: break
            }
        }
        var stem = Substring(metric.key.value)
        for ending in endings where stem.hasSuffix(ending) && stem.utf8.count > ending.utf8.count {
            stem.unicodeScalars.removeLast(ending.utf8.count)
        }
        return String(stem)
    }
}
