// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import QueryMeaning

/// A name of series that a query asks for.
struct AskedName {
    let name: String
    /// The name in the query. In a matcher it is the whole value, with its quotes; of a pattern it is the alternative, if
    /// that is written out.
    let span: PromQLSpan
    /// The node of the selector.
    let node: Int
    let form: Form

    enum Form {
        /// `x` or `{"x"}`.
        case selector
        /// `{__name__="x"}`.
        case matcher
        /// One of several: `{__name__=~"x|y"}`.
        case alternative
    }
}

extension QueryMeaning {
    /// All names in a query, in its order. Names with holes aren't known, nor are patterns that many names match.
    var askedNames: [AskedName] {
        nodes.indices.flatMap { index -> [AskedName] in
            guard let selector = nodes[index].expression.selector else { return [] }
            return selector.possibleNames.map {
                AskedName(name: $0.name, span: $0.span, node: index, form: $0.form)
            }
        }
    }
}

extension PromQLExpression {
    /// The selector that it is, without those inside it.
    var selector: SeriesSelector? {
        switch form {
        case .vector(let selector, _), .range(let selector, _, _): selector
        default: nil
        }
    }
}

extension SeriesSelector {
    /// The names that it can select, where that is a known list; else none.
    fileprivate var possibleNames: [(name: String, span: PromQLSpan, form: AskedName.Form)] {
        if let name { return name.text.map { [($0, name.span, .selector)] } ?? [] }
        let named = matchers.filter { $0.label.text == "__name__" }
        // What the others leave isn't worth a calculation.
        guard holes.isEmpty, named.count == 1, let matcher = named.first, let text = matcher.value.text else {
            return []
        }
        switch matcher.operation {
        case .equal: return [(text, matcher.value.span, .matcher)]
        case .matches:
            guard case .valid(let pattern) = RegularExpression.read(text), let names = pattern.language(limit: 64),
                // Of a pattern such as `a_(b|c)_(d|e)` nobody expects that each combination exists.
                names.count == 1 || Self.isList(text)
            else { return [] }
            return names.map { name in
                (name, matcher.value.place(ofName: name), names.count == 1 ? .matcher : .alternative)
            }
        case .notEqual, .doesNotMatch: return []
        }
    }

    /// Whether a pattern is nothing but names with `|` between them, perhaps with a beginning and an end that all have.
    private static func isList(_ pattern: String) -> Bool {
        pattern.utf8.count { $0 == UInt8(ascii: "(") } <= 1
            && pattern.unicodeScalars.allSatisfy {
                $0.properties.isAlphabetic || ("0"..."9").contains($0) || "_:|()".unicodeScalars.contains($0)
            }
    }
}

extension PromQLString {
    /// The place of an alternative of a pattern that is nothing but a name; else of the whole pattern.
    fileprivate func place(ofName name: String) -> PromQLSpan {
        guard let text, let parts = RegularExpression.alternatives(in: text), parts.count > 1 else { return span }
        let bytes = Array(text.utf8)
        return parts.first { bytes[$0].elementsEqual(name.utf8) }.map(place(of:)) ?? span
    }
}
