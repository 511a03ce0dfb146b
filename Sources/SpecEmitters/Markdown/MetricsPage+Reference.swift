import SpecModel

extension MetricsPage {
    /// Every label that a listed metric has.
    var labelsSection: String {
        let listed = product.groups.flatMap(listed(in:))
        var table = MarkdownTable(columns: ["Label", "Values", "Meaning", "On"])
        var isEmpty = true
        for label in product.labels {
            let metrics = listed.filter { metric in metric.labels.contains { $0.name.value == label.name.value } }
            guard !metrics.isEmpty else { continue }
            isEmpty = false
            table.addRow([
                MarkdownText.anchor(PageAnchor.label(label.name.value)) + MarkdownText.code(label.name.value),
                values(of: label),
                MarkdownText.prose(label.help),
                metrics.count > Self.namedMetrics
                    ? "\(metrics.count) metrics" : metrics.map { reference(to: $0.name) }.joined(separator: ", "),
            ])
        }
        return isEmpty ? "" : [title("Labels", anchor: PageAnchor.labels), table.text].joined(separator: "\n\n")
    }

    /// Every parameter, and the histograms whose buckets it decides.
    var parametersSection: String {
        guard !product.parameters.isEmpty else { return "" }
        var table = MarkdownTable(columns: [
            "Parameter", "Type", "Allowed", "Default", "Meaning", "Decides the buckets of",
        ])
        for parameter in product.parameters {
            let name = parameter.name.value
            let histograms = product.groups.flatMap(listed(in:)).filter { metric in
                guard case .histogram(let buckets) = metric.shape else { return false }
                return BoundsInWords.parameters(of: buckets.bounds).contains(name)
            }
            let (type, allowed, standard) = words(for: parameter.type)
            table.addRow([
                MarkdownText.anchor(PageAnchor.parameter(name)) + MarkdownText.code(name), type, allowed, standard,
                parameter.help.map { MarkdownText.prose($0) } ?? "",
                histograms.map { reference(to: $0.name) }.joined(separator: ", "),
            ])
        }
        return [
            title("Parameters", anchor: PageAnchor.parameters),
            "Known only when a process starts, and fixed for its life. Two servers of one release that were started with"
                + " different values can have different buckets: before you take a quantile over both, compare their"
                + " bounds (`le`).",
            table.text,
        ].joined(separator: "\n\n")
    }

    /// More than these are counted instead of named.
    private static var namedMetrics: Int { 4 }

    private func values(of label: Label) -> String {
        switch label.values {
        case .bound: "one for the life of the instance" + optional(label)
        case .closed(let values): values.map { MarkdownText.code($0.text.value) }.joined(separator: ", ")
        case .open(nil): "any text" + optional(label)
        case .open(let limit?): "any text, at most \(limit) different ones" + optional(label)
        }
    }

    private func optional(_ label: Label) -> String {
        label.isOptional ? "; may be left out" : ""
    }

    private func words(for type: Parameter.ValueType) -> (type: String, allowed: String, standard: String) {
        switch type {
        case .integer(let minimum, let maximum, let standard):
            ("integer", range(minimum, maximum), standard.map { MarkdownText.code("\($0)") } ?? Self.required)
        case .boolean(let standard):
            ("boolean", "", standard.map { MarkdownText.code("\($0)") } ?? Self.required)
        case .integers(let minimum, let maximum):
            (
                "list of integers",
                ["not empty, no number twice", range(minimum, maximum)].filter { !$0.isEmpty }
                    .joined(separator: ", each "),
                Self.required
            )
        }
    }

    private static var required: String { "none: has to be given" }

    private func range(_ minimum: Int?, _ maximum: Int?) -> String {
        switch (minimum, maximum) {
        case (nil, nil): ""
        case (let minimum?, nil): "at least \(minimum)"
        case (nil, let maximum?): "at most \(maximum)"
        case (let minimum?, let maximum?): "\(minimum) to \(maximum)"
        }
    }
}
