// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import PromQLSyntax
import QueryMeaning
import ReferenceFiles
import SpecDiagnostics

enum RawCounter {
    static let rule = Rule(code: "MG4502", name: "raw-counter", severity: .warning)
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A counter says how much its process has counted since it started. That number depends on when the last restart \
            was: it says nothing about now, and it falls to 0 with each restart. The same is true of a share, a mean or a \
            quantile of such numbers: what happened weeks ago still counts, and what happens now hardly shows. Take the \
            `rate` of a counter, or its `increase`, before it is shown, compared, added or divided.

            Where the number itself doesn't matter, nothing is reported: inside `count`, `group`, `absent`, `changes`, \
            `resets`, `timestamp` and their like, to the right of `unless` and `and`, and in `x * 0`, `x - x offset 1h` and \
            `started - finished`.
            """,
        badExample: """
            # shop_orders_total is a counter
            sum by (branch) (shop_orders_total) > 100
            """,
        goodExample: """
            # shop_orders_total is a counter
            sum by (branch) (increase(shop_orders_total[1h])) > 100
            """)

    static func findings(_ query: CheckedQuery) -> [Finding] {
        guard query.hasValues, !query.onlySelects else { return [] }
        var shares: Set<Int> = []
        return query.meaning.nodes.indices.compactMap { index in
            let node = query.meaning.nodes[index]
            guard let selector = node.selector, node.result.values.isRawCounter else { return nil }
            guard let use = query.rawUse(of: index) else { return nil }
            if case .share(let division) = use {
                return shares.insert(division).inserted ? query.share(at: division) : nil
            }
            let name = selector.series.metricName ?? ""
            return query.finding(
                rule, at: selector.span,
                "\(query.subject(name)) is \(use.word) without `rate`, `irate` or `increase`",
                notes: ["its value is what its process has counted since it started, and falls to 0 with each restart"],
                help: query.help(name, node.result.values.role))
        }
    }
}

extension QueryCheck {
    static let rawCounter = QueryCheck([RawCounter.explained], eachQuery: RawCounter.findings)
}

/// What is done with the value of a counter.
private enum RawUse {
    case shown, compared, added, divided, multiplied, recorded
    /// The counter is one side of a division, and another one the other side: the index of the division's node.
    case share(Int)

    var word: String {
        switch self {
        case .shown: "shown"
        case .compared: "compared"
        case .added: "added"
        case .divided, .share: "divided"
        case .multiplied: "multiplied"
        case .recorded: "recorded"
        }
    }
}

extension CheckedQuery {
    /// Whether it is a selector and no more, where that may be a way to write which series are meant: in a page, or in a rule
    /// that only gives another name to series.
    fileprivate var onlySelects: Bool {
        guard meaning.nodes.last.map({ $0.expression.innermost.isSelector }) == true else { return false }
        return switch query.use {
        case .page: true
        case .rule(let index): file.file.rules[index].kind == .recording
        default: false
        }
    }

    /// What is done with the value of a selector; nil where the value doesn't matter.
    fileprivate func rawUse(of selector: Int) -> RawUse? {
        var use: RawUse?
        var child = selector
        while let parent = meaning.nodes[child].parent {
            switch meaning.nodes[parent].expression.form {
            case .call(let function, _):
                guard let name = function.text, PromQLFunction.named(name) != nil, !Self.ignoringValues.contains(name),
                    !DeltaOfCounter.functions.contains(name)
                else { return nil }
            case .aggregation(let aggregation):
                if aggregation.operation == .count || aggregation.operation == .group { return nil }
            case .binary(let operation):
                let sides = meaning.children(of: parent)
                guard sides.count == 2,
                    !(operation.operation.joinsValues && isChange(of: selector, sides))
                else { return nil }
                let areRaw = sides.allSatisfy { meaning.nodes[$0].result.values.isRawCounter }
                switch operation.operation {
                case .unless where child == sides[1]: return nil
                // Whether there is something is a condition.
                case .and where child == sides[1] && (use == nil || meaning.nodes[child].expression.isAboveZero):
                    return nil
                // `started - finished` is what is in progress: both start again together.
                case .subtract where areRaw && meaning.nodes[selector].result.values.role != .bucket: return nil
                // Only which series there are is left.
                case .multiply where operation.left.constant == 0 || operation.right.constant == 0: return nil
                case .divide where areRaw: use = .share(parent)
                default: use = use ?? Self.use(operation.operation)
                }
            default: break
            }
            child = parent
        }
        if let use { return use }
        if case .rule(let index) = query.use, file.file.rules[index].kind == .recording { return .recorded }
        return .shown
    }

    /// Functions to which only the existence, the age or the movement of samples matters, and those for counters.
    private static let ignoringValues: Set<String> = [
        "absent", "absent_over_time", "present_over_time", "changes", "resets", "count_over_time", "timestamp",
        "increase", "irate", "rate",
    ]

    private static func use(_ operation: BinaryOperator) -> RawUse? {
        switch operation {
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: .compared
        case .add, .subtract: .added
        case .divide, .modulo: .divided
        case .multiply, .power, .atan2: .multiplied
        case .and, .or, .unless, .trimLower, .trimUpper: nil
        }
    }

    /// Whether the sides of an operator are the same series at two times: `x - x offset 1h`.
    private func isChange(of selector: Int, _ sides: [Int]) -> Bool {
        guard let name = meaning.nodes[selector].selector?.series.metricName else { return false }
        let shifts = sides.map { side in
            meaning.nodes[side].expression.shifts(of: name)
        }
        return shifts.allSatisfy { !$0.isEmpty } && shifts[0] != shifts[1]
    }

    fileprivate func subject(_ name: String) -> String {
        guard let known = metrics[name] else { return "`\(name)`, which counters are added up in," }
        return known.description.role == .value ? "the counter `\(name)`" : "`\(name)`, which is a counter,"
    }

    fileprivate func help(_ name: String, _ role: SeriesDescription.Role?) -> String {
        if metrics[name] == nil { return "record the sum of the rates instead" }
        return role == .bucket
            ? "write `rate(\(name)[5m])`: then only what was observed in that time counts"
            : "write `rate(\(name)[5m])` for the growth per second, or `increase(\(name)[1h])` for the growth within an hour"
    }

    fileprivate func share(at division: Int) -> Finding {
        let node = meaning.nodes[division]
        let isMean = node.result.values == .mean
        return finding(
            RawCounter.rule, at: node.expression.span,
            isMean
                ? "this mean is of everything since each process started"
                : "this divides counters, so everything since each process started counts",
            notes: ["what happened long ago still counts, what happens now hardly shows, and each restart is a jump"],
            help: "divide the growth of one by that of the other: `rate(a[5m]) / rate(b[5m])`")
    }
}

extension PromQLExpression {
    /// Without the parentheses around it, and the functions that only set labels.
    fileprivate var innermost: PromQLExpression {
        switch form {
        case .parentheses(let inner): inner.innermost
        case .call(let function, let arguments) where ["label_replace", "label_join"].contains(function.text):
            arguments.first?.innermost ?? self
        default: self
        }
    }

    /// `x > 0`.
    fileprivate var isAboveZero: Bool {
        guard case .binary(let operation) = insideParentheses.form, !operation.isBool else { return false }
        return [.greater, .notEqual].contains(operation.operation) && operation.right.constant == 0
    }

    fileprivate var isSelector: Bool {
        switch form {
        case .vector, .range: true
        default: false
        }
    }

    /// At which times it selects series of a name.
    fileprivate func shifts(of name: String) -> [TimeShift] {
        switch form {
        case .vector(let series, let shift), .range(let series, _, let shift):
            series.metricName == name ? [shift] : []
        case .aggregation(let aggregation): aggregation.argument.shifts(of: name)
        default: parts.flatMap { $0.shifts(of: name) }
        }
    }
}
