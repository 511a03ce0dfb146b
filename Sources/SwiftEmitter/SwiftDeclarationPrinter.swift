// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecModel
import SpecText

/// The declaration of a group for the runtime: one call for each metric.
enum SwiftDeclarationPrinter {
    static func print(_ group: SwiftGroup, of swift: SwiftProduct, into source: inout SwiftSource) {
        // Each label set is built once for each group: building it for each metric would take most of the compiler's
        // time.
        var names: [String: String] = [:]
        var living: [(metric: SwiftMetric, labels: String)] = []
        for metric in group.metrics where metric.metric.presentName == nil {
            guard let literal = labels(of: metric, in: swift).map({ String($0) }) else { continue }
            if let name = names[literal] {
                living.append((metric, name))
                continue
            }
            let name = "labels\(names.count)"
            names[literal] = name
            source.line("let \(name) = \(literal)")
            living.append((metric, name))
        }
        for (metric, labels) in living {
            let call: UTF8Text = "product.\(call(metric, labels: labels, of: swift))"
            guard let condition = metric.metric.condition else {
                source.line("\(call)")
                continue
            }
            let expression = swift.expression(of: condition, parameters: "buckets._parameters")
            source.line("if \(expression) { \(call) } else { product.skip(\(metric.slot), \(labels)) }")
        }
    }

    private static func call(_ swift: SwiftMetric, labels: String, of product: SwiftProduct) -> UTF8Text {
        let metric = swift.metric
        let function: String
        /// The further arguments of the call, each after a comma.
        var further = UTF8Text()
        switch metric.kind {
        case .counter: function = "counter"
        case .gauge: function = "gauge"
        case .histogram: function = "histogram"
        case .summary: function = "summary"
        case .info: function = "info"
        case .stateset: function = "stateSet"
        case .unknown: function = "unknown"
        case .gaugehistogram: preconditionFailure("`\(metric.name)` isn't recorded")
        }
        if metric.kind == .gauge, let mode = metric.mode { further.append(", .\(mode.rawValue)" as UTF8Text) }
        if let set = metric.buckets {
            let bounds =
                product.named(set).map { "buckets." + SwiftIdentifier.escaped($0.name) }
                ?? SwiftBucketPrinter.expression(of: set.bounds, product, parameters: "buckets._parameters")
            further.append(", \(bounds)" as UTF8Text)
        } else if metric.native != nil {
            further.append(", []" as UTF8Text)
        }
        if let fields = product.parameter(named: metric.fieldsParameter) {
            further.append(", buckets._parameters.\(SwiftIdentifier.escaped(fields.name))" as UTF8Text)
        } else if metric.kind.has(.fields) {
            further.append(", \(names(of: metric.fields))" as UTF8Text)
        }
        if metric.kind.has(.states) {
            further.append(", \(swift.companion?.typeName ?? "").declaration" as UTF8Text)
        }
        let options = options(of: metric, in: product)
        if !options.isEmpty { further.append(", .init(\(options.joined(separator: ", ")))" as UTF8Text) }
        return
            "\(function)(\(swift.slot), \(name(of: metric, in: product)), \(literal: metric.help), \(labels)\(further))"
    }

    /// The arguments of `MetricOptions`, in its order.
    private static func options(of metric: Metric, in product: SwiftProduct) -> [String] {
        var options: [String] = []
        if case .deprecated(let notice) = metric.lifecycle {
            options.append("deprecated: \(literal(of: notice, in: product))")
        }
        if let initial = metric.initial { options.append("initial: \(BoundText.text(of: initial))") }
        let names = (product.formerNames[metric.id] ?? []).compactMap { former -> String? in
            guard case .deprecated(let notice) = former.lifecycle else { return nil }
            let help = SwiftIdentifier.literal(former.help)
            return ".init(\(name(of: former, in: product)), \(help), deprecated: \(literal(of: notice, in: product)))"
        }
        if !names.isEmpty { options.append("formerNames: [\(names.joined(separator: ", "))]") }
        // The runtime's default needs no mention.
        if metric.kind != .gauge, let mode = metric.mode, mode != metric.kind.description.modes.first {
            options.append("multiprocess: .\(mode.rawValue)")
        }
        if metric.comesFromElsewhere, let value = metric.value { options.append("source: .\(value.rawValue)") }
        if let native = metric.native { options.append("native: \(literal(of: native))") }
        return options
    }

