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
        case .string(let value): value.map { SwiftIdentifier.literal($0) }
        case .choice(_, let value):
            value.flatMap { value in
                choices?.cases.first { $0.value.text == value }.map { "." + SwiftIdentifier.escaped($0.name) }
            }
        case .integers, .strings: nil
        }
    }

    var type: String {
        switch parameter.type {
        case .integer: "Swift.Int"
        case .boolean: "Swift.Bool"
        case .string: "Swift.String"
        case .choice: choices?.typeName ?? "Swift.String"
        case .integers: "[Swift.Int]"
        case .strings: "[Swift.String]"
        }
    }

    /// As an argument of an initializer.
    var argument: String {
        "\(SwiftIdentifier.argument(name)): \(type)" + (defaultValue.map { " = \($0)" } ?? "")
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
            let arguments = swift.parameters.map(\.argument) + bucketArguments(of: swift)
            source.block("\(access.modifier)init(\(arguments.joined(separator: ", ")))") { source in
                for parameter in swift.parameters {
                    source.line(
                        "self.\(SwiftIdentifier.escaped(parameter.name)) = \(SwiftIdentifier.escaped(parameter.name))")
                }
                for set in swift.overridableSets { source.line("self.\(set.argument) = \(set.argument)") }
            }
            printEnvironment(swift, into: &source)
            for parameter in swift.parameters { printChoices(parameter, access, into: &source) }
            source.line()
            source.block("func _check() throws(MetricsRuntime.MetricsSetupError)") { source in
                for parameter in swift.parameters {
                    if let check = check(parameter, of: swift) { source.line("\(check)") }
                }
            }
        }
    }

    private static func bucketArguments(of swift: SwiftProduct) -> [String] {
        swift.overridableSets.map { "\($0.argument): [Swift.Double]? = nil" }
    }

    /// The enum of the values of a parameter. Its raw values are the strings, as arguments of a command line need them.
    private static func printChoices(
        _ parameter: SwiftParameter, _ access: SwiftAccess, into source: inout SwiftSource
    ) {
        guard let choices = parameter.choices else { return }
        source.line()
        source.documentation("The values of the parameter `\(parameter.parameter.name)`.")
        source.block(
            "\(access.typeModifier)enum \(choices.typeName): Swift.String, Swift.CaseIterable, Swift.Sendable"
        ) { source in
            for (name, value) in choices.cases {
                if let help = value.help { source.documentation("\(help)") }
                source.line("case \(SwiftIdentifier.escaped(name)) = \(SwiftIdentifier.literal(value.text))")
            }
        }
    }

    /// The initializer that takes what environment variables say; nothing if no parameter has one. What has no variable
    /// is an argument.
    private static func printEnvironment(_ swift: SwiftProduct, into source: inout SwiftSource) {
        guard swift.parameters.contains(where: { $0.parameter.environment != nil }) else { return }
        let passed = swift.parameters.filter { $0.parameter.environment == nil }
        let variables = swift.parameters.compactMap(\.parameter.environment).map { "`\($0)`" }
        source.line()
        source.documentation(
            "Takes values from environment variables: \(variables.joined(separator: ", ")).",
            "- Parameter environment: The variables, such as `ProcessInfo.processInfo.environment`.",
            "- Throws: `MetricsSetupError`, whose description names the variable that isn't set or has another value.")
        let arguments =
            ["environment _variables: [Swift.String: Swift.String]"] + passed.map(\.argument)
            + bucketArguments(of: swift)
        source.block(
            "\(swift.access.modifier)init(\(arguments.joined(separator: ", "))) throws(MetricsRuntime.MetricsSetupError)"
        ) { source in
            for parameter in swift.parameters {
                let name = SwiftIdentifier.escaped(parameter.name)
                guard let variable = parameter.parameter.environment else {
                    source.line("self.\(name) = \(name)")
                    continue
                }
                var arguments = [
                    SwiftIdentifier.literal(variable), "in: _variables",
                    "named: \(SwiftIdentifier.literal(parameter.parameter.name))",
                ]
                if let value = parameter.defaultValue { arguments.append("default: \(value)") }
                source.line(
                    "self.\(name) = try MetricsRuntime.EnvironmentParameter.\(reader(of: parameter))(\(arguments.joined(separator: ", ")))"
                )
            }
            for set in swift.overridableSets { source.line("self.\(set.argument) = \(set.argument)") }
        }
    }

    private static func reader(of parameter: SwiftParameter) -> String {
        switch parameter.parameter.type {
        case .integer: "integer"
        case .boolean: "boolean"
        case .string: "string"
        case .choice: "choice"
        case .integers: "integers"
        case .strings: "strings"
        }
    }

    private static func check(_ parameter: SwiftParameter, of swift: SwiftProduct) -> String? {
        func limits(_ minimum: Int?, _ maximum: Int?) -> String {
            (minimum.map { ", minimum: \($0)" } ?? "") + (maximum.map { ", maximum: \($0)" } ?? "")
        }
        let value = SwiftIdentifier.escaped(parameter.name)
        let name = SwiftIdentifier.literal(parameter.parameter.name)
        switch parameter.parameter.type {
        case .string:
            let endings = swift.product.prefixEndings(of: parameter.parameter)
            guard !endings.isEmpty else { return nil }
            let list = endings.map { SwiftIdentifier.literal($0) }.joined(separator: ", ")
            let followed = endings == [""] ? "" : ", endings: [\(list)]"
            return "try MetricsRuntime.ParameterCheck.prefix(\(value), named: \(name)\(followed))"
        case .boolean, .choice: return nil
        case .integer(nil, nil, _): return nil
        case .integer(let minimum, let maximum, _):
            return "try MetricsRuntime.ParameterCheck.integer(\(value), named: \(name)\(limits(minimum, maximum)))"
        case .strings:
            let names = swift.product.labelNames(besideFieldsOf: parameter.parameter)
            let besides =
                names.isEmpty ? "" : ", besides: [\(names.map(SwiftIdentifier.literal).joined(separator: ", "))]"
            return "try MetricsRuntime.ParameterCheck.fields(\(value), named: \(name)\(besides))"
        case .integers(let minimum, let maximum):
            return "try MetricsRuntime.ParameterCheck.integers(\(value), named: \(name)\(limits(minimum, maximum)))"
        }
    }
}
