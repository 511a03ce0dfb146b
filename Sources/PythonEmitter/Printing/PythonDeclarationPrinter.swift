// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecModel

/// The call that declares a metric and registers it where it is served.
enum PythonDeclarationPrinter {
    static func call(_ python: PythonMetric, _ group: PythonGroup, _ product: PythonProduct) -> PythonValue {
        let metric = python.metric
        // A former name records into the series of the metric.
        let declared = product.product.metric(presently: metric) ?? metric
        var arguments: [PythonValue] = [
            name(of: declared, product), .string(declared.help), .strings(metric.labels.map(\.name)),
        ]
        if isNumber(metric) {
            let type = PythonHandle(of: python, in: group, of: product).seriesType
            arguments += [.atom(type == "IntegerUnknown" ? "UnknownValue" : type), .string(metric.kind.rawValue)]
        } else if metric.kind == .gauge, let mode = metric.mode {
            arguments.append(.string(mode.rawValue))
        }
        if let set = metric.buckets {
            arguments.append(
                python.bounds.map { .atom("buckets.\($0)") } ?? PythonBucketPrinter.numbers(set.bounds.known ?? []))
        }
        // It was reported.
        if metric.isOnlyNative { arguments.append(PythonBucketPrinter.numbers([])) }
        if let fields = metric.fieldsParameter {
            arguments.append(.atom(PythonConditions.parameter(fields, product)))
        } else if metric.kind.has(.fields) {
            arguments.append(.strings(metric.fields.map(\.name)))
        }
        if case .states(let type, _) = python.companion {
            arguments.append(.atom("\(product.scope(of: group)).\(type).values"))
        }
        if metric.kind != .gauge, let mode = metric.mode, mode != metric.kind.description.modes.first {
            arguments.append(.keyword("mode", .string(mode.rawValue)))
        }
        if case .open(_, let open) = python.series, open.contains(where: { $0.label.maxValues != nil }) {
            let limits = open.map { PythonValue.atom(limit($0.label.maxValues, product)) }
            arguments.append(.keyword("limits", .list(limits)))
        }
        if let initial = metric.initial {
            arguments.append(.keyword("initial", .atom(BoundText.text(of: initial))))
        }
        if let condition = PythonConditions.value(of: metric, product) {
            arguments.append(.keyword("present", condition))
        }
        if case .deprecated(let notice) = declared.lifecycle {
            arguments.append(.keyword("deprecated", deprecation(notice, product)))
        }
        return .tall("make.\(function(of: metric))", arguments)
    }

    /// The function of the maker.
    static func function(of metric: Metric) -> String { isNumber(metric) ? "number" : metric.kind.rawValue }

    /// Whether code gives the whole of a number, for which the client has no class.
    private static func isNumber(_ metric: Metric) -> Bool { metric.comesFromElsewhere || metric.kind == .unknown }

    /// The call that publishes a metric under a former name too; nil for a metric that isn't one.
    static func formerName(_ metric: Metric, _ product: PythonProduct) -> PythonValue? {
        guard case .deprecated(let notice) = metric.lifecycle, let present = product.product.metric(presently: metric)
        else { return nil }
        var arguments: [PythonValue] = [
            name(of: metric, product), .string(metric.help), name(of: present, product), deprecation(notice, product),
        ]
        if let condition = PythonConditions.value(of: metric, product) {
            arguments.append(.keyword("present", condition))
        }
        return .tall("make.former", arguments)
    }

    private static func limit(_ limit: ValueLimit?, _ product: PythonProduct) -> String {
        switch limit {
        case nil: "None"
        case .number(let count): "\(count)"
        case .parameter(let sum, _): PythonConditions.sum(sum, product)
        }
    }

    /// The name, or the value of a parameter and the rest of the name.
    private static func name(of metric: Metric, _ product: PythonProduct) -> PythonValue {
        guard let prefix = metric.prefixParameter else { return .string(metric.name) }
        // Legal names have nothing that a string would have to escape.
        let parameter = PythonConditions.parameter(prefix.parameter, product)
        return .atom("f\"{\(parameter)}\(prefix.ending)\(metric.key)\"")
    }

    private static func deprecation(_ notice: DeprecationNotice, _ product: PythonProduct) -> PythonValue {
        let deprecation = notice.deprecation
        func numbers(_ release: MinorVersion) -> String {
            "\(release.major), \(release.minor)" + (release.patch.map { ", \($0)" } ?? "")
        }
        func threshold(_ threshold: ReleaseThreshold) -> PythonValue {
            if threshold.isUndecided { return .atom("None") }
            let offset = threshold.distance == 0 ? "" : ", \(threshold.distance)"
            return .atom("_Release(\(numbers(threshold.line))\(offset))")
        }
        var arguments: [PythonValue] = [
            .atom("(\(numbers(deprecation.since)))"), threshold(deprecation.hidden),
            threshold(deprecation.removed),
        ]
        let names = notice.replacements.map { replacement in
            product.product.metricWithOpenPrefix(named: replacement.name).map { name(of: $0, product) }
                ?? .string(replacement.name)
        }
        if !names.isEmpty { arguments.append(.list(names)) }
        return .call("_Deprecation", arguments)
    }
}
