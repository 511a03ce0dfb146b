import MetricsVocabulary
import SpecModel

/// What a group says to the runtime: one call a metric.
enum SwiftDeclarationPrinter {
    static func print(_ group: SwiftGroup, of swift: SwiftProduct, into source: inout SwiftSource) {
        // Each set of labels is built once a group; building them metric by metric costs the compiler most of its time.
        var names: [String: String] = [:]
        var living: [(metric: SwiftMetric, labels: String)] = []
        for metric in group.metrics {
            guard let literal = labels(of: metric) else { continue }
            if names[literal] == nil {
                names[literal] = "labels\(names.count)"
                source.line("let labels\(names.count - 1) = \(literal)")
            }
            living.append((metric, names[literal] ?? ""))
        }
        for (metric, labels) in living {
            let call = "product." + call(metric, labels: labels, of: swift)
            let conditions = metric.metric.conditions.map { condition in
                let name = swift.parameters.first { $0.parameter.name.value == condition.value }?.name
                return "buckets._parameters."
                    + SwiftIdentifier.escaped(name ?? SwiftIdentifier.lowerCamel(condition.value))
            }
            if conditions.isEmpty {
                source.line("\(call)")
            } else {
                source.line(
                    "if \(conditions.joined(separator: " && ")) { \(call) } else { product.skip(\(metric.slot), \(labels)) }"
                )
            }
        }
    }

    private static func call(_ swift: SwiftMetric, labels: String, of product: SwiftProduct) -> String {
        let metric = swift.metric
        var arguments = [
            "\(swift.slot)", SwiftIdentifier.literal(metric.name), SwiftIdentifier.literal(metric.help.value), labels,
        ]
        let function: String
        switch metric.shape {
        case .counter: function = "counter"
        case .gauge(let mode):
            function = "gauge"
            arguments.append(".\(mode.rawValue)")
        case .histogram(let set):
            function = "histogram"
            let named = set.name.flatMap { name in product.bucketSets.first { $0.set.name?.value == name.value } }
            arguments.append(
                named.map { "buckets." + SwiftIdentifier.escaped($0.name) }
                    ?? SwiftBucketPrinter.expression(of: set.bounds, product, parameters: "buckets._parameters"))
        case .summary: function = "summary"
        case .info(let fields):
            function = "info"
            arguments.append(list(fields.map(\.name.value)))
        case .stateset:
            function = "stateSet"
            arguments.append("\(swift.companion?.typeName ?? "").declaration")
        }
        if case .deprecated(let notice) = metric.lifecycle {
            arguments.append("deprecated: \(literal(of: notice))")
        }
        return "\(function)(\(arguments.joined(separator: ", ")))"
    }

    /// The dates by the rule where it can count them, else border by border; and what to use instead.
    private static func literal(of notice: DeprecationNotice) -> String {
        let deprecation = notice.deprecation
        func version(_ version: MinorVersion) -> String { ".init(\(version.major), \(version.minor))" }
        func border(_ border: ReleaseBorder) -> String {
            let count = border.minorsLater == 0 ? "" : ", minorsLater: \(border.minorsLater)"
            return ".init(\(version(border.line))\(count))"
        }
        var arguments = ["since: \(version(deprecation.since))"]
        if (deprecation.hidden.line, deprecation.removed.line) == (deprecation.since, deprecation.since) {
            arguments.append(
                "hideAfter: \(deprecation.hidden.minorsLater), removeAfter: \(deprecation.removed.minorsLater)")
        } else {
            arguments.append("hidden: \(border(deprecation.hidden)), removed: \(border(deprecation.removed))")
        }
        let names = notice.replacements.map { SwiftIdentifier.literal($0.name) }
        if !names.isEmpty { arguments.append("replacedBy: [\(names.joined(separator: ", "))]") }
        return ".init(\(arguments.joined(separator: ", ")))"
    }

    private static func list(_ names: [String]) -> String {
        "[" + names.map(SwiftIdentifier.literal).joined(separator: ", ") + "]"
    }

    private static func labels(of swift: SwiftMetric) -> String? {
        var arguments: [String] = []
        let bound = swift.metric.boundLabels.map(\.name.value)
        if !bound.isEmpty { arguments.append("bound: \(list(bound))") }
        switch swift.series {
        case .removed: return nil
        case .single: break
        case .dense(_, let enums):
            arguments.append("closed: [\(enums.map { "\($0.typeName).declaration" }.joined(separator: ", "))]")
        case .open(_, let open):
            arguments.append("open: \(list(open.map(\.label.name.value)))")
            let limits = open.map(\.label.maxValues)
            if limits.contains(where: { $0 != nil }) {
                let texts = limits.map { $0.map(String.init) ?? "nil" }
                arguments.append("limits: [\(texts.joined(separator: ", "))]")
            }
        }
        return "MetricsRuntime.MetricLabels(\(arguments.joined(separator: ", ")))"
    }
}
