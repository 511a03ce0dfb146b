// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import QueryMeaning

/// Which parts of a query certainly have no result, at the release that is looked at.
struct EmptyResults {
    /// For each node.
    private(set) var isEmpty: [Bool] = []

    init(of query: CheckedQuery) {
        let operands = query.meaning.operands
        var names: [Int: [AskedName]] = [:]
        for asked in query.meaning.askedNames { names[asked.node, default: []].append(asked) }
        for (index, node) in query.meaning.nodes.enumerated() {
            let inner = operands[index].map { isEmpty[$0] }
            isEmpty.append(
                Self.isEmpty(node.expression, inner) {
                    let asked = names[index] ?? []
                    return !asked.isEmpty
                        && asked.allSatisfy { query.metrics.standing(of: $0.name).hasNoSeries }
                        || asked.count == 1
                            && query.metrics[asked[0].name].map { $0.known.excludes(node.expression.selector) } ?? false
                })
        }
    }

    /// - Parameters:
    ///   - inner: of its operands and arguments.
    ///   - selectsNothing: of a selector.
    private static func isEmpty(_ expression: PromQLExpression, _ inner: [Bool], selectsNothing: () -> Bool) -> Bool {
        switch expression.form {
        case .vector, .range: return selectsNothing()
        case .number, .duration, .string, .hole, .numberTemplate, .missing: return false
        case .subquery, .parentheses, .unary, .aggregation, .aggregationTemplate: return inner.last ?? false
        case .call(let function, _):
            switch function.text {
            // They have a result where their argument has none.
            case "absent", "absent_over_time", "scalar", nil: return false
            default: return inner.contains(true)
            }
        case .binary(let operation):
            guard inner.count == 2 else { return false }
            switch operation.operation {
            case .or: return inner[0] && inner[1]
            case .unless: return inner[0]
            default: return operation.fill == nil ? inner[0] || inner[1] : inner[0] && inner[1]
            }
        }
    }
}

extension KnownMetric {
    /// Whether a matcher wants a value that a label can't have.
    fileprivate func excludes(_ selector: SeriesSelector?) -> Bool {
        selector?.matchers.contains { matcher in
            // A label that the scrape has too is stored under another name.
            guard let label = matcher.label.text, label != "job", label != "instance", let wanted = matcher.value.text,
                let values = values(of: label),
                metric.kind == .stateset || metric.labels.contains(where: { $0.name == label })
            else { return false }
            let isOptional = metric.labels.contains { $0.name == label && !$0.isRequired }
            let possible = isOptional ? values + [""] : values
            switch matcher.operation {
            case .equal: return !possible.contains(wanted)
            case .matches:
                guard case .valid(let pattern) = RegularExpression.read(wanted) else { return false }
                return !possible.contains(where: pattern.matches)
            case .notEqual, .doesNotMatch: return false
            }
        } ?? false
    }
}
