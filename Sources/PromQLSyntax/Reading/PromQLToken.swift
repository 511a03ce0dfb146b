// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A word, a number, a string or a sign of a query.
struct PromQLToken {
    enum Kind: UInt8 {
        case end
        /// A name or a keyword. It may have colons outside of braces and brackets.
        case word
        case number, duration
        case string
        /// Holes, perhaps with parts of a word or number beside them.
        case template
        /// A character that begins nothing. The lexer reports it.
        case bad
        /// A number or string with a fault, which the lexer reports.
        case faulty
        case leftParenthesis, rightParenthesis, leftBrace, rightBrace, leftBracket, rightBracket
        case comma, colon, at
        case plus, minus, star, slash, percent, caret
        case doubleEqual, notEqual, less, lessOrEqual, greater, greaterOrEqual, trimUpper, trimLower
        case equal, matches, doesNotMatch
    }

    var kind: Kind
    /// Of a string: whether it has neither holes nor escapes.
    var isPlain = true
    var keyword: PromQLKeyword?
    let span: PromQLSpan
    /// Of a number; of a duration in milliseconds.
    var value = 0.0

    var start: Int { Int(span.start) }
    var end: Int { Int(span.end) }
}
