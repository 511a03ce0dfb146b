// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecModel
import SpecOutput

extension SwiftParameter {
    var hasDefault: Bool { defaultValue != nil }

    var defaultValue: String? {
        switch parameter.type {
        case .integer(_, _, let value): value.map { "\($0)" }
        case .boolean(let value): value.map { "\($0)" }
        case .integers: nil
        }
    }

    var type: String {
        switch parameter.type {
        case .integer: "Swift.Int"
        case .boolean: "Swift.Bool"
        case .integers: "[Swift.Int]"
        }
    }
}

/// The struct of start-up parameters, and the check of their limits.
enum SwiftParameterPrinter {
    static func print(_ swift: SwiftProduct, into source: inout SwiftSource) {
        let access = swift.access
        source.documentation("Values that are known only when the process starts.")
        source.block("\(access.typeModifier)struct Parameters: Swift.Sendable") { source in
            for parameter in swift.parameters {
                if let help = parameter.parameter.help { source.documentation("\(help)") }
                source.line("\(access.modifier)var \(SwiftIdentifier.escaped(parameter.name)): \(parameter.type)")
            }
            for set in swift.overridableSets {
                source.documentation(
                    "Bounds instead of \(MetricDocumentation.text(of: set.set.bounds)): finite, ascending, without `+Inf`."
                )
                source.line("\(access.modifier)var \(set.argument): [Swift.Double]?")
            }
            source.line()
            let arguments =
                swift.parameters.map {
                    "\(SwiftIdentifier.argument($0.name)): \($0.type)" + ($0.defaultValue.map { " = \($0)" } ?? "")
                }
                + swift.overridableSets.map { "\($0.argument): [Swift.Double]? = nil" }
            source.block("\(access.modifier)init(\(arguments.joined(separator: ", ")))") { source in
                for parameter in swift.parameters {
                    source.line(
                        "self.\(SwiftIdentifier.escaped(parameter.name)) = \(SwiftIdentifier.escaped(parameter.name))")
                }
                for set in swift.overridableSets { source.line("self.\(set.argument) = \(set.argument)") }
            }
            source.line()
            source.block("func _check() throws(MetricsRuntime.MetricsSetupError)") { source in
                for parameter in swift.parameters {
                    if let check = check(parameter) { source.line("\(check)") }
                }
            }
        }
    }

    /// - Parameter value: the expression for the parameter.
    static func expression(of sum: ParameterSum, _ value: String) -> String {
        sum.offset == 0 ? value : "MetricsRuntime.ParameterCheck.sum(\(value), \(sum.offset))"
    }

    private static func check(_ parameter: SwiftParameter) -> String? {
        func limits(_ minimum: Int?, _ maximum: Int?) -> String {
            (minimum.map { ", minimum: \($0)" } ?? "") + (maximum.map { ", maximum: \($0)" } ?? "")
        }
        let value = SwiftIdentifier.escaped(parameter.name)
        let name = SwiftIdentifier.literal(parameter.parameter.name)
        switch parameter.parameter.type {
        case .boolean: return nil
        case .integer(nil, nil, _): return nil
        case .integer(let minimum, let maximum, _):
            return "try MetricsRuntime.ParameterCheck.integer(\(value), named: \(name)\(limits(minimum, maximum)))"
        case .integers(let minimum, let maximum):
            return "try MetricsRuntime.ParameterCheck.integers(\(value), named: \(name)\(limits(minimum, maximum)))"
        }
    }
}
