// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension PromQLParser {
    /// The name is read.
    mutating func parseSelector(name: PromQLString?, from start: Int) -> PromQLExpression {
        var matchers: [LabelMatcher] = []
        var holes: [PromQLHole] = []
        if token.kind == .leftBrace { parseMatchers(into: &matchers, &holes, name: name) }
        let series = SeriesSelector(name, matchers, holes: holes)
        if token.kind == .leftBracket { return parseRange(of: series, from: start) }
        return PromQLExpression(.vector(series, .none), span: span(from: start))
    }

    /// In braces, with the token being the first. The lexer leaves its mode before the token behind them.
    private mutating func parseMatchers(
        into matchers: inout [LabelMatcher], _ holes: inout [PromQLHole], name: PromQLString?
    ) {
        let start = token.start
        let mode = lexer.mode
        lexer.mode = .braces
        advance()
        // Most selectors have a few.
        matchers.reserveCapacity(4)
        while token.kind != .rightBrace {
            guard parseMatcher(into: &matchers, &holes, name: name) else { break }
            if token.kind == .comma {
                advance()
            } else if token.kind != .rightBrace {
                reportUnclosed("{", from: start, expected: .matcherEnd)
                break
            }
        }
        lexer.mode = mode
        if token.kind == .rightBrace {
            advance()
        } else {
            skipMatchers()
        }
    }

    /// After an error: to the end of the braces, if they end before the query.
    private mutating func skipMatchers() {
        lexer.mode = .braces
        var lookahead = self
        while lookahead.token.kind != .rightBrace, lookahead.token.kind != .end, lookahead.token.kind != .leftBrace {
            lookahead.advance()
        }
        lookahead.lexer.mode = lexer.mode
        let isClosed = lookahead.token.kind == .rightBrace
        lexer.mode = .expression
        guard isClosed else { return }
        lexer.position = lookahead.token.end
        lastEnd = lookahead.token.end
        token = lexer.next()
    }

    /// - Returns: Whether one was there.
    private mutating func parseMatcher(
        into matchers: inout [LabelMatcher], _ holes: inout [PromQLHole], name: PromQLString?
    ) -> Bool {
        let start = token.start
        let label: PromQLString
        switch token.kind {
        case .word: label = PromQLString(lexer.text(token.start, token.end), span: token.span)
        case .template: label = PromQLString(lexer.pieces(token.start, token.end), span: token.span)
        case .string:
            label = lexer.string(of: token)
            use(.quotedNames, token.span)
        default:
            reportUnexpected(.matcher)
            return false
        }
        let isQuoted = token.kind == .string
        advance()
        let operation: LabelMatcher.Operator
        switch token.kind {
        case .equal: operation = .equal
        case .notEqual: operation = .notEqual
        case .matches: operation = .matches
        case .doesNotMatch: operation = .doesNotMatch
        case .comma, .rightBrace:
            if isQuoted {
                // A name of the metric, in quotes.
                if let name { report(.nameTwice(name.text ?? ""), label.span) }
                matchers.append(LabelMatcher("__name__", .equal, label, span: label.span))
                return true
            }
            if let hole = label.onlyHole {
                holes.append(hole)
                return true
            }
            reportUnexpected(.matchOperator)
            return false
        default:
            reportUnexpected(.matchOperator)
            return false
        }
        advance()
        let value: PromQLString
        switch token.kind {
        case .string: value = lexer.string(of: token)
        case .template:
            // A hole that brings its quotes.
            value = PromQLString(lexer.pieces(token.start, token.end), span: token.span)
        case .faulty:
            advance()
            return true
        default:
            reportUnexpected(.labelValue)
            return false
        }
        advance()
        if let name, label.text == "__name__" {
            report(.nameTwice(name.text ?? ""), label.span)
        }
        matchers.append(LabelMatcher(label, operation, value, span: span(from: start)))
        return true
    }

    /// Labels in parentheses.
    mutating func parseLabelList() -> [PromQLString] {
        guard token.kind == .leftParenthesis else {
            reportUnexpected(.parenthesis)
            return []
        }
        let start = token.start
        advance()
        var labels: [PromQLString] = []
        while token.kind != .rightParenthesis {
            switch token.kind {
            case .word:
                let name = lexer.text(token.start, token.end)
                if token.keyword?.canBeListedLabel == false {
                    report(.invalidLabel(name), token.span)
                } else if lexer.bytes[token.start..<token.end].contains(UInt8(ascii: ":")) {
                    use(.colonsInLabelLists, token.span)
                }
                labels.append(PromQLString(name, span: token.span))
            case .template: labels.append(PromQLString(lexer.pieces(token.start, token.end), span: token.span))
            case .string:
                use(.quotedLabelsInLists, token.span)
                let label = lexer.string(of: token)
                if label.text == "" { report(.invalidLabel(""), token.span) }
                labels.append(label)
            default:
                if token.kind == .end {
                    reportUnclosed("(", from: start, expected: .label)
                } else {
                    reportUnexpected(.label)
                }
                return labels
            }
            advance()
            if token.kind == .comma {
                advance()
            } else if token.kind != .rightParenthesis {
                reportUnclosed("(", from: start, expected: .labelEnd)
                return labels
            }
        }
        advance()
        return labels
    }
}
