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
            help: "change its `type`, or use another parameter",
            related: [.init("\(quoted: name.value) is declared here", at: declared)])
    }

    private static func type(of parameter: Parameter) -> String {
        switch parameter.type {
        case .integer: "an integer"
        case .boolean: "a boolean"
        case .integers: "a list of integers"
        }
    }
}
