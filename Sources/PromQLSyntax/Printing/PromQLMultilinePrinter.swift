// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension PromQLExpression {
    /// The canonical form, in which an expression of more than 100 bytes has several lines.
    ///
    /// It is what `promtool promql format` prints (`promql/parser/prettier.go`).
    package var multiline: String {
        var printer = PromQLMultilinePrinter()
        printer.print(self, level: 0)
        return printer.text
    }
}

/// Prints a tree with two spaces for each level that is split.
private struct PromQLMultilinePrinter {
    private static let longestLine = 100

    private(set) var text = ""

    private mutating func indent(_ level: Int) { text += String(repeating: "  ", count: level) }

    /// - Returns: Nil if it is too long for a line.
    private func line(_ expression: PromQLExpression) -> String? {
        var printer = PromQLPrinter(.canonical, limit: Self.longestLine)
        printer.print(expression)
        return printer.isFull ? nil : printer.text
    }

    private func whole(_ print: (inout PromQLPrinter) -> Void) -> String {
        var printer = PromQLPrinter(.canonical)
        print(&printer)
        return printer.text
    }

    mutating func print(_ expression: PromQLExpression, level: Int) {
        if let line = line(expression) {
            // Prometheus doesn't indent a short subquery.
            if case .subquery = expression.form {} else { indent(level) }
            text += line
            return
        }
        switch expression.form {
        case .aggregation(let aggregation):
            let arguments = (aggregation.parameter.map { [$0] } ?? []) + [aggregation.argument]
            indent(level)
            text += whole { $0.printOperator(of: aggregation) }
            print(inParentheses: arguments, level: level)
        case .aggregationTemplate(let template):
            indent(level)
            text += whole { $0.printOperator(of: template) }
            print(inParentheses: template.arguments, level: level)
        case .call(let function, let arguments):
            indent(level)
            text += whole { $0.print(name: function) }
            print(inParentheses: arguments, level: level)
        case .parentheses(let inner):
            indent(level)
            print(inParentheses: [inner], level: level)
        case .binary(let operation):
            let name = operation.operation
            print(operation.left.withParentheses(below: name.leastOnTheLeft), level: level + 1)
            text += "\n"
            indent(level)
            text += whole { $0.printOperator(of: operation) }.dropLast()
            text += "\n"
            let right = operation.right
            let least = right.beginsWithSign ? Precedence.product : name.leastOnTheRight
            print(right.withParentheses(below: least), level: level + 1)
        case .unary(let sign, let operand):
            var printer = PromQLMultilinePrinter()
            let least = operand.beginsWithSign ? Precedence.product : .power
            printer.print(operand.withParentheses(below: least), level: level)
            indent(level)
            text += sign.rawValue + printer.text.drop { $0 == " " || $0 == "\n" }
        case .subquery(let inner, let range, let step, let shift):
            print(inner.withParentheses(below: .atom), level: level)
            text += whole { $0.print(range: range, step: step, shift) }
        default:
            indent(level)
            text += expression.canonical
        }
    }

    private mutating func print(inParentheses expressions: [PromQLExpression], level: Int) {
        text += "(\n"
        for (index, expression) in expressions.enumerated() {
            if index > 0 { text += ",\n" }
            print(expression, level: level + 1)
        }
        text += "\n"
        indent(level)
        text += ")"
    }
}

extension PromQLExpression {
    fileprivate func withParentheses(below least: Precedence) -> PromQLExpression {
        precedence < least ? PromQLExpression(.parentheses(self), span: span) : self
    }
}
