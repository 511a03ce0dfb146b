// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import QueryMeaning
import SpecDiagnostics

/// Why the series of an expression can't have a label.
package enum LabelLoss: Sendable {
    /// Nothing in the expression has it. The names are those of the series in it that are known.
    case unknown(series: [String])
    /// An expression in it has the label, and this one, which contains it, doesn't.
    case dropped(by: QueryMeaning.Node)
}

extension CheckedQuery {
    /// Labels that Prometheus itself gives a meaning, and that a query may name anywhere.
    static let reservedLabels: Set<String> = ["__name__", "__type__", "__unit__", "__schema_url__", "__semconv_url__"]

    /// Why no series of an expression has a label; nil if some may have it.
    package func loss(of label: String, at node: Int) -> LabelLoss? {
        guard !Self.reservedLabels.contains(label), meaning.nodes[node].result.mayHaveSeries,
            meaning.nodes[node].result.labels[label] == .impossible
        else { return nil }
        var series: [String] = []
        if let dropping = dropping(label, at: node, &series) { return .dropped(by: dropping) }
        return .unknown(series: series)
    }

    /// The same for the result of the whole query, which legends and the templates of alerts see.
    package func lossInResult(of label: String) -> LabelLoss? { loss(of: label, at: meaning.nodes.count - 1) }

    private func dropping(_ label: String, at index: Int, _ series: inout [String]) -> QueryMeaning.Node? {
        let node = meaning.nodes[index]
        if case .vector(let selector, _) = node.expression.form { series += selector.names ?? [] }
        if case .range(let selector, _, _) = node.expression.form { series += selector.names ?? [] }
        let sources = labelSources(of: index)
        if sources.contains(where: { meaning.nodes[$0].result.labels[label] != .impossible }) { return node }
        for source in sources {
            if let found = dropping(label, at: source, &series) { return found }
        }
        return nil
    }

    /// The operands and arguments whose labels an expression passes on.
    private func labelSources(of index: Int) -> [Int] {
        let children = meaning.children(of: index).filter { meaning.nodes[$0].result.mayHaveSeries }
        guard case .binary(let operation) = meaning.nodes[index].expression.form, children.count == 2 else {
            return children
        }
        switch (operation.operation, operation.matching?.group) {
        case (.and, _), (.unless, _): return [children[0]]
        default: return children
        }
    }

    /// The labels that series of an expression may have, as far as they have names, but for those of the server.
    func nameableLabels(at node: Int) -> [String] {
        let labels = meaning.nodes[node].result.labels
        var names = labels.certain.union(labels.possible ?? [])
        for selector in meaning.nodes[node].expression.selectors {
            for name in selector.names ?? [] {
                guard let series = metrics[name] else { continue }
                names.formUnion(series.ownLabels.filter { labels[$0] != .impossible })
            }
        }
        return names.subtracting(Self.reservedLabels).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}

extension LabelLoss {
    /// The rest of a sentence about a label: "which …".
    var reason: String {
        switch self {
        case .unknown(let series):
            let names = Set(series)
            return (1...3).contains(names.count)
                ? "no series of \(names.sorted().quoted(joinedBy: "or")) has" : "no series here has"
        case .dropped(let node): return "\(node.expression.operatorText) dropped"
        }
    }

    /// The part of the query that drops the label.
    var place: PromQLSpan? {
        guard case .dropped(let node) = self else { return nil }
        return node.expression.operatorSpan
    }
}

extension PromQLExpression {
    /// The function, aggregation or operator, as a message names it.
    var operatorText: String {
        switch form {
        case .call(let function, _): (function.text ?? "the function").quoted
        case .aggregation(let aggregation): aggregation.operation.rawValue.quoted
        case .aggregationTemplate: "the aggregation"
        case .binary(let operation):
            (operation.operation.rawValue + (operation.matching.map { " " + $0.text } ?? "")).quoted
        default: "the expression"
        }
    }

    var operatorSpan: PromQLSpan {
        switch form {
        case .call(let function, _): function.span
        case .aggregation(let aggregation):
            PromQLSpan(Int(span.start)..<Int(span.start) + aggregation.operation.rawValue.utf8.count)
        case .binary(let operation): operation.operatorSpan
        default: span
        }
    }
}

extension VectorMatching {
    fileprivate var text: String {
        switch labels {
        case .on(let labels): "on (\(labels.map { $0.text ?? "…" }.joined(separator: ", ")))"
        case .ignoring(let labels): "ignoring (\(labels.map { $0.text ?? "…" }.joined(separator: ", ")))"
        }
    }
}
