// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax

/// What a query means, node by node: the type of each result, the families that flow into it, the labels that its series
/// have, and what its values count.
package struct QueryMeaning: Sendable {
    /// Each node after the nodes that it contains; the last one is the whole query.
    package let nodes: [Node]

    package struct Node: Sendable {
        package let expression: PromQLExpression
        package let result: QueryResult
        /// The index of the node that contains it; nil for the whole query.
        package internal(set) var parent: Int?
    }

    package init(_ query: PromQLExpression, metrics: KnownMetrics) {
        var inference = Inference(metrics: metrics)
        _ = inference.result(of: query)
        nodes = inference.nodes
    }

    package var result: QueryResult { nodes.last?.result ?? QueryResult(.unknown) }

    /// The nodes that contain a node, from the nearest to the whole query.
    package func ancestors(of index: Int) -> some Sequence<Node> {
        sequence(first: index) { nodes[$0].parent }.lazy.dropFirst().map { nodes[$0] }
    }

    /// The direct operands and arguments of a node, in the order of the query.
    package func children(of index: Int) -> [Int] {
        // A node comes after all that it contains.
        var children: [Int] = []
        var next = index - 1
        while next >= 0, nodes[next].parent.map({ $0 <= index }) ?? false {
            if nodes[next].parent == index { children.append(next) }
            next -= 1
        }
        return children.reversed()
    }
}

/// What is known of the result of an expression.
package struct QueryResult: Equatable, Sendable {
    package var type: PromQLType
    /// Full names of metrics, in the order in which the query has them.
    package var metrics: [String]
    package var labels: LabelKnowledge
    package var unit: QueryUnit
    package var values = ValueKind.unknown

    init(_ type: PromQLType, metrics: [String] = [], labels: LabelKnowledge = .none, unit: QueryUnit = .unknown) {
        self.type = type
        self.metrics = metrics
        self.labels = labels
        self.unit = unit
    }

    package var mayHaveSeries: Bool {
        switch type {
        case .vector, .matrix, .unknown: true
        case .scalar, .string: false
        }
    }

    static func scalar(_ unit: QueryUnit = .number) -> QueryResult { QueryResult(.scalar, unit: unit) }

    /// The same with another type, or without its name.
    func with(type: PromQLType? = nil, hasName: Bool = true, unit: QueryUnit? = nil) -> QueryResult {
        var result = self
        if let type { result.type = type }
        if !hasName { result.labels = result.labels.withoutName }
        if let unit { result.unit = unit }
        return result
    }
}
