// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecModel
import SpecOutput

/// The classes of a metric: those that lead to its series, and the one that its handle needs.
enum PythonSeriesPrinter {
    static func print(
        _ python: PythonMetric, _ group: PythonGroup, _ product: PythonProduct, into source: inout PythonSource
    ) {
        let handle = PythonHandle(of: python, in: group, of: product)
        printCompanion(python, group, product, into: &source)
        switch python.series {
        case .single, .removed: return
        case .dense(let className, let labels):
            let names = labels.indices.map { levelName(className, labels, $0) }
            for level in labels.indices {
                source.line()
                printLevel(level, of: labels, named: names, python, handle, in: group, product, into: &source)
            }
        case .open(let className, let arguments):
            source.line()
            source.block("class \(className):") { source in
                source.documentation("The series of `\(python.metric.name)`. Each is made when it is first looked up.")
                printOwn(arguments.compactMap(\.closed), into: &source)
                source.line()
                source.function("__init__", [.atom("self"), seriesParameter(handle)]) {
                    $0.line("self._series = series")
                }
                let scope = "\(product.scope(of: group)).\(className)"
                let parameters = ["self", "*"] + arguments.map { parameter($0, product, scope) }
                let values = arguments.map { value(of: $0, product, scope) }
                source.line()
                source.function("labels", parameters, returning: handle.type) { source in
                    source.documentation(
                        "The series of these values. In a hot loop, keep it.", list(arguments))
                    source.statement("return ", handle.wrapped(.call("self._series.child", values)))
                }
                source.line()
                source.function("remove", parameters) { source in
                    source.documentation("Removes the series of these values from the exposition.")
                    source.statement("", .call("self._series.remove", values))
                }
            }
        }
    }

    /// The class of a label's values: an attribute for each of them. What it leads to is a handle, or the class of the
    /// next label.
    private static func printLevel(
        _ level: Int, of labels: [PythonLabel], named names: [String], _ python: PythonMetric, _ handle: PythonHandle,
        in group: PythonGroup, _ product: PythonProduct, into source: inout PythonSource
    ) {
        let label = labels[level]
        let isLast = level == labels.count - 1
        let scope = product.scope(of: group)
        source.block("class \(names[level]):") { source in
            source.documentation(
                level == 0
                    ? "The series of `\(python.metric.name)`, one for each value of its labels."
                    : "The series of `\(python.metric.name)` with one value of the labels before `\(label.label.name)`."
            )
            if level == 0 { printOwn(labels, into: &source) }
            source.line()
            var parameters: [PythonValue] = [.atom("self"), seriesParameter(handle)]
            if level > 0 { parameters.append(.atom("*given: str")) }
            let given: [PythonValue] = level > 0 ? [.atom("*given")] : []
            source.function("__init__", parameters) { source in
                for constant in label.constants {
                    let target = "self.\(constant.stored)"
                    let value = PythonValue.string(constant.value.text)
                    let type = isLast && python.metric.value == .integer ? ": \(handle.type)" : ""
                    source.statement(
                        "\(target)\(type) = ",
                        isLast
                            ? handle.wrapped(.call("series.child", given + [value]))
                            : .call("\(scope).\(names[level + 1])", [.atom("series")] + given + [value]))
                    if constant.value.deprecation == nil { source.documentation(constant.documentation) }
                }
                source.statement(
                    "self.__every = ",
                    .tall(
                        "_ByValue",
                        [
                            .string(label.label.name),
                            .atom("\(path(of: label, product, "\(scope).\(names[0])")).values"),
                            .list(label.constants.map { .atom("self.\($0.stored)") }),
                        ]))
                if label.label.isBoolean {
                    for (text, value) in [("true", "True"), ("false", "False")] {
                        source.line("self.__every[\(value)] = self.__every[\"\(text)\"]")
                    }
                }
            }
            source.line()
            let type = isLast ? handle.type : "\(scope).\(names[level + 1])"
            source.function(
                "__getitem__",
                ["self", "\(label.argument): \(valueType(of: label, product, "\(scope).\(names[0])"))"],
                returning: type
            ) { $0.line("return self.__every[\(label.argument)]") }
            for constant in label.constants {
                guard let deprecation = constant.value.deprecation else { continue }
                source.line()
                source.line("@_warns")
                PythonMetricPrinter.printDeprecation(MetricDocumentation.words(on: deprecation), into: &source)
                source.function(constant.name, ["self"], returning: type) { source in
                    source.documentation(constant.documentation)
                    source.line("return self.\(constant.stored)")
                }
            }
        }
    }

