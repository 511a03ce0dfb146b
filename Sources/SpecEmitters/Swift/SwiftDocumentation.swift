import MetricsVocabulary
import SpecModel

/// What completion shows of a metric.
enum SwiftDocumentation {
    static func paragraphs(of metric: Metric, in swift: SwiftProduct) -> [String] {
        var facts = "`\(metric.name)`: a \(metric.kind.rawValue)"
        if let unit = metric.unit, unit != .none { facts += " in \(unit.rawValue.replacing("_", with: " "))" }
        if case .gauge(let mode) = metric.shape { facts += ", merged over processes by `\(mode.rawValue)`" }
        var paragraphs = [metric.help.value, facts + "."]
        if !metric.labels.isEmpty {
            paragraphs.append(
                metric.labels.map { "- `\($0.name.value)`\(values(of: $0)): \($0.help)" }.joined(separator: "\n"))
        }
        if case .histogram(let set) = metric.shape { paragraphs.append("Buckets: \(text(of: set.bounds)).") }
        if case .deprecated(let notice) = metric.lifecycle {
            let deprecation = notice.deprecation
            paragraphs.append(
                "Deprecated in \(deprecation.since), hidden from \(deprecation.hiddenFrom), removed from \(deprecation.removedFrom). "
                    + "\(notice.reason) \(advice(notice.replacements, in: swift))")
        }
        return paragraphs
    }

    /// What to use instead, as a sentence.
    static func advice(_ replacements: [Replacement], in swift: SwiftProduct) -> String {
        if replacements.isEmpty { return "There is no replacement." }
        let names = replacements.map { replacement in
            let place =
                replacement.isExternal ? "published elsewhere" : swift.path(of: replacement.name).map { "`\($0)`" }
            return "`\(replacement.name)`" + (place.map { " (\($0))" } ?? "")
        }
        return "Use \(names.joined(separator: ", "))."
    }

    private static func values(of label: Label) -> String {
        switch label.values {
        case .bound: " (bound)"
        case .closed(let values): " (" + values.map { "`\($0.text.value)`" }.joined(separator: ", ") + ")"
        case .open(let limit): limit.map { " (at most \($0) values)" } ?? ""
        }
    }

    static func text(of bounds: BucketSet.Bounds) -> String {
        switch bounds {
        case .fixed(let bounds): BoundText.list(of: bounds)
        case .series(let mantissas, .number(let limit)):
            "\(BoundText.list(of: mantissas)) times powers of ten up to \(BoundText.text(of: limit))"
        case .series(let mantissas, .parameter(let name)):
            "\(BoundText.list(of: mantissas)) times powers of ten up to the parameter `\(name)`"
        case .sorted(let name): "the parameter `\(name)`, sorted"
        case .conditional(let name, let then, let otherwise):
            "if the parameter `\(name)` is set \(text(of: then)), else \(text(of: otherwise))"
        }
    }
}
