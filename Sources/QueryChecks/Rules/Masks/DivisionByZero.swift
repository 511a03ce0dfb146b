// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import PromQLSyntax
import QueryMeaning
import SpecDiagnostics

enum DivisionByZero {
    static let rule = Rule(code: "MG4705", name: "division-by-zero", severity: .warning)
    static let explained = ExplainedRule(
        rule,
        explanation: """
            The query divides series by series and then adds up the quotients, or takes their mean. Where one divisor is 0, \
            its quotient is NaN or infinite, and so is the whole sum: one idle instance hides all others. Leave out \
            divisors of 0 with `> 0`, or divide a sum by a sum.
            """,
        badExample: "avg(rate(shop_sent_bytes_total[5m]) / rate(shop_busy_seconds_total[5m]))",
        goodExample: "avg(rate(shop_sent_bytes_total[5m]) / (rate(shop_busy_seconds_total[5m]) > 0))")

    static func findings(_ query: CheckedQuery) -> [Finding] {
        let divisions = query.meaning.nodes.indices.compactMap { index -> (divisor: Int, operation: BinaryOperation)? in
            guard case .binary(let operation) = query.meaning.nodes[index].expression.form,
                [.divide, .modulo].contains(operation.operation), operation.fill == nil, !operation.left.isGuarded,
                !operation.right.isGuarded, query.meaning.nodes[index - 1].result.type == .vector,
                // One divisor for a whole group spoils only that group.
                operation.matching?.group == nil, query.meaning.isAddedUp(index)
            else { return nil }
            return (index - 1, operation)
        }
        guard !divisions.isEmpty else { return [] }
        let bounds = ValueBounds.all(of: query)
        return divisions.compactMap { divisor, operation in
            guard bounds[divisor].least <= 0, bounds[divisor].most >= 0, operation.right.mayBeZero(query.metrics) else {
                return nil
            }
            return query.finding(
                rule, at: operation.right.span, "where this is 0, the whole result is NaN or infinite",
                help: "leave such series out with `> 0`, or divide a sum by a sum")
        }
    }
}

extension QueryCheck {
    static let divisionByZero = QueryCheck([DivisionByZero.explained], eachQuery: DivisionByZero.findings)
}

extension QueryMeaning {
    /// Whether nothing but parentheses is between several quotients and an aggregation that one NaN spoils. Where such
    /// an aggregation makes no sense at all, other rules say that.
    fileprivate func isAddedUp(_ index: Int) -> Bool {
        let quotient = nodes[index].result
        if quotient.labels.certain.isEmpty, quotient.labels.possible?.isEmpty == true { return false }
        for node in ancestors(of: index) {
            switch node.expression.form {
            case .parentheses: continue
            case .aggregation(let aggregation):
                return switch aggregation.operation {
                case .sum: quotient.values != .mean && quotient.values != .ratio
                case .avg: quotient.values != .mean
                case .stddev, .stdvar: true
                default: false
                }
            default: return false
            }
        }
        return false
    }
}

extension PromQLExpression {
    /// Whether something in it may leave values out, or replace them.
    fileprivate var isGuarded: Bool {
        switch form {
        case .hole, .numberTemplate, .aggregationTemplate, .missing: true
        case .call(let function, _) where ["clamp", "clamp_min"].contains(function.text): true
        case .binary(let operation) where operation.operation.isComparison || operation.operation.isSetOperator: true
        case .aggregation(let aggregation): aggregation.argument.isGuarded
        default: parts.contains(where: \.isGuarded)
        }
    }

    /// Whether its value is 0 at times, as far as anybody knows: something that is counted, or a gauge of it.
    fileprivate func mayBeZero(_ metrics: KnownMetrics) -> Bool {
        let series = selectors.map { $0.metricName.flatMap { metrics[$0] } }
        return !series.isEmpty
            && series.allSatisfy { series in
                guard let series else { return false }
                return series.description.movement == .counter || !series.saysLimit
            }
    }
}

extension KnownSeries {
    /// Whether the name of a gauge says that it is a limit, a size or a time, which are hardly ever 0.
    fileprivate var saysLimit: Bool {
        let words = metric.name.split { !$0.isLetter }
        return metric.unit == .unixSeconds
            || !Set(words).isDisjoint(with: [
                "limit", "max", "capacity", "size", "total", "quota", "budget", "available",
            ])
    }
}
