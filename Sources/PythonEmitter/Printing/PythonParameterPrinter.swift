// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecModel
import SpecOutput

extension PythonParameter {
    /// nil if it has to be given.
    var defaultValue: String? {
        switch parameter.type {
        case .integer(_, _, let value): value.map { "\($0)" }
        case .boolean(let value): value.map { $0 ? "True" : "False" }
        case .string(let value), .choice(_, let value): value.map { PythonText.literal($0) }
        case .integers, .strings: nil
        }
    }

    var type: String {
        switch parameter.type {
        case .integer: "int"
        case .boolean: "bool"
        case .string, .choice: "str"
        case .integers: "Sequence[int]"
        case .strings: "Sequence[str]"
        }
    }
}

/// The class of the values that are known only when a process starts.
enum PythonParameterPrinter {
    static func print(_ python: PythonProduct, into source: inout PythonSource) {
        source.block("class Parameters:") { source in
            source.documentation("Values that are known only when the process starts.")
            source.line()
            let parameters = python.parameters.map(argument) + python.overridableSets.map(argument)
            source.function("__init__", ["self", "*"] + parameters) { source in
                let items = python.parameters.map(item) + python.overridableSets.map(item)
                source.documentation(
                    "Raises `MetricsSetupError` if a value is outside of its limits.",
                    items.joined(separator: "\n"))
                for parameter in python.parameters {
                    if let check = check(parameter, of: python) { source.statement("", check) }
                }
                for name in python.parameters.map(\.name) + python.overridableSets.map(\.argument) {
                    source.statement("self.\(name): Final = ", .atom(name))
                }
            }
            printEnvironment(python, into: &source)
        }
    }

    /// The function that takes what environment variables say; nothing if no parameter has one. What has no variable is
    /// an argument.
    private static func printEnvironment(_ python: PythonProduct, into source: inout PythonSource) {
        let variables = python.parameters.compactMap(\.parameter.environment)
        guard !variables.isEmpty else { return }
        let passed = python.parameters.filter { $0.parameter.environment == nil }
        let arguments = passed.map(argument) + python.overridableSets.map(argument)
        source.line()
        source.line("@staticmethod")
        source.function(
            "from_environment",
            ["_variables: Mapping[str, str]", "/"] + (arguments.isEmpty ? [] : ["*"] + arguments),
            returning: "\(python.className).Parameters"
        ) { source in
            source.documentation(
                "Takes values from environment variables, such as those of `os.environ`: "
                    + variables.map { "`\($0)`" }.joined(separator: ", ") + ".",
                "Raises `MetricsSetupError`, whose message names the variable that isn't set or has another value.",
                (passed.map(item) + python.overridableSets.map(item)).joined(separator: "\n"))
            let values = python.parameters.map { parameter -> PythonValue in
                guard let variable = parameter.parameter.environment else {
                    return .keyword(parameter.name, .atom(parameter.name))
                }
                return .keyword(parameter.name, value(of: parameter, from: variable))
            }
            let bounds = python.overridableSets.map { PythonValue.keyword($0.argument, .atom($0.argument)) }
            source.statement("return ", .tall("\(python.className).Parameters", values + bounds))
        }
    }

    private static func value(of parameter: PythonParameter, from variable: String) -> PythonValue {
        let (expected, reader): (String, PythonValue) =
            switch parameter.parameter.type {
            case .boolean: ("`true` or `false`", .atom("_read_boolean"))
            case .integer: ("a whole number", .atom("_read_integer"))
            case .integers: ("whole numbers with commas between them, such as `1,2,5`", .atom("_read_integers"))
            case .strings: ("strings with commas between them, such as `a,b,c`", .atom("_read_strings"))
            case .string: ("a string", .atom("str"))
            case .choice(let values, _):
                (
                    (values.count == 1 ? "" : "one of ") + values.map { "`\($0.text)`" }.joined(separator: ", "),
                    .call("_read_choice", values.map { .string($0.text) })
                )
            }
        let value: [PythonValue] = [
            .atom("_variables"), .string(variable), .string(parameter.parameter.name), .string(expected), reader,
        ]
        return .call("_variable", value + (parameter.defaultValue.map { [.atom($0)] } ?? []))
    }

    private static func argument(_ parameter: PythonParameter) -> String {
        "\(parameter.name): \(parameter.type)" + (parameter.defaultValue.map { " = \($0)" } ?? "")
    }

    private static func argument(_ set: PythonBucketSet) -> String {
        "\(set.argument): Sequence[float] | None = None"
    }

    private static func item(_ parameter: PythonParameter) -> String {
        "- \(parameter.name): \(parameter.parameter.help ?? "")"
    }

    private static func item(_ set: PythonBucketSet) -> String {
        "- \(set.argument): Bounds instead of \(MetricDocumentation.text(of: set.set.bounds)): finite, ascending, without `+Inf`."
    }

    private static func check(_ parameter: PythonParameter, of python: PythonProduct) -> PythonValue? {
        func call(_ function: String, _ minimum: Int?, _ maximum: Int?) -> PythonValue {
            let limits = [("minimum", minimum), ("maximum", maximum)].compactMap { name, limit in
                limit.map { PythonValue.keyword(name, .atom("\($0)")) }
            }
            return .call(function, [.atom(parameter.name), .string(parameter.parameter.name)] + limits)
        }
        switch parameter.parameter.type {
        case .string:
            let endings = python.product.prefixEndings(of: parameter.parameter)
            guard !endings.isEmpty else { return nil }
            return .call(
                "_check_prefix", [.atom(parameter.name), .string(parameter.parameter.name), .strings(endings)])
        case .strings:
            return .call(
                "_check_fields",
                [
                    .atom(parameter.name), .string(parameter.parameter.name),
                    .strings(python.product.labelNames(besideFieldsOf: parameter.parameter)),
                ])
        case .boolean, .integer(nil, nil, _): return nil
        case .choice(let values, _):
            return .call(
                "_check_choice",
                [.atom(parameter.name), .string(parameter.parameter.name), .strings(values.map(\.text))])
        case .integer(let minimum, let maximum, _): return call("_check_integer", minimum, maximum)
        case .integers(let minimum, let maximum): return call("_check_integers", minimum, maximum)
        }
    }
}
