// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import QueryMeaning
import SpecDiagnostics

/// What Prometheus only finds when it evaluates a query.
enum InvalidArgument {
    static let rule = Rule(code: "MG4806", name: "invalid-argument")
    static let explained = ExplainedRule(
        rule,
        explanation: """
            Prometheus accepts the query and fails when it evaluates it, or the result is wrong: a pattern of \
            `label_replace` that isn't a regular expression, an empty name for a label, a quantile outside of 0 to 1, \
            which is always infinite, a `topk` of 0 series, a `$2` where the pattern has one group. `promtool` doesn't say \
            so.
            """,
        badExample: "histogram_quantile(95, sum by (le) (rate(shop_door_seconds_bucket[5m])))",
        goodExample: "histogram_quantile(0.95, sum by (le) (rate(shop_door_seconds_bucket[5m])))")

    static let legacyRule = Rule(code: "MG4807", name: "label-name-of-prometheus-3", severity: .warning)
    static let legacyExplained = ExplainedRule(
        legacyRule,
        explanation: """
            Prometheus 2 refuses this name of a label when it evaluates the query. Prometheus 3 takes it, but later \
            queries can only use it in quotes. Most likely it is a slip.
            """,
        badExample: #"label_replace(rate(shop_orders_total[5m]), "branch-code", "$1", "branch", "(..).*")"#,
        goodExample: #"label_replace(rate(shop_orders_total[5m]), "branch_code", "$1", "branch", "(..).*")"#)

    static func findings(_ query: CheckedQuery) -> [Finding] {
        guard query.reading.findings.isEmpty else { return [] }
        return query.meaning.nodes.flatMap { node -> [Finding] in
            switch node.expression.form {
            case .call(let function, let arguments):
                switch function.text {
                case "label_replace":
                    // The label that it reads may be any string. An empty one is for a label with a fixed value.
                    return labelNames([1], of: arguments, query) + pattern(arguments, query)
                        + replacement(arguments, query)
                case "label_join": return labelNames([1] + Array(3..<max(3, arguments.count)), of: arguments, query)
                case "histogram_quantile", "quantile_over_time": return quantile(arguments.first, query)
                default: return []
                }
            case .aggregation(let aggregation):
                switch aggregation.operation {
                case .quantile: return quantile(aggregation.parameter, query)
                case .topk, .bottomk, .limitk: return count(aggregation.parameter, aggregation.operation, query)
                case .countValues: return labelNames([0], of: [aggregation.parameter].compactMap { $0 }, query)
                default: return []
                }
            default: return []
            }
        }
    }

    private static func string(_ index: Int, of arguments: [PromQLExpression]) -> (PromQLString, String)? {
        guard index < arguments.count, case .string(let string) = arguments[index].form, let text = string.text else {
            return nil
        }
        return (string, text)
    }

    private static func labelNames(_ indices: [Int], of arguments: [PromQLExpression], _ query: CheckedQuery)
        -> [Finding]
    {
        indices.compactMap { index in
            guard let (string, name) = string(index, of: arguments) else { return nil }
            if name.isEmpty {
                return query.finding(
                    rule, at: string.span, "a label can't have an empty name", help: "write the name of a label")
            }
            return PromQLName.isLabel(name)
                ? nil
                : query.finding(
                    legacyRule, at: string.span, "Prometheus 2 refuses \(quoted: name) as the name of a label",
                    help: "use letters, digits and `_`")
        }
    }

    private static func pattern(_ arguments: [PromQLExpression], _ query: CheckedQuery) -> [Finding] {
        guard let (string, pattern) = string(4, of: arguments),
            case .invalid(let fault) = RegularExpression.read(pattern)
        else { return [] }
        return [
            query.finding(
                rule, at: string.span, fault.message,
                help: "correct the pattern: Prometheus fails when it evaluates the query")
        ]
    }

    /// A group that the pattern of `label_replace` doesn't have.
    private static func replacement(_ arguments: [PromQLExpression], _ query: CheckedQuery) -> [Finding] {
        guard let (written, template) = string(2, of: arguments), let (_, pattern) = string(4, of: arguments),
            case .valid = RegularExpression.read(pattern), let groups = PatternGroups(pattern)
        else { return [] }
        return GroupReference.all(in: template).compactMap { reference in
            guard !groups.has(reference.name) else { return nil }
            let number = reference.name.prefix { $0.isNumber }
            let rest = reference.name.dropFirst(number.count)
            let isCutWrong = !reference.isInBraces && !rest.isEmpty && groups.has(String(number))
            return query.finding(
                rule, at: written.place(of: reference.range),
                "the pattern has no group \(reference.name.quoted), so nothing is written here",
                help: isCutWrong
                    ? "write \("${\(number)}\(rest)".quoted)"
                    : "a group is in parentheses in the pattern; the first is `$1`")
        }
    }

    private static func count(
        _ argument: PromQLExpression?, _ operation: AggregationOperator, _ query: CheckedQuery
    ) -> [Finding] {
        guard let argument, let number = argument.constant, number < 1 else { return [] }
        return [
            query.finding(
                rule, at: argument.span, "`\(operation.rawValue)` of fewer than one series has no result",
                help: "write how many series it should choose, such as 5")
        ]
    }

    private static func quantile(_ argument: PromQLExpression?, _ query: CheckedQuery) -> [Finding] {
        guard let argument, case .number(let number) = argument.form, !number.isNaN, number < 0 || number > 1 else {
            return []
        }
        return [
            query.finding(
                rule, at: argument.span,
                "a quantile is between 0 and 1: this result is always \(number < 0 ? "-Inf" : "+Inf")",
                help: number >= 2 && number <= 100
                    ? "write \(number / 100)" : "write a number from 0 to 1, such as 0.99")
        ]
    }
}

extension QueryCheck {
    static let invalidArgument = QueryCheck(
        [InvalidArgument.explained, InvalidArgument.legacyExplained], eachQuery: InvalidArgument.findings)
}
