// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A string, or a name that could be written as one. It may have holes.
package struct PromQLString: Sendable {
    package enum Form: Equatable, Sendable {
        case whole(String)
        /// At least one of them is a hole.
        case pieces([Piece])
    }

    package enum Piece: Equatable, Sendable {
        /// The characters themselves, without escapes.
        case literal(String)
        case hole(PromQLHole)

        package static func variable(_ variable: GrafanaVariable) -> Self { .hole(.variable(variable)) }
    }

    /// What a value that is inserted has to be escaped for.
    package enum Quote: String, Sendable {
        case double = "\""
        case single = "'"
        case raw = "`"
    }

    package let form: Form
    /// Other quotes than double ones are kept only around holes.
    package let quote: Quote
    /// With the quotes, where there are some.
    package let span: PromQLSpan

    package init(_ text: String, span: PromQLSpan = .none) {
        form = .whole(text)
        quote = .double
        self.span = span
    }

    package init(_ pieces: [Piece], quote: Quote = .double, span: PromQLSpan = .none) {
        switch pieces.first {
        case nil: form = .whole("")
        case .literal(let text) where pieces.count == 1: form = .whole(text)
        default: form = .pieces(pieces)
        }
        if case .pieces = form { self.quote = quote } else { self.quote = .double }
        self.span = span
    }

    package static func variable(_ variable: GrafanaVariable) -> PromQLString { PromQLString([.variable(variable)]) }

    /// Nil if there are holes.
    package var text: String? {
        guard case .whole(let text) = form else { return nil }
        return text
    }

    package var pieces: [Piece] {
        switch form {
        case .whole(let text): [.literal(text)]
        case .pieces(let pieces): pieces
        }
    }

    /// The hole that is the whole string.
    package var onlyHole: PromQLHole? {
        guard case .pieces(let pieces) = form, pieces.count == 1, case .hole(let hole) = pieces[0] else { return nil }
        return hole
    }
}

extension PromQLString: Equatable {
    package static func == (left: PromQLString, right: PromQLString) -> Bool {
        left.form == right.form && left.quote == right.quote
    }
}

extension PromQLString: ExpressibleByStringLiteral {
    package init(stringLiteral text: String) { self.init(text) }
}