    /// What differs from the runtime's defaults, but always the growth and the limit.
    private static func literal(of native: NativeBuckets) -> String {
        var arguments = ["growth: \(BoundText.text(of: native.growth))", "maxBuckets: \(native.maxBuckets)"]
        if native.zeroThreshold != NativeBuckets.standard.zeroThreshold {
            arguments.append("zeroThreshold: \(BoundText.text(of: native.zeroThreshold))")
        }
        if native.maxZeroThreshold > 0 {
            arguments.append("maxZeroThreshold: \(BoundText.text(of: native.maxZeroThreshold))")
        }
        if let resetAfter = native.resetAfter { arguments.append("resetAfter: \(resetAfter)") }
        return ".init(\(arguments.joined(separator: ", ")))"
    }

    /// The distances in releases if the runtime can count them, otherwise each threshold; and the replacements.
    private static func literal(of notice: DeprecationNotice, in product: SwiftProduct) -> String {
        let deprecation = notice.deprecation
        func version(_ version: MinorVersion) -> String {
            ".init(\(version.major), \(version.minor)\(version.patch.map { ", \($0)" } ?? ""))"
        }
        func threshold(_ threshold: ReleaseThreshold) -> String {
            if threshold.isUndecided { return ".undecided" }
            let unit = threshold.patchOffset == 0 ? "minorOffset" : "patchOffset"
            let count = threshold.distance == 0 ? "" : ", \(unit): \(threshold.distance)"
            return ".init(\(version(threshold.line))\(count))"
        }
        var arguments = ["since: \(version(deprecation.since))"]
        if (deprecation.hidden.line, deprecation.removed.line) == (deprecation.since, deprecation.since) {
            arguments.append(
                "hideAfter: \(deprecation.hidden.distance), removeAfter: \(deprecation.removed.distance)")
        } else {
            arguments.append("hidden: \(threshold(deprecation.hidden)), removed: \(threshold(deprecation.removed))")
        }
        let names = notice.replacements.map { replacement in
            product.product.metricWithOpenPrefix(named: replacement.name).map { String(name(of: $0, in: product)) }
                ?? SwiftIdentifier.literal(replacement.name)
        }
        if !names.isEmpty { arguments.append("replacedBy: [\(names.joined(separator: ", "))]") }
        return ".init(\(arguments.joined(separator: ", ")))"
    }

    /// An expression: the name, or the value of a parameter and the rest of the name.
    private static func name(of metric: Metric, in product: SwiftProduct) -> UTF8Text {
        guard let prefix = metric.prefixParameter, let parameter = product.parameter(named: prefix.parameter) else {
            return "\(literal: metric.name)"
        }
        let rest = prefix.ending + metric.key
        return "buckets._parameters.\(SwiftIdentifier.escaped(parameter.name)) + \(literal: rest)"
    }

    private static func names(of labels: [Label]) -> UTF8Text {
        "[\(list: labels, { "\(literal: $0.name)" })]"
    }

    /// The limit of a label, as an expression; nil for none.
    private static func limit(_ limit: ValueLimit?, of product: SwiftProduct) -> String {
        switch limit {
        case nil: return "nil"
        case .number(let count): return "\(count)"
        case .parameter(let sum, _): return product.expression(of: sum, parameters: "buckets._parameters")
        }
    }

    private static func labels(of swift: SwiftMetric, in product: SwiftProduct) -> UTF8Text? {
        var arguments: [UTF8Text] = []
        if !swift.metric.boundLabels.isEmpty { arguments.append("bound: \(names(of: swift.metric.boundLabels))") }
        switch swift.series {
        case .removed: return nil
        case .single: break
        case .dense(_, let enums):
            arguments.append("closed: [\(list: enums, { "\($0.path).declaration" })]")
        case .open(_, let open):
            arguments.append("open: [\(list: open, { "\(literal: $0.label.name)" })]")
            let limits = open.map(\.label.maxValues)
            if limits.contains(where: { $0 != nil }) {
                arguments.append("limits: [\(list: limits, { "\(Self.limit($0, of: product))" })]")
            }
        }
        return "MetricsRuntime.MetricLabels(\(list: arguments, { $0 }))"
    }
}
