// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import QueryMeaning
import SpecDiagnostics

enum UnreachableThreshold {
    static let rule = Rule(code: "MG4602", name: "unreachable-threshold", severity: .warning)
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A share goes from 0 to 1, and a percentage from 0 to 100. A comparison with more than that has the same result \
            for ever: an alert above it never fires, and one below it always does. Mostly a percentage was meant where the \
            metric is a share: write 0.9 for 90 %.
            """,
        badExample: """
            # shop_shelf_fill_ratio is a gauge from 0 to 1
            max by (branch) (shop_shelf_fill_ratio) > 90
            """,
        goodExample: """
            # shop_shelf_fill_ratio is a gauge from 0 to 1
            max by (branch) (shop_shelf_fill_ratio) > 0.9
            """)

    static func findings(_ query: CheckedQuery) -> [Finding] {
        guard query.hasValues else { return [] }
        return query.meaning.nodes.indices.compactMap { index in
            guard case .binary(let operation) = query.meaning.nodes[index].expression.form,
                operation.operation.isComparison, operation.operation != .notEqual
            else { return nil }
            let sides = query.meaning.children(of: index).map { query.meaning.nodes[$0] }
            guard sides.count == 2 else { return nil }
            let (value, limit) = sides[0].expression.constant == nil ? (sides[0], sides[1]) : (sides[1], sides[0])
            let isLeft = sides[0].expression.constant == nil
            guard let threshold = limit.expression.constant, let most = value.mostOfShare, threshold > most
            else { return nil }
            let isNever =
                switch operation.operation {
                case .greater, .greaterOrEqual: isLeft
                case .less, .lessOrEqual: !isLeft
                default: true
                }
            return query.finding(
                rule, at: limit.expression.span,
                isNever
                    ? "a share of at most \(most.short) never reaches \(threshold.short)"
                    : "a share of at most \(most.short) is always below \(threshold.short)",
                help: most == 1 && threshold >= 2 && threshold <= 100
                    ? "write \((threshold / 100).short) for \(threshold.short) %"
                    : "compare with a number from 0 to \(most.short)")
        }
    }
}

extension QueryCheck {
    static let unreachableThreshold = QueryCheck(
        [UnreachableThreshold.explained], eachQuery: UnreachableThreshold.findings)
}

extension QueryMeaning.Node {
    /// The largest value that a share can have; nil where that isn't certain.
    fileprivate var mostOfShare: Double? {
        guard result.values == .ratio, let scale = result.unit.scale, result.unit.isNumber, result.unit.isNamed,
            expression.isCertainlyShare(of: (1 / scale * 1e6).rounded() / 1e6)
        else { return nil }
        return (1 / scale * 1e6).rounded() / 1e6
    }
}

extension PromQLExpression {
    /// Whether it is a gauge that is a share, or a part of some series divided by all of them.
    ///
    /// - Parameter whole: what it is at most.
    fileprivate func isCertainlyShare(of whole: Double) -> Bool {
        switch form {
        case .vector, .range: return true
        case .parentheses(let inner), .subquery(let inner, _, _, _): return inner.isCertainlyShare(of: whole)
        case .aggregation(let aggregation):
            return aggregation.operation != .sum && aggregation.argument.isCertainlyShare(of: whole)
        case .call(_, let arguments):
            let series = arguments.filter { $0.constant == nil }
            return series.count == 1 && series[0].isCertainlyShare(of: whole)
        case .binary(let operation):
            switch (operation.operation, operation.left.constant, operation.right.constant) {
            // `x * 100` is at most 100 if `x` is at most 1.
            case (.multiply, let factor?, nil): return operation.right.isCertainlyShare(of: whole / factor)
            case (.multiply, nil, let factor?): return operation.left.isCertainlyShare(of: whole / factor)
            case (.divide, nil, let divisor?): return operation.left.isCertainlyShare(of: whole * divisor)
            // `1 - x`.
            case (.subtract, let minuend?, nil):
                return minuend == whole && operation.right.isCertainlyShare(of: whole)
            case (.divide, nil, nil):
                return operation.matching?.group == nil && operation.left.isPart(of: operation.right)
            default: return false
            }
        case .unary, .number, .duration, .string, .hole, .numberTemplate, .aggregationTemplate, .missing: return false
        }
    }

    /// Whether it is the same as another expression, but for matchers that select fewer series.
    private func isPart(of whole: PromQLExpression) -> Bool {
        switch (insideParentheses.form, whole.insideParentheses.form) {
        case (.vector(let part, let shift), .vector(let all, let other)): shift == other && part.isPart(of: all)
        case (.range(let part, let range, let shift), .range(let all, let otherRange, let other)):
            shift == other && range == otherRange && part.isPart(of: all)
        case (.call(let function, let arguments), .call(let other, let others)):
            function == other && arguments.count == 1 && others.count == 1
                && ["rate", "irate", "increase"].contains(function.text) && arguments[0].isPart(of: others[0])
        case (.aggregation(let part), .aggregation(let all)):
            part.operation == .sum && all.operation == .sum && part.grouping == all.grouping
                && part.argument.isPart(of: all.argument)
        // What is divided by may leave out zeros.
        case (_, .binary(let all)):
            all.operation.isComparison && !all.isBool && all.right.constant == 0 && isPart(of: all.left)
        default: false
        }
    }
}

extension SeriesSelector {
    fileprivate func isPart(of whole: SeriesSelector) -> Bool {
        name == whole.name && name?.text != nil && holes == whole.holes
            && whole.matchers.allSatisfy { matchers.contains($0) }
    }
}
