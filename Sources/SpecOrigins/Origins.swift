// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel

/// Where a spec says what its model has: beside the model, for findings to point at.
///
/// A place is asked for by the names that lead to it, such as the unit of the panel of a metric. So every key of the
/// language has one, and nothing is stored for a model whose findings nobody asks for.
package struct Origins: Sendable {
    /// Something that a spec gives a name.
    package enum Part: Sendable, Hashable {
        /// The root spec itself.
        case spec
        case product
        case parameter(String)
        /// Of the values of a parameter.
        case choice(String, ofParameter: String)
        case label(String)
        /// Of the labels of the product, by their keys.
        case value(String, ofLabel: String)
        /// A label that a metric describes itself, by its key.
        case ownLabel(String, of: Metric.ID)
        case ownValue(String, ofLabel: String, of: Metric.ID)
        case bucketSet(String)
        /// One that the spec declares.
        case unit(String)
        case group(String)
        case metric(Metric.ID)
        case state(String, ofMetric: Metric.ID)
        case derived(String)
        case alert(String)
        /// A service level objective.
        case objective(String)
    }

    /// A key of a part, or of a mapping in it, as people write it.
    package struct Field: Sendable, Hashable {
        package let keys: [String]

        package init(_ keys: String...) { self.keys = keys }

        package init(keys: [String]) { self.keys = keys }
    }

    /// A key and its value, or a name and what is declared under it.
    package struct Place: Sendable, Equatable {
        package let key: Span
        package let value: Span

        package init(key: Span, value: Span) {
            self.key = key
            self.value = value
        }
    }

    /// What is asked of a source of places.
    package struct Question: Sendable {
        package let part: Part
        /// Nil for the part itself.
        package let field: Field?
        /// One of these strings in the field, which may be a list; empty for the whole field.
        package let texts: [String]
    }

    private let place: @Sendable (Question) -> Place?
    private let source: SourceID

    /// - Parameters:
    ///   - source: the text of the root spec.
    ///   - place: finds a place; nil where the spec doesn't say what is asked for.
    package init(in source: SourceID, place: @escaping @Sendable (Question) -> Place?) {
        self.source = source
        self.place = place
    }

    /// Of a model that no file describes: everything is at the start of nothing.
    package static let none = Origins(in: SourceID(index: 0)) { _ in nil }

    /// The start of the root spec: the place of what isn't written anywhere.
    private var start: Span {
        let start = Position(line: 1, column: 1)
        return Span(source: source, start: start, end: start)
    }

    /// Where a part gets its name.
    package func name(of part: Part) -> Span {
        place(Question(part: part, field: nil, texts: []))?.key ?? start
    }

    /// A field that is written; nil for one that isn't.
    package func written(_ field: Field, of part: Part) -> Place? {
        place(Question(part: part, field: field, texts: []))
    }

    /// The value of a field, or the name of its part where the field isn't written.
    package func value(of field: Field, of part: Part) -> Span { written(field, of: part)?.value ?? name(of: part) }

    /// The string in a field that is one of these, or the whole field where it has none of them.
    package func value(of field: Field, saying texts: [String], of part: Part) -> Span {
        place(Question(part: part, field: field, texts: texts))?.value ?? value(of: field, of: part)
    }
}

extension Origins.Field {
    // Of metrics
    package static let help = Self("help")
    package static let mode = Self("multiprocess")
    package static let condition = Self("if")
    package static let since = Self("since")
    package static let deprecated = Self("deprecated")
    package static let replacements = Self("deprecated", "replaced_by")
    package static let panel = Self("panel")
    package static let panelKind = Self("panel", "kind")
    package static let panelUnit = Self("panel", "unit")
    package static let seriesLimit = Self("max_series")
    // Of the product
    package static let productName = Self("name")
    package static let prefix = Self("prefix")
    package static let labels = Self("labels")

    /// Each field that is asked for by a name of its own, with a part that can have it.
    package static let named: [(field: Self, of: Origins.Part)] =
        [help, mode, condition, since, deprecated, replacements, panel, panelKind, panelUnit, seriesLimit].map {
            ($0, .metric(Metric.ID(key: "")))
        }
        + [productName, prefix, labels].map { ($0, .product) }
}
