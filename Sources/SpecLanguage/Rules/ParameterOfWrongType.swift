// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel

package enum ParameterOfWrongType {
    package static let rule = Rule(code: "MG1304", name: "parameter-of-wrong-type")

    static func finding(_ name: Spanned<String>, _ use: ParameterUse, _ parameter: Parameter, declared: Span) -> Finding
    {
        Finding(
            rule, at: name.span,
            "\(quoted: use.key) needs a parameter that is \(use.type), and \(quoted: name.value) is \(Self.type(of: parameter))",
            help: help(name.value, use, parameter),
            related: [.init("\(quoted: name.value) is declared here", at: declared)])
    }

    private static func type(of parameter: Parameter) -> String {
        switch parameter.type {
        case .integer: "an integer"
        case .boolean: "a boolean"
        case .string: "a string"
        case .choice: "a string with `values`"
        case .integers: "a list of integers"
        case .strings: "a list of strings"
        }
    }

    private static func help(_ name: String, _ use: ParameterUse, _ parameter: Parameter) -> String {
        guard case .term(let term) = use else { return "change its `type`, or use another parameter" }
        let example: Condition.Term? =
            switch parameter.type {
            case .boolean: Condition.Term(name, .equal, .boolean(true))
            case .integer: Condition.Term(name, .greaterOrEqual, .integer(1))
            case .choice(let values, _):
                values.first.map { Condition.Term(name, .equal, .string($0.text)) }
            case .string, .integers, .strings: nil
            }
        if let example { return "write a comparison that fits, such as `\(example)`, or use another parameter" }
        if case .string = parameter.type, case .string = term.value {
            return "list its `values`, or use another parameter"
        }
        return "change its `type`, or use another parameter"
    }
}