    private static func seriesParameter(_ handle: PythonHandle) -> PythonValue {
        guard let inner = handle.stateType else { return .atom("series: _Series[\(handle.seriesType)]") }
        return .subscripted("series: _Series", .subscripted("StateSet", .atom(inner)))
    }

    private static func levelName(_ className: String, _ labels: [PythonLabel], _ level: Int) -> String {
        level == 0 ? className : "\(className)By\(labels[level].className)"
    }

    /// The class of a label, as every scope sees it.
    private static func path(of label: PythonLabel, _ product: PythonProduct, _ scope: String) -> String {
        label.owner == nil ? "\(product.className).\(label.className)" : "\(scope).\(label.className)"
    }

    /// The type of an argument that takes one of the values.
    private static func valueType(of label: PythonLabel, _ product: PythonProduct, _ scope: String) -> String {
        "\(path(of: label, product, scope)).Value" + (label.label.isBoolean ? " | bool" : "")
    }

    /// The value of an argument, as a scrape shows it.
    private static func value(of argument: PythonMetric.Argument, _ product: PythonProduct, _ scope: String)
        -> PythonValue
    {
        guard let closed = argument.closed else { return .atom(argument.name) }
        return .call(
            "_known",
            [
                .atom(argument.name), .string(argument.label.name),
                .atom("\(path(of: closed, product, scope)).values"),
            ])
    }

    private static func printCompanion(
        _ python: PythonMetric, _ group: PythonGroup, _ product: PythonProduct, into source: inout PythonSource
    ) {
        switch python.companion {
        case nil: return
        case .states(let className, let constants):
            source.line()
            PythonLabelPrinter.print(
                className, constants, "The states of `\(python.metric.name)`. \(python.metric.help)", into: &source)
        case .fields(let className, let arguments):
            source.line()
            source.block("class \(className):") { source in
                source.documentation(
                    "Sets the labels of `\(python.metric.name)`, which has a series once it has been set.")
                printOwn(arguments.compactMap(\.closed), into: &source)
                source.line()
                source.function("__init__", ["self", "info: _Info"]) { $0.line("self._info = info") }
                source.line()
                if python.metric.fieldsParameter != nil {
                    source.function("set", ["self", "values: Mapping[str, str]"]) { source in
                        source.documentation(
                            "Replaces the values that were set before.",
                            "A field without a value is empty, and a value whose name no field has is left out.")
                        source.line("self._info.set([values.get(name, \"\") for name in self._info.names])")
                    }
                    return
                }
                let scope = "\(product.scope(of: group)).\(className)"
                let parameters =
                    ["self"] + (arguments.isEmpty ? [] : ["*"]) + arguments.map { parameter($0, product, scope) }
                source.function("set", parameters) { source in
                    source.documentation("Replaces the values that were set before.", list(arguments))
                    source.statement(
                        "", .call("self._info.set", [.list(arguments.map { value(of: $0, product, scope) })]))
                }
            }
        }
    }

    /// The classes of the metric's own labels, inside its class.
    private static func printOwn(_ labels: [PythonLabel], into source: inout PythonSource) {
        for label in labels where label.owner != nil {
            source.line()
            PythonLabelPrinter.print(label, into: &source)
        }
    }

    private static func parameter(_ argument: PythonMetric.Argument, _ product: PythonProduct, _ scope: String)
        -> String
    {
        let type = argument.closed.map { valueType(of: $0, product, scope) } ?? "str"
        return "\(argument.name): \(type)\(hasDefault(argument) ? " = \"\"" : "")"
    }

    /// Whether the label may be left out of an observation.
    private static func hasDefault(_ argument: PythonMetric.Argument) -> Bool {
        guard argument.label.isOptional else { return false }
        return argument.closed?.constants.contains { $0.value.text.isEmpty } ?? true
    }

    private static func list(_ arguments: [PythonMetric.Argument]) -> String {
        arguments.map { "- \($0.name): \(PythonLabelPrinter.documentation(of: $0.label))" }.joined(separator: "\n")
    }
}
