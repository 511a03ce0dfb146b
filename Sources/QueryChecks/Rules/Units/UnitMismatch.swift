// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import QueryMeaning
import SpecDiagnostics

enum UnitMismatch {
    static let rule = Rule(code: "MG4601", name: "unit-mismatch", severity: .warning)
    static let explained = ExplainedRule(
        rule,
        explanation: """
            Two values can be compared or added only if they count the same: seconds and bytes can't, and neither can seconds \
            and milliseconds. Prometheus calculates with the numbers alone and reports nothing. The units are those of the \
            spec; `rate` makes them a rate per second, and a number in the query converts them where that is certain: \
            seconds `* 1000` are milliseconds, a share `* 100` is percent. Where a unit isn't known, nothing is reported.

            A number in the query has no unit. Only a point in time is never compared with a small one: `x > 300` asks \
            whether something happened after the first five minutes of 1970, and `time() - x > 300` whether it is longer ago \
            than five minutes. `x > 0` asks whether it has happened at all.
            """,
        badExample: """
            # shop_queue_requests is a gauge of requests
            sum(rate(shop_orders_total[5m])) > sum(shop_queue_requests)
            """,
        goodExample: """
            # shop_queue_requests is a gauge of requests
            sum(increase(shop_orders_total[5m])) > sum(shop_queue_requests)
            """)

    static func findings(_ query: CheckedQuery) -> [Finding] {
        guard query.hasValues else { return [] }
        return query.meaning.nodes.indices.compactMap { index in
            guard case .binary(let operation) = query.meaning.nodes[index].expression.form else { return nil }
            guard operation.left.constant == nil, operation.right.constant == nil else {
                return momentAndDuration(operation, at: index, in: query)
                    ?? restOfOtherWhole(operation, at: index, in: query)
            }
            let sides = query.meaning.children(of: index).map { query.meaning.nodes[$0].result }
            guard sides.count == 2, !fit(sides[0], operation.operation, sides[1]),
                query.comparedWithOther(at: index) == nil
            else { return nil }
            let word =
                switch operation.operation {
                case .add: "adds"
                case .subtract: "subtracts"
                case .or: "shows"
                default: "compares"
                }
            let (left, right) = (sides[0].unit, sides[1].unit)
            return query.finding(
                rule, at: query.span(ofOperator: operation),
                "this \(word) \(sides[0].countedInWords) \(operation.operation == .or ? "or" : "and") \(sides[1].countedInWords)",
                notes: ["Prometheus takes the numbers as they are"], help: conversion(left, right))
        }
    }

    /// A point in time that is compared with a number that can only be a duration.
    private static func momentAndDuration(
        _ operation: BinaryOperation, at index: Int, in query: CheckedQuery
    ) -> Finding? {
        guard operation.operation.isComparison,
            let (moment, number) = operation.left.constant == nil
                ? operation.right.constant.map({ (operation.left, $0) })
                : operation.left.constant.map({ (operation.right, $0) }),
            query.meaning.children(of: index).map({ query.meaning.nodes[$0] })
                .first(where: { $0.expression.span == moment.span })?.result.unit == QueryUnit(.unixSeconds),
            // 0 and -1 say that it never happened, 1 is often a flag; and no product is from before 1973.
            number > 1, number < 1e8
        else { return nil }
        let text = query.text(of: moment.insideParentheses.span)
        let isName = moment.insideParentheses.selector != nil && !text.contains("\n") && text.utf8.count <= 80
        return query.finding(
            rule, at: query.span(ofOperator: operation),
            "this compares a point in time, in seconds since 1970, with \(number.short), which is a duration",
            notes: ["every point in time since 1973 is more than that"],
            help: "`time() - \(isName ? text : "…")` is how many seconds ago it was")
    }

    /// `100 - x` of a share of 1, and `1 - x` of a percentage.
    private static func restOfOtherWhole(
        _ operation: BinaryOperation, at index: Int, in query: CheckedQuery
    ) -> Finding? {
        guard operation.operation == .subtract, let whole = operation.left.constant,
            let share = query.meaning.children(of: index).last.map({ query.meaning.nodes[$0].result }),
            share.values == .ratio, share.unit.isNumber, share.unit.hasScale(whole == 100 ? 1 : 0.01),
            whole == 100 || whole == 1
        else { return nil }
        let isOfOne = whole == 100
        return query.finding(
            rule, at: query.span(ofOperator: operation),
            "this subtracts \(share.countedInWords) from \(whole.short)",
            notes: ["Prometheus takes the numbers as they are"],
            help: isOfOne
                ? "write `1 - …`, or multiply the share by 100" : "write `100 - …`, or divide the percentage by 100")
    }

    private static func fit(_ left: QueryResult, _ operation: BinaryOperator, _ right: QueryResult) -> Bool {
        // A percentage and a share of 1 are both numbers, but it is known what they are.
        if left.values == .ratio, right.values == .ratio, operation.joinsValues || operation == .or,
            left.unit.isNamed, right.unit.isNamed
        {
            return left.unit == right.unit
        }
        switch operation {
        case .add, .subtract:
            // A moment and a duration are another moment.
            if left.unit.quantity == [.unixSeconds: 1], right.unit.isTime || right.unit.quantity == [.unixSeconds: 1] {
                return left.unit.scale == right.unit.scale
            }
            if operation == .add, left.unit.isTime, right.unit.quantity == [.unixSeconds: 1] {
                return left.unit.scale == right.unit.scale
            }
            return left.unit.fits(right.unit)
        // The replacement of a metric may count something else, but hardly the same in another scale.
        case .or: return left.unit.quantity != right.unit.quantity || left.unit.fits(right.unit)
        default: return !operation.joinsValues || left.unit.fits(right.unit)
        }
    }

    private static func conversion(_ left: QueryUnit, _ right: QueryUnit) -> String {
        guard left.quantity == right.quantity, let leftScale = left.scale, let rightScale = right.scale else {
            return "make both sides the same quantity, or compare with a number"
        }
        let factor = leftScale / rightScale
        return factor >= 1
            ? "multiply the left side by \(factor.short)" : "multiply the right side by \((1 / factor).short)"
    }
}

extension QueryCheck {
    static let unitMismatch = QueryCheck([UnitMismatch.explained], eachQuery: UnitMismatch.findings)
}

extension BinaryOperator {
    /// Whether the values of both sides have to count the same.
    var joinsValues: Bool { isComparison || self == .add || self == .subtract }
}

extension CheckedQuery {
    /// The operator itself, without `bool` and the labels behind it.
    func span(ofOperator operation: BinaryOperation) -> PromQLSpan {
        let start = operation.operatorSpan.range.lowerBound
        return PromQLSpan(start..<start + operation.operation.rawValue.utf8.count)
    }
}

extension Double {
    /// As people write it: `1000`, not `1000.0`.
    var short: String {
        let rounded = (self * 1e6).rounded() / 1e6
        return rounded == rounded.rounded() && rounded.magnitude < 1e15 ? "\(Int(rounded))" : "\(rounded)"
    }
}
