extension PromQLExpression: CustomStringConvertible {
    /// The expression on one line, with parentheses only where they are needed.
    package var description: String {
        var printer = PromQLPrinter()
        printer.print(self)
        return printer.text
    }
}

extension SeriesSelector: CustomStringConvertible {
    package var description: String {
        var printer = PromQLPrinter()
        printer.print(self)
        return printer.text
    }
}

/// Prints a tree as people write PromQL. PromQL reads the result as the same tree.
struct PromQLPrinter {
    private var bytes: [UInt8] = []

    init() { bytes.reserveCapacity(256) }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Of a string that is stored contiguously, as nearly every one is, the bytes are copied at once.
    private mutating func write(_ text: String) {
        if text.utf8.withContiguousStorageIfAvailable({ bytes.append(contentsOf: $0) }) == nil {
            bytes.append(contentsOf: text.utf8)
        }
    }

    // MARK: Expressions

    mutating func print(_ expression: PromQLExpression) {
        switch expression.form {
        case .number(let value): write(Self.text(of: value))
        case .string(let string): print(string)
        case .variable(let variable): print(variable, isBeforeWord: false)
        case .vector(let series, let shift):
            print(series)
            print(shift)
        case .range(let series, let range, let shift):
            print(series)
            write("[")
            print(range)
            write("]")
            print(shift)
        case .subquery(let inner, let range, let step, let shift):
            print(inner, atLeast: .atom)
            write("[")
            print(range)
            write(":")
            if let step { print(step) }
            write("]")
            print(shift)
        case .call(let function, let arguments):
            write(function)
            print(inParentheses: arguments)
        case .aggregation(let aggregation): print(aggregation)
        case .unary(let sign, let operand):
            write(sign.rawValue)
            print(behindOperator: operand, atLeast: .power)
        case .binary(let operation): print(operation)
        }
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
        write(aggregation.operation.rawValue)
        switch aggregation.grouping {
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
        print(inParentheses: (aggregation.parameter.map { [$0] } ?? []) + [aggregation.argument])
    }

    private mutating func print(_ operation: BinaryOperation) {
        print(operation.left, atLeast: operation.operation.leastOnTheLeft)
        write(" ")
        write(operation.operation.rawValue)
        write(" ")
        if operation.isBool { write("bool ") }
        if let matching = operation.matching { print(matching) }
        print(behindOperator: operation.right, atLeast: operation.operation.leastOnTheRight)
    }

    private mutating func print(_ matching: VectorMatching) {
        switch matching.labels {
        case .on(let labels):
            write("on ")
            print(labels: labels)
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

    private mutating func print(labels: [String]) {
        write("(")
        for (index, label) in labels.enumerated() {
            if index > 0 { write(", ") }
            if PromQLName.isListedLabel(label) { write(label) } else { print(PromQLString(label)) }
        }
        write(")")
    }

    // MARK: Selectors

    mutating func print(_ series: SeriesSelector) {
        var matchers = series.matchers[...]
        if let name = series.name {
            if PromQLName.isMetric(name) {
                write(name)
                if matchers.isEmpty { return }
            } else {
                matchers = [LabelMatcher("__name__", .equal, PromQLString(name))] + matchers
            }
        }
        write("{")
        for (index, matcher) in matchers.enumerated() {
            if index > 0 { write(", ") }
            if PromQLName.isLabel(matcher.label) { write(matcher.label) } else { print(PromQLString(matcher.label)) }
            write(matcher.operation.rawValue)
            print(matcher.value)
        }
        write("}")
    }

    private mutating func print(_ shift: TimeShift) {
        switch shift.moment {
        case .time(let seconds): write(" @ \(Self.text(of: seconds))")
        case .start: write(" @ start()")
        case .end: write(" @ end()")
        case nil: break
        }
        guard let offset = shift.offset else { return }
        write(" offset ")
        print(offset)
    }

    // MARK: Literals

    private mutating func print(_ duration: PromQLDuration) {
        switch duration.form {
        case .milliseconds(let milliseconds):
            if milliseconds < 0 { write("-") }
            write(Self.text(ofMilliseconds: milliseconds.magnitude))
        case .variable(let variable): print(variable, isBeforeWord: false)
        }
    }

    private mutating func print(_ string: PromQLString) {
        write("\"")
        for (index, piece) in string.pieces.enumerated() {
            switch piece {
            case .literal(let text): print(escaping: text)
            case .variable(let variable):
                print(variable, isBeforeWord: Self.beginsWithWord(string.pieces.dropFirst(index + 1).first))
            }
        }
        write("\"")
    }

    private mutating func print(_ variable: GrafanaVariable, isBeforeWord: Bool) {
        let hasBraces = isBeforeWord || variable.format != nil
        write(hasBraces ? "${" : "$")
        write(variable.name)
        if let format = variable.format {
            write(":")
            write(format)
        }
        if hasBraces { write("}") }
    }

    private static func beginsWithWord(_ piece: PromQLString.Piece?) -> Bool {
        guard case .literal(let text) = piece, let first = text.utf8.first else { return false }
        switch first {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            return true
        default: return false
        }
    }

    private mutating func print(escaping text: String) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case UInt8(ascii: "\n"): write("\\n")
            case UInt8(ascii: "\r"): write("\\r")
            case UInt8(ascii: "\t"): write("\\t")
            case 0..<0x20, 0x7f: write(byte < 0x10 ? "\\x0\(String(byte, radix: 16))" : "\\x\(String(byte, radix: 16))")
            default: bytes.append(byte)
            }
        }
    }

    private static func text(of value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "Inf" }
        let text = "\(value)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// In the units that Prometheus itself prints: weeks or years only if nothing is left over.
    private static func text(ofMilliseconds milliseconds: UInt) -> String {
        if milliseconds == 0 { return "0s" }
        var rest = milliseconds
        var text = ""
        for (unit, length, isExact) in units {
            if isExact, rest % length != 0 { continue }
            let count = rest / length
            if count > 0 { text += "\(count)\(unit)" }
            rest -= count * length
        }
        return text
    }

    private static let units: [(name: String, length: UInt, isExact: Bool)] = [
        ("y", 31_536_000_000, true), ("w", 604_800_000, true), ("d", 86_400_000, false), ("h", 3_600_000, false),
        ("m", 60_000, false), ("s", 1000, false), ("ms", 1, false),
    ]
}
