// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Makes a tree of a query. The grammar is that of Prometheus' `promql/parser/generated_parser.y`.
///
/// After an error it goes on where it can, and a fault that only follows from another is not reported.
struct PromQLParser {
    /// How many expressions may be in one another while the parser reads. People's queries have a dozen.
    static let deepestNesting = 64
    /// How many levels a tree may have: a chain of operators has one for each. Code that walks a tree calls itself, and a
    /// thread may have no more than half a megabyte for that, which is enough for an optimised build.
    static let highestTree = 256

    var lexer: PromQLLexer
    var token: PromQLToken
    /// Where the token before ends.
    var lastEnd = 0
    var findings: [PromQLFinding] = []
    var features: [PromQLFeatureUse] = []
    private(set) var hasGivenUp = false
    private var nesting = 0
    /// The levels of the expression that was read last.
    var height = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>, templates: PromQLTemplates) {
        lexer = PromQLLexer(bytes, templates: templates)
        token = lexer.next()
    }

    mutating func parseQuery() -> PromQLExpression {
        if token.kind == .end {
            report(.empty, token.span)
            return missing()
        }
        let expression = parseExpression(.or)
        if token.kind != .end { reportUnexpected(.operatorOrEnd) }
        return expression
    }

    // MARK: Tokens

    mutating func advance() {
        lastEnd = token.end
        token = lexer.next()
    }

    /// - Returns: Whether it was there.
    mutating func take(_ kind: PromQLToken.Kind) -> Bool {
        guard token.kind == kind else { return false }
        advance()
        return true
    }

    mutating func takeKeyword(_ keyword: PromQLKeyword) -> Bool {
        guard token.kind == .word, token.keyword == keyword else { return false }
        advance()
        return true
    }

    func isNext(_ byte: UInt8) -> Bool {
        var lookahead = lexer
        let next = lookahead.next()
        return next.kind != .end && lexer.bytes[next.start] == byte
    }

    func span(from start: Int) -> PromQLSpan { PromQLSpan(start..<max(start, lastEnd)) }

    /// An expression that should be before the token. What it is a part of reaches up to there.
    mutating func missing() -> PromQLExpression {
        lastEnd = token.start
        return PromQLExpression(.missing, span: PromQLSpan(token.start..<token.start))
    }

    // MARK: Faults

    mutating func report(_ fault: PromQLFault, _ span: PromQLSpan) {
        if !hasGivenUp { findings.append(PromQLFinding(fault, span)) }
    }

    mutating func use(_ feature: PromQLFeature, _ span: PromQLSpan) {
        features.append(PromQLFeatureUse(feature, span))
    }

    /// The parser may come to the same token several times, and the lexer reports a bad one itself.
    mutating func reportUnexpected(_ expected: PromQLFault.Expectation) {
        guard token.kind != .bad, lastUnexpected != token.start else { return }
        lastUnexpected = token.start
        let isLong = token.end - token.start > 40
        let found = token.kind == .end ? "" : lexer.text(token.start, isLong ? token.start + 40 : token.end)
        report(.unexpected(found: isLong ? found + "…" : found, expected: expected), token.span)
    }

    private var lastUnexpected = -1

    /// A query that goes on with its end is not complete.
    mutating func reportUnclosed(_ bracket: Character, from start: Int, expected: PromQLFault.Expectation) {
        // A string without its end has swallowed the bracket.
        if token.kind == .end, lexer.findings.last?.fault == .unterminatedString { return }
        if token.kind == .end, lastUnexpected != token.start {
            lastUnexpected = token.start
            report(.unclosed(bracket), PromQLSpan(start..<start + 1))
        } else {
            reportUnexpected(expected)
        }
    }

    // MARK: Depth

    /// Every expression within another is read in this.
    mutating func nested(_ parse: (inout Self) -> PromQLExpression) -> PromQLExpression {
        nesting += 1
        defer { nesting -= 1 }
        guard nesting <= Self.deepestNesting else {
            giveUp(limit: Self.deepestNesting)
            return missing()
        }
        return parse(&self)
    }

    /// Nothing behind this place is read. What is found afterwards would only follow from that.
    mutating func giveUp(limit: Int) {
        report(.tooDeep(limit: limit), token.span)
        hasGivenUp = true
        lexer.position = lexer.bytes.count
        token = PromQLToken(kind: .end, span: PromQLSpan(lexer.bytes.count..<lexer.bytes.count))
    }
}
