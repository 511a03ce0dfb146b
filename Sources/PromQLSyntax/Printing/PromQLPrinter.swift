// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension PromQLExpression: CustomStringConvertible {
    /// The expression on one line, with the parentheses that it has and those that it needs.
    package var description: String {
        var printer = PromQLPrinter(.written)
        printer.print(self)
        return printer.text
    }

    /// The expression on one line, as Prometheus prints it.
    ///
    /// Two queries of the same form have the same meaning. Comments are lost.
    package var canonical: String {
        var printer = PromQLPrinter(.canonical)
        printer.print(self)
        return printer.text
    }
}

extension SeriesSelector: CustomStringConvertible {
    package var description: String {
        var printer = PromQLPrinter(.written)
        printer.print(self)
        return printer.text
    }
}

/// How a tree is printed on one line.
enum PromQLStyle {
    /// As people write PromQL.
    case written
    /// As Prometheus' `promql/parser/printer.go` prints it.
    case canonical
}

/// Prints a tree. PromQL reads the result as the same tree.
struct PromQLPrinter {
    let style: PromQLStyle
    /// Nothing is printed beyond so many bytes.
    private let limit: Int
    private(set) var bytes: [UInt8] = []

    init(_ style: PromQLStyle, limit: Int = .max) {
        self.style = style
        self.limit = limit
        bytes.reserveCapacity(256)
    }

    var isCanonical: Bool { style == .canonical }
    var isFull: Bool { bytes.count > limit }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Of a string that is stored contiguously, as nearly every one is, the bytes are copied at once.
    mutating func write(_ text: String) {
        if isFull { return }
        if text.utf8.withContiguousStorageIfAvailable({ bytes.append(contentsOf: $0) }) == nil {
            bytes.append(contentsOf: text.utf8)
        }
    }

    // MARK: Expressions

    mutating func print(_ expression: PromQLExpression) {
        if isFull { return }
        switch expression.form {
        case .number(let value): write(isCanonical ? Self.decimal(value) : Self.text(of: value))
        case .string(let string): print(string)
        case .duration(let duration): print(duration)
        case .hole(let hole): print(hole, isBeforeWord: false)
        case .numberTemplate(let text): print(name: text)
        case .missing: break
        case .parentheses(let inner): print(inParentheses: [inner])
        case .vector(let series, let shift):
            print(series)
            print(series.sampling)
            print(shift)
        case .range(let series, let range, let shift):
            print(series)
            write("[")
            print(range)
            write("]")
            print(series.sampling)
            print(shift)
        case .subquery(let inner, let range, let step, let shift):
            print(inner, atLeast: .atom)
            print(range: range, step: step, shift)
        case .call(let function, let arguments):
            print(name: function)
            print(inParentheses: arguments)
        case .aggregation(let aggregation): print(aggregation)
        case .aggregationTemplate(let template):
            printOperator(of: template)
            print(inParentheses: template.arguments)
        case .unary(let sign, let operand):
            write(sign.rawValue)
            print(behindOperator: operand, atLeast: .power)
        case .binary(let operation): print(operation)
        }
    }

    /// Of a subquery.
    mutating func print(range: PromQLDuration, step: PromQLDuration?, _ shift: TimeShift) {
        write("[")
        print(range)
        write(":")
        if let step { print(step) }
        write("]")
        print(shift)
    }

    private mutating func print(_ expression: PromQLExpression, atLeast least: Precedence) {
        if expression.precedence < least { print(inParentheses: [expression]) } else { print(expression) }
    }

    /// A sign after an operator needs no parentheses: nothing on its left could take its operand.
    private mutating func print(behindOperator operand: PromQLExpression, atLeast least: Precedence) {
        print(operand, atLeast: operand.beginsWithSign ? .product : least)
    }

    private mutating func print(inParentheses expressions: [PromQLExpression]) {
        write("(")
        for (index, expression) in expressions.enumerated() {
            if index > 0 { write(", ") }
            print(expression)
        }
        write(")")
    }

    private mutating func print(_ aggregation: Aggregation) {
        printOperator(of: aggregation)
        print(inParentheses: (aggregation.parameter.map { [$0] } ?? []) + [aggregation.argument])
    }

    /// With its labels.
    mutating func printOperator(of aggregation: Aggregation) {
        write(aggregation.operation.rawValue)
        print(aggregation.grouping)
    }

    /// The same.
    mutating func printOperator(of template: AggregationTemplate) {
        print(name: template.operation)
        print(template.grouping)
    }

    private mutating func print(_ grouping: Aggregation.Grouping) {
        switch grouping {
        case .by([]): break
        case .by(let labels):
            write(" by ")
            print(labels: labels)
            write(" ")
        case .without(let labels):
            write(" without ")
            print(labels: labels)
            write(" ")
        }
    }

    private mutating func print(_ operation: BinaryOperation) {
        if operation.operation == .power, case .number(.infinity) = operation.left.form {
            // With a plus sign it would be the whole power that has the sign.
            write("Inf")
        } else {
            print(operation.left, atLeast: operation.operation.leastOnTheLeft)
        }
        write(" ")
        printOperator(of: operation)
        print(behindOperator: operation.right, atLeast: operation.operation.leastOnTheRight)
    }

    /// With what belongs to it, and a space behind.
    mutating func printOperator(of operation: BinaryOperation) {
        write(operation.operation.rawValue)
        write(" ")
        if operation.isBool { write("bool ") }
        if let matching = operation.matching, !isCanonical || operation.matchesSeries { print(matching) }
        if let fill = operation.fill { print(fill) }
    }

    private mutating func print(_ matching: VectorMatching) {
        switch matching.labels {
        case .on(let labels):
            write("on ")
            print(labels: labels)
        // The same as nothing.
        case .ignoring([]) where isCanonical && matching.group == nil: return
        case .ignoring(let labels):
            write("ignoring ")
            print(labels: labels)
        }
        switch matching.group {
        case .left(let labels):
            write(" group_left ")
            print(labels: labels)
        case .right(let labels):
            write(" group_right ")
            print(labels: labels)
        case nil: break
        }
        write(" ")
    }

    private mutating func print(_ fill: FillValues) {
        let isSame = fill.left != nil && fill.left == fill.right
        let values: [(String, Double?)] =
            isSame ? [("fill", fill.left)] : [("fill_left", fill.left), ("fill_right", fill.right)]
        for (word, value) in values {
            guard let value else { continue }
            write("\(word)(\(isCanonical ? Self.decimal(value) : Self.text(of: value))) ")
        }
    }

    mutating func print(labels: [PromQLString]) {
        write("(")
        for (index, label) in labels.enumerated() {
            if index > 0 { write(", ") }
            print(label: label, isAllowed: isCanonical ? PromQLName.isCanonicalLabel : PromQLName.isListedLabel)
        }
        write(")")
    }
}
