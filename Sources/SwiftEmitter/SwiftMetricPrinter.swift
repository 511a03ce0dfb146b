// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecModel
import SpecOutput
import SpecText

/// The property of a metric, and its types: a struct if the metric has labels, an enum of its states, a struct that
/// sets its fields.
enum SwiftMetricPrinter {
    static func printAccessor(_ swift: SwiftMetric, of product: SwiftProduct, into source: inout SwiftSource) {
        let access = product.access
        source.documentation(MetricDocumentation.paragraphs(of: swift.metric, in: product))
        for attribute in attributes(of: swift.metric, in: product) { source.line("\(attribute)") }
        let name = SwiftIdentifier.escaped(swift.property)
        let handle = handle(of: swift)
        let (type, value): (String, UTF8Text) =
            switch swift.series {
            case .single: (handle.type, handle.wrapped("_series.\(handle.function)(\(swift.slot))"))
            case .dense(let type, _): (type, "\(type)(_series)")
            case .open(let type, _): (type, "\(type)(_series.open(\(swift.slot)))")
            // Unavailable: code that compiles never reaches it.
            case .removed: (handle.type, #"Swift.fatalError("removed")"#)
            }
        source.line("\(access.inlinable)\(access.modifier)var \(name): \(type) { \(value) }")
    }

    static func printSeries(_ swift: SwiftMetric, _ access: SwiftAccess, into source: inout SwiftSource) {
        printCompanion(swift, access, into: &source)
        let handle = handle(of: swift)
        switch swift.series {
        case .single, .removed: return
        case .dense(let type, let enums):
            source.line()
            source.documentation("The series of `\(swift.metric.name)`, one for each value of its labels.")
            source.block("\(access.handleModifier)struct \(type): Swift.Sendable") { source in
                source.line("\(access.usableFromInline)let _series: MetricsRuntime.InstanceSeries")
                source.line()
                source.line("\(access.inlinable)init(_ series: MetricsRuntime.InstanceSeries) { _series = series }")
                source.line()
                let arguments: UTF8Text =
                    "\(list: enums, { "_ \(SwiftIdentifier.escaped($0.argument)): \($0.typeName)\(defaultValue(of: $0.label, $0))" })"
                // Row by row: the last label varies fastest.
                let index = enums.dropFirst().reduce(position(of: enums[0])) { index, next -> UTF8Text in
                    "(\(index)) &* \(next.cases.count) &+ \(position(of: next))"
                }
                source.block(
                    "\(access.inlinable)\(access.modifier)subscript(\(arguments)) -> \(handle.type)"
                ) {
                    $0.line("\(handle.wrapped("_series.\(handle.function)(\(swift.slot) &+ \(index))"))")
                }
                if enums.contains(where: { $0.booleanCases != nil }) {
                    source.line()
                    let parameters: UTF8Text =
                        "\(list: enums, { "_ \(SwiftIdentifier.escaped($0.argument)): \(booleanType(of: $0))\($0.booleanCases == nil ? defaultValue(of: $0.label, $0) : "")" })"
                    source.line(
                        "\(access.inlinable)\(access.modifier)subscript(\(parameters)) -> \(handle.type) { self[\(list: enums, { "\(fromBoolean($0))" })] }"
                    )
                }
                printOwn(enums, access, into: &source)
            }
        case .open(let type, let arguments):
            source.line()
            source.documentation(
                "The series of `\(swift.metric.name)`. Each is made when it is first looked up.",
                "A call looks the series up; in a hot loop, keep the handle.")
            source.block("\(access.handleModifier)struct \(type): Swift.Sendable") { source in
                source.line("\(access.usableFromInline)let _series: MetricsRuntime.OpenSeries")
                source.line()
                source.line("\(access.inlinable)init(_ series: MetricsRuntime.OpenSeries) { _series = series }")
                source.line()
                source.documentation(parameterList(arguments))
                source.block(
                    "\(access.inlinable)\(access.modifier)func with(\(parameters(arguments))) -> \(handle.type)"
                ) {
                    $0.line("\(handle.wrapped("_series.\(handle.function)(\(values(arguments)))"))")
                }
                if let (parameters, values) = booleans(arguments) {
                    source.line()
                    source.line(
                        "\(access.inlinable)\(access.modifier)func with(\(parameters)) -> \(handle.type) { with(\(values)) }"
                    )
                }
                printOwn(arguments.compactMap(\.closed), access, into: &source)
            }
        }
    }

    private static func printCompanion(
        _ swift: SwiftMetric, _ access: SwiftAccess, into source: inout SwiftSource
    ) {
        switch swift.companion {
        case nil: return
        case .states(let states):
            source.line()
            SwiftEnumPrinter.print(states: states, of: swift.metric, access, into: &source)
        case .fields(let type, let arguments):
            source.line()
            source.documentation(
                "Sets the labels of `\(swift.metric.name)`, which has a series once it has been set.")
            source.block("\(access.handleModifier)struct \(type): Swift.Sendable") { source in
                source.line("\(access.usableFromInline)let _info: MetricsRuntime.Info")
                source.line()
                source.line("\(access.inlinable)init(_ info: MetricsRuntime.Info) { _info = info }")
                source.line()
                let what: UTF8Text =
                    arguments.isEmpty
                    ? "Shows it from now on." : "Replaces the values that were set before."
                source.documentation([what] + parameterList(arguments))
                source.block("\(access.modifier)func set(\(parameters(arguments)))") {
                    $0.line("_info.set([\(values(arguments))])")
                }
                if let (parameters, values) = booleans(arguments) {
                    source.line()
                    source.line("\(access.modifier)func set(\(parameters)) { set(\(values)) }")
                }
                printOwn(arguments.compactMap(\.closed), access, into: &source)
            }
        }
    }

    /// The enums of the metric's own labels, inside its struct.
    private static func printOwn(_ enums: [SwiftEnum], _ access: SwiftAccess, into source: inout SwiftSource) {
        for swiftEnum in enums where swiftEnum.owner != nil {
            source.line()
            SwiftEnumPrinter.print(swiftEnum, access, into: &source)
        }
    }

    /// A second call, in which each label of the values `true` and `false` is a Boolean: its parameters, and the
    /// arguments that it passes on. Nil if there is no such label.
    private static func booleans(
        _ arguments: [SwiftMetric.OpenArgument]
    ) -> (parameters: UTF8Text, values: UTF8Text)? {
        guard arguments.contains(where: { $0.closed?.booleanCases != nil }) else { return nil }
        func parameter(_ argument: SwiftMetric.OpenArgument) -> UTF8Text {
            guard let closed = argument.closed, closed.booleanCases != nil else { return self.parameter(argument) }
            return "\(SwiftIdentifier.argument(argument.name)): \(booleanType(of: closed))"
        }
        func value(_ argument: SwiftMetric.OpenArgument) -> UTF8Text {
            let name = SwiftIdentifier.escaped(argument.name)
            return "\(SwiftIdentifier.argument(argument.name)): \(argument.closed.map(fromBoolean) ?? name)"
        }
        return ("\(list: arguments, parameter)", "\(list: arguments, value)")
    }

    private static func booleanType(of closed: SwiftEnum) -> String {
        closed.booleanCases == nil ? closed.typeName : "Swift.Bool"
    }

    /// The value of an argument that can be a Boolean.
    private static func fromBoolean(_ closed: SwiftEnum) -> String {
        let name = SwiftIdentifier.escaped(closed.argument)
        return closed.booleanCases == nil ? name : "\(closed.typeName)(\(name))"
    }

    private static func parameterList(_ arguments: [SwiftMetric.OpenArgument]) -> [UTF8Text] {
        guard !arguments.isEmpty else { return [] }
        var list: UTF8Text = "- Parameters:\n"
        list.append(arguments, separator: "\n") { $0.append("  - \($1.name): \($1.label.help)" as UTF8Text) }
        return [list]
    }

    private static func parameters(_ arguments: [SwiftMetric.OpenArgument]) -> UTF8Text {
        "\(list: arguments, parameter)"
    }

    private static func parameter(_ argument: SwiftMetric.OpenArgument) -> UTF8Text {
        let (name, type) = (SwiftIdentifier.argument(argument.name), argument.closed?.typeName ?? "Swift.String")
        return "\(name): \(type)\(defaultValue(of: argument.label, argument.closed))"
    }

    /// The value of an observation that leaves the label out.
    private static func defaultValue(of label: Label, _ closed: SwiftEnum?) -> String {
        guard label.isOptional else { return "" }
        guard let closed else { return " = \"\"" }
        // A case that is deprecated would be a warning where it is left out.
        return closed.cases.firstIndex { $0.value.text.isEmpty }.map { index in
            closed.cases[index].value.deprecation == nil ? " = .\(closed.cases[index].name)" : " = .allCases[\(index)]"
        } ?? ""
    }

    private static func values(_ arguments: [SwiftMetric.OpenArgument]) -> UTF8Text {
        "\(list: arguments, { "\(SwiftIdentifier.escaped($0.name))\($0.closed == nil ? "" : ".text")" })"
    }

    private static func position(of swiftEnum: SwiftEnum) -> UTF8Text {
        "Swift.Int(truncatingIfNeeded: \(SwiftIdentifier.escaped(swiftEnum.argument)).rawValue)"
    }

    private struct Handle {
        let type: String
        let function: String
        /// The structs around the handle from the table of series, the inner one first. Each is a call: what it begins
        /// with, and what it ends with.
        var wrappers: [(beginning: String, end: String)] = []

        /// The handle inside another struct.
        func inside(_ type: String) -> Handle {
            Handle(type: type, function: function, wrappers: wrappers + [("\(type)(", ")")])
        }

        /// The handle inside a generic struct.
        ///
        /// - Parameter further: The further arguments of its initializer, each after a comma.
        func inside(generic type: String, _ further: String = "") -> Handle {
            Handle(
                type: "\(type)<\(self.type)>", function: function, wrappers: wrappers + [("\(type)(", "\(further))")])
        }

        /// An expression of the handle's own type, from one of the type in the table of series.
        func wrapped(_ expression: UTF8Text) -> UTF8Text {
            wrappers.reduce(expression) { "\($1.beginning)\($0)\($1.end)" }
        }
    }

    private static func handle(of swift: SwiftMetric) -> Handle {
        let metric = swift.metric
        /// A handle that takes any number, or whole numbers only.
        func number(_ type: String, _ function: String) -> Handle {
            let handle = Handle(type: "MetricsRuntime.\(type)", function: function)
            return metric.value == .integer ? handle.inside("MetricsRuntime.Integer\(type)") : handle
        }
        if metric.value == .callback { return Handle(type: "MetricsRuntime.CallbackValue", function: "callback") }
        if metric.value == .absolute { return number("Gauge", "gauge").inside("MetricsRuntime.AbsoluteCounter") }
        switch metric.kind {
        case .counter: return number("Counter", "counter")
        case .gauge, .unknown:
            let gauge = number("Gauge", "gauge")
            return metric.unit == .unixSeconds ? gauge.inside(generic: "MetricsRuntime.Timestamp") : gauge
        case .histogram: return timed(number("Histogram", "histogram"), in: metric.unit)
        case .summary: return timed(number("Summary", "summary"), in: metric.unit)
        case .info:
            if case .removed = swift.series { return removed }
            // Without a companion a process gives the names of its fields, and code sets them by these.
            return swift.companion.map { Handle(type: "", function: "info").inside($0.typeName) }
                ?? Handle(type: "MetricsRuntime.Info", function: "info")
        case .stateset:
            guard let type = swift.companion?.typeName else { return removed }
            return Handle(type: "MetricsRuntime.StateSet<\(type)>", function: "stateSet")
        // Only their tombstones have an accessor.
        case .gaugehistogram: return removed
        }
    }

    /// A handle that also measures time, if the unit is one of time.
    private static func timed(_ handle: Handle, in unit: Unit?) -> Handle {
        guard let base = unit?.base, base.unit == .seconds else { return handle }
        let nanoseconds = base.factor == 1 ? "" : ", nanosecondsPerUnit: \(BoundText.text(of: base.factor * 1e9))"
        return handle.inside(generic: "MetricsRuntime.Timed", nanoseconds)
    }

    private static let removed = Handle(type: "MetricsRuntime.RemovedSeries", function: "")

    static func attributes(of metric: Metric, in swift: SwiftProduct) -> [String] {
        switch MetricDocumentation.notice(of: metric, in: swift) {
        case nil: []
        case .deprecated(let message): ["@available(*, deprecated, message: \(SwiftIdentifier.literal(message)))"]
        case .removed(let message): ["@available(*, unavailable, message: \(SwiftIdentifier.literal(message)))"]
        }
    }
}
