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
        case .integers: nil
        }
    }

    var type: String {
        switch parameter.type {
        case .integer: "int"
        case .boolean: "bool"
        case .string, .choice: "str"
        case .integers: "Sequence[int]"
        }
    }
}

/// The class of the values that are known only when a process starts.
enum PythonParameterPrinter {
    static func print(_ python: PythonProduct, into source: inout PythonSource) {
        source.block("class Parameters:") { source in
            source.documentation("Values that are known only when the process starts.")
            source.line()
            let parameters =
                python.parameters.map { "\($0.name): \($0.type)" + ($0.defaultValue.map { " = \($0)" } ?? "") }
                + python.overridableSets.map { "\($0.argument): Sequence[float] | None = None" }
            source.function("__init__", ["self", "*"] + parameters) { source in
                let items =
                    python.parameters.map { "- \($0.name): \($0.parameter.help ?? "")" }
                    + python.overridableSets.map {
                        "- \($0.argument): Bounds instead of \(MetricDocumentation.text(of: $0.set.bounds)): finite, ascending, without `+Inf`."
                    }
                source.documentation(
                    items.joined(separator: "\n"),
                    "Raises `MetricsSetupError` if a value is outside of its limits.")
                for parameter in python.parameters {
                    if let check = check(parameter) { source.statement("", check) }
                }
                for name in python.parameters.map(\.name) + python.overridableSets.map(\.argument) {
                    source.line("self.\(name): Final = \(name)")
                }
            }
        }
    }

    private static func check(_ parameter: PythonParameter) -> PythonValue? {
        func call(_ function: String, _ minimum: Int?, _ maximum: Int?) -> PythonValue {
            let limits = [("minimum", minimum), ("maximum", maximum)].compactMap { name, limit in
                limit.map { PythonValue.keyword(name, .atom("\($0)")) }
            }
            return .call(function, [.atom(parameter.name), .string(parameter.parameter.name)] + limits)
        }
        switch parameter.parameter.type {
        case .boolean, .string, .integer(nil, nil, _): return nil
        case .choice(let values, _):
            return .call(
                "_check_choice",
                [.atom(parameter.name), .string(parameter.parameter.name), .strings(values.map(\.text))])
        case .integer(let minimum, let maximum, _): return call("_check_integer", minimum, maximum)
        case .integers(let minimum, let maximum): return call("_check_integers", minimum, maximum)
        }
    }
}
