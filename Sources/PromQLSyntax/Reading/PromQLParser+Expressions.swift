// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension PromQLParser {
    mutating func parseExpression(_ least: Precedence) -> PromQLExpression {
        nested { $0.parseOperation(least) }
    }

    /// An operand, and the operators behind it that bind at least as tightly as asked for.
    private mutating func parseOperation(_ least: Precedence) -> PromQLExpression {
        let start = token.start
        var left = parseOperand()
        while let operation = binaryOperator, operation.precedence >= least {
            let leftHeight = height
            if leftHeight >= Self.highestTree {
                giveUp(limit: Self.highestTree)
                break
            }
            left = parseBinary(left, operation, from: start)
            height = max(height, leftHeight) + 1
        }
        return left
    }

    private var binaryOperator: BinaryOperator? {
        switch token.kind {
        case .word:
            switch token.keyword {
            case .and: .and
            case .or: .or
            case .unless: .unless
            case .atan2: .atan2
            default: nil
            }
        case .plus: .add
        case .minus: .subtract
        case .star: .multiply
        case .slash: .divide
        case .percent: .modulo
        case .caret: .power
        case .doubleEqual: .equal
        case .notEqual: .notEqual
        case .less: .less
        case .lessOrEqual: .lessOrEqual
        case .greater: .greater
        case .greaterOrEqual: .greaterOrEqual
        case .trimUpper: .trimUpper
        case .trimLower: .trimLower
        default: nil
        }
    }

    private mutating func parseBinary(
        _ left: PromQLExpression, _ operation: BinaryOperator, from start: Int
    ) -> PromQLExpression {
        let operatorStart = token.start
        if operation == .trimUpper || operation == .trimLower { use(.trim, token.span) }
        advance()
        let isBool = takeKeyword(.bool)
        let matching = parseMatching()
        let fill = parseFill()
        let operatorSpan = span(from: operatorStart)
        let right = parseExpression(operation.leastOnTheRight)
        return PromQLExpression(
            .binary(
                BinaryOperation(
                    left, operation, right, isBool: isBool, matching: matching, fill: fill, operatorSpan: operatorSpan)),
            span: span(from: start))
    }

    private mutating func parseMatching() -> VectorMatching? {
        guard token.kind == .word else { return nil }
        let labels: VectorMatching.Labels
        switch token.keyword {
        case .on:
            advance()
            labels = .on(parseLabelList())
        case .ignoring:
            advance()
            labels = .ignoring(parseLabelList())
        case .groupLeft, .groupRight:
            // Without `on` or `ignoring`.
            reportUnexpected(.groupMatching)
            advance()
            if token.kind == .leftParenthesis { _ = parseLabelList() }
            return nil
        default: return nil
        }
        var group: VectorMatching.Group?
        if takeKeyword(.groupLeft) {
            group = .left(token.kind == .leftParenthesis ? parseLabelList() : [])
        } else if takeKeyword(.groupRight) {
            group = .right(token.kind == .leftParenthesis ? parseLabelList() : [])
        }
        return VectorMatching(labels, group: group)
    }

    /// The words are names of metrics where no parenthesis follows.
    private mutating func parseFill() -> FillValues? {
        var fill: FillValues?
        while token.kind == .word, token.keyword == .fill || token.keyword == .fillLeft || token.keyword == .fillRight,
            isNext(UInt8(ascii: "("))
        {
            let (keyword, start) = (token.keyword, token.start)
            advance()
            advance()
            let value = parseSignedNumber()
            if !take(.rightParenthesis) { reportUnexpected(.closing(")")) }
            use(.fill, span(from: start))
            var values = fill ?? FillValues()
            if keyword != .fillRight { values.left = value ?? .nan }
            if keyword != .fillLeft { values.right = value ?? .nan }
            fill = values
        }
        return fill
    }

    /// A number or a duration, which is a number of seconds.
    mutating func parseSignedNumber() -> Double? {
        var sign = 1.0
        if take(.minus) { sign = -1 } else { _ = take(.plus) }
        switch token.kind {
        case .number, .duration:
            let value = token.kind == .number ? token.value : token.value / 1000
            advance()
            return sign * value
        case .word where token.keyword == .inf:
            advance()
            return sign * .infinity
        case .word where token.keyword == .nan:
            advance()
            return .nan
        case .faulty:
            advance()
            return nil
        default:
            reportUnexpected(.number)
            return nil
        }
    }

    // MARK: Operands

    /// A sign binds as a product does: `-a ^ b` is `-(a ^ b)`.
    private mutating func parseOperand() -> PromQLExpression {
        let start = token.start
        let sign: UnaryOperator
        switch token.kind {
        case .minus: sign = .minus
        case .plus: sign = .plus
        default: return parsePostfix(parseAtom(), from: start)
        }
        advance()
        let operand = parseExpression(.power)
        let span = span(from: start)
        switch operand.form {
        case .number(let value): return PromQLExpression(.number(sign == .minus ? -value : value), span: span)
        case .duration(let duration):
            if case .milliseconds(let count) = duration.form {
                let signed = PromQLDuration(.milliseconds(sign == .minus ? -count : count), span: span)
                return PromQLExpression(.duration(signed), span: span)
            }
        default: break
        }
        height += 1
        return PromQLExpression(.unary(sign, operand), span: span)
    }

    mutating func parseAtom() -> PromQLExpression {
        height = 1
        let start = token.start
        switch token.kind {
        case .number:
            let value = token.value
            advance()
            return PromQLExpression(.number(value), span: span(from: start))
        case .duration:
            let duration = PromQLDuration(.milliseconds(Int(token.value)), span: token.span)
            if !isInRange { use(.durationsAsNumbers, token.span) }
            advance()
            return PromQLExpression(.duration(duration), span: duration.span)
        case .string:
            let string = lexer.string(of: token)
            advance()
            return PromQLExpression(.string(string), span: string.span)
        case .leftParenthesis:
            advance()
            let inner = parseExpression(.or)
            if !take(.rightParenthesis) { reportUnclosed("(", from: start, expected: .closing(")")) }
            height += 1
            return PromQLExpression(.parentheses(inner), span: span(from: start))
        case .leftBrace: return parseSelector(name: nil, from: start)
        case .word: return parseWord()
        case .template: return parseTemplate()
        case .faulty:
            advance()
            return PromQLExpression(.missing, span: span(from: start))
        default:
            reportUnexpected(.expression)
            return missing()
        }
    }

    var isInRange: Bool { lexer.mode == .brackets }

    private mutating func parseWord() -> PromQLExpression {
        let word = token
        let keyword = word.keyword
        if keyword == .inf || keyword == .nan {
            advance()
            return PromQLExpression(.number(keyword == .inf ? .infinity : .nan), span: word.span)
        }
        advance()
        if let operation = keyword?.aggregation, let aggregation = parseAggregation(operation, from: word.start) {
            return aggregation
        }
        let name = PromQLString(lexer.text(word.start, word.end), span: word.span)
        if token.kind == .leftParenthesis { return parseCall(name) }
        if keyword?.canBeMetric == false {
            report(.notAName(lexer.text(word.start, word.end)), word.span)
            return PromQLExpression(.missing, span: word.span)
        }
        return parseSelector(name: name, from: word.start)
    }

    // MARK: Calls

    private mutating func parseCall(_ function: PromQLString) -> PromQLExpression {
        let arguments = parseArguments()
        return PromQLExpression(
            .call(function: function, arguments), span: span(from: Int(function.span.start)))
    }

    private mutating func parseArguments() -> [PromQLExpression] {
        var arguments: [PromQLExpression] = []
        parseArguments { argument in
            // Most functions have one, for which an array literal is faster.
            if arguments.isEmpty { arguments = [argument] } else { arguments.append(argument) }
        }
        return arguments
    }

    /// The token is the parenthesis.
    @inline(__always)
    private mutating func parseArguments(_ take: (PromQLExpression) -> Void) {
        let start = token.start
        advance()
        var highest = 0
        var isFirst = true
        while isFirst ? token.kind != .rightParenthesis : token.kind == .comma {
            if !isFirst {
                let comma = token.span
                advance()
                if token.kind == .rightParenthesis {
                    report(.trailingComma, comma)
                    break
                }
            }
            isFirst = false
            take(parseExpression(.or))
            highest = max(highest, height)
        }
        if !self.take(.rightParenthesis) { reportUnclosed("(", from: start, expected: .argumentEnd) }
        height = highest + 1
    }

    /// - Returns: Nil if the word is the name of a metric.
    private mutating func parseAggregation(_ operation: AggregationOperator, from start: Int) -> PromQLExpression? {
        var grouping: Aggregation.Grouping? = parseGrouping()
        if grouping == nil, token.kind != .leftParenthesis { return nil }
        let argumentStart = token.start
        var (first, last): (PromQLExpression?, PromQLExpression?)
        var count = 0
        if token.kind == .leftParenthesis {
            parseArguments { argument in
                if count == 0 { first = argument }
                last = argument
                count += 1
            }
            if grouping == nil { grouping = parseGrouping() }
        } else {
            reportUnexpected(.parenthesis)
        }
        let needed = operation.parameterType == nil ? 1 : 2
        if count != needed, token.kind != .end || lastEnd > argumentStart {
            report(
                .argumentCount(
                    function: operation.rawValue, least: needed, most: needed, found: count),
                PromQLSpan(start..<start + operation.rawValue.utf8.count))
        }
        if operation == .limitk || operation == .limitRatio {
            use(
                .experimental(operation.rawValue, since: .init(2, 54)),
                PromQLSpan(start..<start + operation.rawValue.utf8.count))
        }
        let argument = last ?? missing()
        return PromQLExpression(
            .aggregation(
                Aggregation(
                    operation, grouping: grouping ?? .by([]), argument,
                    parameter: needed == 2 && count > 1 ? first : nil)),
            span: span(from: start))
    }

    private mutating func parseGrouping() -> Aggregation.Grouping? {
        if takeKeyword(.by) { return .by(parseLabelList()) }
        if takeKeyword(.without) { return .without(parseLabelList()) }
        return nil
    }

    // MARK: Holes

    /// What it stands for shows in what is around it.
    private mutating func parseTemplate() -> PromQLExpression {
        let template = token
        let text = PromQLString(lexer.pieces(template.start, template.end), span: template.span)
        advance()
        if lexer.bytes[template.start].isDigit { return number(text) }
        switch token.kind {
        case .leftParenthesis:
            let arguments = parseArguments()
            if let grouping = parseGrouping() { return aggregation(text, grouping, arguments) }
            return PromQLExpression(.call(function: text, arguments), span: span(from: template.start))
        case .word where token.keyword == .by || token.keyword == .without:
            guard let grouping = parseGrouping() else { return missing() }
            if token.kind == .leftParenthesis {
                let arguments = parseArguments()
                return aggregation(text, grouping, arguments)
            }
            reportUnexpected(.parenthesis)
            return missing()
        case .leftBrace, .leftBracket, .at: return parseSelector(name: text, from: template.start)
        case .word where token.keyword == .offset: return parseSelector(name: text, from: template.start)
        default:
            if let hole = text.onlyHole { return PromQLExpression(.hole(hole), span: template.span) }
            return isInRange ? number(text) : parseSelector(name: text, from: template.start)
        }
    }

    private func aggregation(
        _ operation: PromQLString, _ grouping: Aggregation.Grouping, _ arguments: [PromQLExpression]
    ) -> PromQLExpression {
        PromQLExpression(
            .aggregationTemplate(AggregationTemplate(operation, grouping: grouping, arguments)),
            span: span(from: Int(operation.span.start)))
    }

    private func number(_ text: PromQLString) -> PromQLExpression {
        PromQLExpression(.numberTemplate(text), span: text.span)
    }
}
