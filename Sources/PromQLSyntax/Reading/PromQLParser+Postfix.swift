// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension PromQLParser {
    /// Ranges, offsets and moments behind an expression, which bind tighter than any operator.
    mutating func parsePostfix(_ atom: consuming PromQLExpression, from start: Int) -> PromQLExpression {
        var expression = atom
        while true {
            switch token.kind {
            case .leftBracket: expression = parseRange(of: expression, from: start)
            case .at: expression = parseMoment(of: expression, from: start)
            case .word:
                switch token.keyword {
                case .offset: expression = parseOffset(of: expression, from: start)
                case .anchored: expression = parseSampling(.anchored, of: expression, from: start)
                case .smoothed: expression = parseSampling(.smoothed, of: expression, from: start)
                default: return expression
                }
            default: return expression
            }
            if height >= Self.highestTree { giveUp(limit: Self.highestTree) }
        }
    }

    // MARK: Ranges

    private mutating func parseRange(of expression: PromQLExpression, from start: Int) -> PromQLExpression {
        let bracket = token.start
        let brackets = parseBrackets()
        let span = span(from: start)
        if !brackets.isSubquery, case .vector(let series, let shift) = expression.form {
            if !shift.isNone { report(.rangeAfterShift, PromQLSpan(bracket..<lastEnd)) }
            return PromQLExpression(.range(series, brackets.range, shift), span: span)
        }
        if !brackets.isSubquery, !expression.isMissing { report(.rangeOfExpression, PromQLSpan(bracket..<lastEnd)) }
        return PromQLExpression(
            .subquery(expression, range: brackets.range, step: brackets.step, .none), span: span)
    }

    /// The token is the bracket behind the selector. This usual case needs no expression of the selector alone.
    mutating func parseRange(of series: SeriesSelector, from start: Int) -> PromQLExpression {
        let selectorSpan = span(from: start)
        let brackets = parseBrackets()
        let span = span(from: start)
        guard brackets.isSubquery else {
            return PromQLExpression(.range(series, brackets.range, .none), span: span)
        }
        let inner = PromQLExpression(.vector(series, .none), span: selectorSpan)
        return PromQLExpression(.subquery(inner, range: brackets.range, step: brackets.step, .none), span: span)
    }

    /// The token is the first bracket.
    private mutating func parseBrackets() -> (range: PromQLDuration, step: PromQLDuration?, isSubquery: Bool) {
        let bracket = token.start
        let mode = lexer.mode
        lexer.mode = .brackets
        advance()
        let height = height
        let range = parseDuration(isPositive: true)
        var step: PromQLDuration?
        let isSubquery = token.kind == .colon
        if isSubquery {
            advance()
            if token.kind != .rightBracket { step = parseDuration(isPositive: true) }
        }
        self.height = height + 1
        lexer.mode = mode
        if token.kind == .rightBracket {
            advance()
        } else {
            reportUnclosed("[", from: bracket, expected: .closing("]"))
            skipBrackets()
        }
        return (range, step, isSubquery)
    }

    /// After an error: to the end of the brackets, if they end before something else does.
    private mutating func skipBrackets() {
        var lookahead = self
        lookahead.lexer.mode = .brackets
        while true {
            switch lookahead.token.kind {
            case .rightBracket:
                lexer.position = lookahead.token.end
                lastEnd = lookahead.token.end
                token = lexer.next()
                return
            case .end, .leftBracket, .rightParenthesis, .leftBrace: return
            default: lookahead.advance()
            }
        }
    }

    // MARK: Durations

    /// In brackets: a duration, a number of seconds, or a calculation.
    private mutating func parseDuration(isPositive: Bool) -> PromQLDuration {
        if token.kind == .colon || token.kind == .rightBracket || token.kind == .end {
            reportUnexpected(.duration)
            return PromQLDuration(.milliseconds(0), span: PromQLSpan(token.start..<token.start))
        }
        if token.kind == .duration, let next = lexer.byte(lexer.position),
            next == UInt8(ascii: "]") || next == UInt8(ascii: ":")
        {
            // Nothing but the duration, as nearly everywhere.
            let (milliseconds, span) = (Int(token.value), token.span)
            advance()
            if isPositive, milliseconds <= 0 { report(.durationNotPositive, span) }
            return PromQLDuration(.milliseconds(milliseconds), span: span)
        }
        return duration(parseExpression(.or), isPositive: isPositive)
    }

    private mutating func duration(_ expression: PromQLExpression, isPositive: Bool) -> PromQLDuration {
        let span = expression.span
        switch expression.form {
        case .duration(let duration):
            if case .milliseconds(let count) = duration.form, isPositive, count <= 0 {
                report(.durationNotPositive, span)
            }
            return duration
        case .number(let seconds):
            use(.numbersAsDurations, span)
            if seconds.isNaN || abs(seconds) > 9_223_372_036 {
                report(.durationTooLong(lexer.text(Int(span.start), Int(span.end))), span)
                return PromQLDuration(.milliseconds(0), span: span)
            }
            if isPositive, seconds <= 0 { report(.durationNotPositive, span) }
            return PromQLDuration(.milliseconds(Int((seconds * 1000).rounded(.toNearestOrAwayFromZero))), span: span)
        case .hole(let hole): return PromQLDuration(.template(PromQLString([.hole(hole)], span: span)), span: span)
        case .numberTemplate(let text): return PromQLDuration(.template(text), span: span)
        case .missing: return PromQLDuration(.milliseconds(0), span: span)
        default:
            if checkCalculation(expression) { use(.durationExpressions, span) }
            return PromQLDuration(.expression(expression), span: span)
        }
    }

    /// Numbers, durations, operators, and a few functions.
    /// - Returns: False if something else was found and reported.
    private mutating func checkCalculation(_ expression: PromQLExpression) -> Bool {
        switch expression.form {
        case .number, .duration, .hole, .numberTemplate, .missing: return true
        case .parentheses(let inner), .unary(_, let inner): return checkCalculation(inner)
        case .binary(let operation):
            switch operation.operation {
            case .add, .subtract, .multiply, .power:
                guard operation.matching == nil, !operation.isBool else { break }
                return checkCalculation(operation.left) && checkCalculation(operation.right)
            case .divide, .modulo:
                guard operation.matching == nil, !operation.isBool else { break }
                if case .number(0) = operation.right.form { report(.divisionByZero, operation.right.span) }
                return checkCalculation(operation.left) && checkCalculation(operation.right)
            default: break
            }
        case .call(let function, let arguments):
            switch function.text {
            case "step" where arguments.isEmpty, "range" where arguments.isEmpty: return true
            case "min_of" where arguments.count == 2, "max_of" where arguments.count == 2,
                "min" where arguments.count == 2, "max" where arguments.count == 2:
                return checkCalculation(arguments[0]) && checkCalculation(arguments[1])
            case nil: return true
            default: break
            }
        default: break
        }
        report(.notADuration, expression.span)
        return false
    }

    // MARK: Shifts

    private mutating func parseOffset(of expression: PromQLExpression, from start: Int) -> PromQLExpression {
        let keyword = token.span
        advance()
        let offsetStart = token.start
        let hasPlus = token.kind == .plus
        let isNegative = token.kind == .minus
        if hasPlus || isNegative { advance() }
        let term = parseOffsetTerm()
        var offset = duration(term, isPositive: false)
        let span = PromQLSpan(offsetStart..<max(offsetStart, lastEnd))
        if hasPlus || offset.form == .milliseconds(0) { use(.otherOffsets, span) }
        if isNegative {
            if case .milliseconds(let count) = offset.form {
                offset = PromQLDuration(.milliseconds(-count), span: span)
            } else {
                let unary = PromQLExpression(.unary(.minus, term), span: span)
                offset = PromQLDuration(.expression(unary), span: span)
            }
        }
        guard var shift = shift(of: expression, .offset, keyword) else { return expression }
        if shift.offset != nil {
            report(.repeatedShift(.offset), keyword)
        } else {
            shift.offset = offset
        }
        return shifted(expression, shift, from: start)
    }

    private mutating func parseOffsetTerm() -> PromQLExpression {
        let height = height
        defer { self.height = height }
        let start = token.start
        switch token.kind {
        case .number, .duration:
            let isNumber = token.kind == .number
            let value = token.value
            advance()
            let span = span(from: start)
            return PromQLExpression(
                isNumber ? .number(value) : .duration(PromQLDuration(.milliseconds(Int(value)), span: span)), span: span
            )
        case .template:
            let text = PromQLString(lexer.pieces(token.start, token.end), span: token.span)
            advance()
            return PromQLExpression(text.onlyHole.map { .hole($0) } ?? .numberTemplate(text), span: text.span)
        case .leftParenthesis:
            let savedMode = lexer.mode
            lexer.mode = .brackets
            advance()
            let inner = parseExpression(.or)
            lexer.mode = savedMode
            if !take(.rightParenthesis) { reportUnclosed("(", from: start, expected: .closing(")")) }
            return PromQLExpression(.parentheses(inner), span: span(from: start))
        case .faulty:
            advance()
            return PromQLExpression(.missing, span: span(from: start))
        case .word where isNext(UInt8(ascii: "(")):
            let savedMode = lexer.mode
            lexer.mode = .brackets
            let call = parseAtom()
            lexer.mode = savedMode
            return call
        default:
            reportUnexpected(.duration)
            return missing()
        }
    }

    private mutating func parseSampling(
        _ sampling: SeriesSelector.Sampling, of expression: PromQLExpression, from start: Int
    ) -> PromQLExpression {
        let word = token.span
        advance()
        use(.sampling, word)
        switch expression.form {
        case .range(var series, let range, let shift):
            series.sampling = sampling
            return PromQLExpression(.range(series, range, shift), span: span(from: start))
        case .vector(var series, let shift) where sampling == .smoothed:
            series.sampling = sampling
            return PromQLExpression(.vector(series, shift), span: span(from: start))
        case .hole, .missing: return expression
        default:
            report(.samplingOfExpression(sampling.rawValue), word)
            return expression
        }
    }

    private mutating func parseMoment(of expression: PromQLExpression, from start: Int) -> PromQLExpression {
        let sign = token.span
        advance()
        var moment: TimeShift.Moment?
        let momentStart = token.start
        switch token.kind {
        case .word where token.keyword == .start || token.keyword == .end:
            moment = token.keyword == .start ? .start : .end
            advance()
            if !take(.leftParenthesis) {
                reportUnexpected(.parenthesis)
            } else if !take(.rightParenthesis) {
                reportUnexpected(.closing(")"))
            }
        case .template:
            if let hole = PromQLString(lexer.pieces(token.start, token.end)).onlyHole {
                moment = .hole(hole)
            } else {
                report(.unsupportedHole, token.span)
            }
            advance()
        case .number, .duration, .faulty, .plus, .minus, .word:
            if token.kind == .word, token.keyword != .inf, token.keyword != .nan {
                reportUnexpected(.moment)
                break
            }
            if token.kind == .duration { use(.durationsAsNumbers, token.span) }
            if let value = parseSignedNumber() {
                // Prometheus keeps milliseconds in 64 bits.
                if abs(value) < 9_223_372_036_854_000 {
                    moment = .time(value)
                } else {
                    report(.momentNotFinite, PromQLSpan(momentStart..<lastEnd))
                }
            }
        default: reportUnexpected(.moment)
        }
        guard var shift = shift(of: expression, .at, sign) else { return expression }
        if shift.moment != nil {
            report(.repeatedShift(.at), sign)
        } else {
            shift.moment = moment
        }
        return shifted(expression, shift, from: start)
    }

    /// - Returns: Nil if the expression can't have one, which is reported.
    private mutating func shift(
        of expression: PromQLExpression, _ kind: PromQLFault.Shift, _ span: PromQLSpan
    ) -> TimeShift? {
        switch expression.form {
        case .vector(_, let shift), .range(_, _, let shift), .subquery(_, _, _, let shift): return shift
        case .hole, .missing: return nil
        default:
            report(.shiftOfExpression(kind), span)
            return nil
        }
    }

    private func shifted(_ expression: PromQLExpression, _ shift: TimeShift, from start: Int) -> PromQLExpression {
        let span = span(from: start)
        switch expression.form {
        case .vector(let series, _): return PromQLExpression(.vector(series, shift), span: span)
        case .range(let series, let range, _): return PromQLExpression(.range(series, range, shift), span: span)
        case .subquery(let inner, let range, let step, _):
            return PromQLExpression(.subquery(inner, range: range, step: step, shift), span: span)
        default: return expression
        }
    }
}
