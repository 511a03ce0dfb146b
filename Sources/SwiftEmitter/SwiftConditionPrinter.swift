// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecModel

extension SwiftProduct {
    /// A parameter as an expression.
    ///
    /// - Parameter parameters: the expression for all of them.
    func value(of parameter: String, in parameters: String) -> String {
        let name = self.parameters.first { $0.parameter.name == parameter }?.name
        return parameters + "." + SwiftIdentifier.escaped(name ?? SwiftIdentifier.lowerCamel(parameter))
    }

    /// An integer parameter with a number added, as an expression.
    func expression(of sum: ParameterSum, parameters: String) -> String {
        let value = value(of: sum.parameter, in: parameters)
        return sum.offset == 0 ? value : "MetricsRuntime.ParameterCheck.sum(\(value), \(sum.offset))"
    }

    /// A condition as an expression of type `Swift.Bool`.
    func expression(of condition: Condition, parameters: String) -> String {
        condition.text(
            Condition.Style(and: " && ", or: " || ") { term in
                let value = value(of: term.parameter, in: parameters)
                if term.isFlag { return value }
                if term.isNegatedFlag { return "!" + value }
                return "\(value) \(term.comparison.rawValue) \(literal(of: term.value, for: term.parameter))"
            })
    }

    private func literal(of value: Condition.Value, for parameter: String) -> String {
        switch value {
        case .boolean(let value): return "\(value)"
        case .integer(let value): return "\(value)"
        case .string(let text):
            let cases = parameters.first { $0.parameter.name == parameter }?.choices?.cases
            let name = cases?.first { $0.value.text == text }?.name
            return "." + SwiftIdentifier.escaped(name ?? SwiftIdentifier.enumCase(text))
        }
    }
}
