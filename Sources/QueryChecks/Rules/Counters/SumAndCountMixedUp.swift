// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import PromQLSyntax
import QueryMeaning
import ReferenceFiles
import SpecDiagnostics
import SpecHistory

enum SumAndCountMixedUp {
    static let rule = Rule(code: "MG4505", name: "sum-and-count-mixed-up", severity: .warning)
    static let explained = ExplainedRule(
        rule,
        explanation: """
            The `_sum` of a histogram or summary adds up what was observed, such as seconds, and its `_count` is the number \
            of observations. One is easily written for the other: a series divided by itself is always 1, the rate of \
            `_count` is not a latency, and the rate of `_sum` is not a number of requests per second. The mean is the rate of \
            `_sum` divided by the rate of `_count`, and not the reverse.

            This is reported where a query divides one of the two by itself, and where what it is shown as or compared with \
            fits the other one: a unit, a title, or the other side of a comparison. `_count` divided by `_sum` may be meant, \
            such as tokens per second where the seconds of each token are observed. So it is reported only where the panel's \
            unit or the title promises a mean.
            """,
        badExample: """
            # shop_door_seconds is a histogram
            sum(rate(shop_door_seconds_count[5m])) / sum(rate(shop_door_seconds_count[5m]))
            """,
        goodExample: """
            # shop_door_seconds is a histogram
            sum(rate(shop_door_seconds_sum[5m])) / sum(rate(shop_door_seconds_count[5m]))
            """)

    static func findings(_ query: CheckedQuery) -> [Finding] {
        guard query.hasValues else { return [] }
        let divided = query.meaning.nodes.indices.compactMap { query.dividedByItself(at: $0) }
        if !divided.isEmpty { return divided }
        return query.meaning.nodes.indices.compactMap { query.comparedWithOther(at: $0) } + query.shownAsOther
            + query.meaning.nodes.indices.compactMap { query.invertedMean(at: $0) }
    }
}

extension QueryCheck {
    static let sumAndCountMixedUp = QueryCheck(
        [SumAndCountMixedUp.explained], eachQuery: SumAndCountMixedUp.findings)
}

/// A `_sum` or a `_count` in a query.
private struct SumOrCount {
    let series: KnownSeries
    let span: PromQLSpan

    var name: String { series.name }
    var isSum: Bool { series.description.role == .sum }
    /// The other one of the two.
    var other: String { (isSum ? SeriesDescription.count : .sum).name(inFamily: series.metric.name) }
    var mean: String {
        let sum = SeriesDescription.sum.name(inFamily: series.metric.name)
        let count = SeriesDescription.count.name(inFamily: series.metric.name)
        return "`rate(\(sum)[5m]) / rate(\(count)[5m])` is the mean"
    }
}

extension CheckedQuery {
    /// The only `_sum` or `_count` in a part of the query; nil if there are several selectors.
    private func sumOrCount(in expression: PromQLExpression) -> SumOrCount? {
        let selectors = expression.selectors
        guard selectors.count == 1, let name = selectors[0].name, let text = name.text, let known = metrics[text],
            known.description.role == .sum || known.description.role == .count
        else { return nil }
        return SumOrCount(series: known, span: name.span)
    }

    fileprivate func dividedByItself(at index: Int) -> Finding? {
        guard case .binary(let division) = meaning.nodes[index].expression.form, division.operation == .divide,
            division.left.unfiltered == division.right.unfiltered,
            let left = sumOrCount(in: division.left), let right = sumOrCount(in: division.right)
        else { return nil }
        // Whichever side is right, the other one has to be the other series.
        let wrong = left.isSum ? right : left
        let fix = fix("write `\(wrong.other)`", replacing: wrong.span, with: wrong.other)
        return finding(
            SumAndCountMixedUp.rule, at: wrong.span,
            "this divides `\(wrong.name)` by itself, which is always 1", help: wrong.mean,
            fixes: fix.map { [$0] } ?? [])
    }

    func comparedWithOther(at index: Int) -> Finding? {
        guard case .binary(let operation) = meaning.nodes[index].expression.form, operation.operation.joinsValues
        else { return nil }
        let sides = meaning.children(of: index).map { meaning.nodes[$0] }
        guard sides.count == 2 else { return nil }
        for (side, other) in [(sides[0], sides[1]), (sides[1], sides[0])] {
            guard let written = sumOrCount(in: side.expression), side.result.values.role != nil,
                !side.result.unit.fits(other.result.unit),
                side.result.unit(observing: written.series, otherThan: written.isSum).fits(other.result.unit)
            else { continue }
            return finding(
                SumAndCountMixedUp.rule, at: written.span,
                "`\(written.name)` is joined here with what fits `\(written.other)`",
                notes: ["one side gives \(side.result.unit.words), the other \(other.result.unit.words)"],
                help: written.mean)
        }
        return nil
    }

    /// By the unit or the title of the panel.
    fileprivate var shownAsOther: [Finding] {
        guard let root = meaning.nodes.last, root.result.values.role != nil,
            let written = sumOrCount(in: root.expression),
            let unit = written.series.metric.unit.map({ QueryUnit($0) }), unit.isTime
        else { return [] }
        let message: String
        if let id = panel?.unit, let shown = GrafanaUnitMeaning.of(id.text) {
            guard written.isSum ? shown.isCount(perSecond: true) : shown.isTime else { return [] }
            message = "and the panel's unit is `\(id.text)`"
        } else {
            let words = TitleWords(query.title)
            guard written.isSum ? words.isAboutRate : words.isAboutTime, !isAmongOthers else { return [] }
            message = "and the title says \(words.telling)"
        }
        let what = written.isSum ? "adds up what was observed" : "is the number of observations"
        return [
            finding(
                SumAndCountMixedUp.rule, at: written.span, "`\(written.name)` \(what), \(message)",
                help: written.isSum
                    ? "`\(written.other)` is the number of observations"
                    : written.mean + ", and `_bucket` has quantiles")
        ]
    }

    /// `_count` divided by `_sum` where a mean is shown.
    fileprivate func invertedMean(at index: Int) -> Finding? {
        guard case .binary(let division) = meaning.nodes[index].expression.form, division.operation == .divide,
            isShown(index), let count = sumOrCount(in: division.left), !count.isSum,
            let sum = sumOrCount(in: division.right), sum.isSum, sum.other == count.name,
            let unit = count.series.metric.unit.map({ QueryUnit($0) })
        else { return nil }
        let message: String
        if let id = panel?.unit, let shown = GrafanaUnitMeaning.of(id.text) {
            guard case .quantity(let quantity) = shown, quantity.quantity == unit.quantity else { return nil }
            message = "and the panel's unit is `\(id.text)`"
        } else {
            let words = TitleWords(query.title)
            guard words.isAboutMean || unit.isTime && words.isAboutTime, !isAmongOthers else { return nil }
            message = "and the title says \(words.telling)"
        }
        return finding(
            SumAndCountMixedUp.rule, at: span(ofOperator: division),
            "this divides the number of observations by their sum, which is the inverse of the mean, \(message)",
            help: sum.mean)
    }

    /// Whether what an expression gives is what the whole query gives, but for filters, factors and aggregations.
    private func isShown(_ index: Int) -> Bool {
        meaning.ancestors(of: index).allSatisfy { node in
            switch node.expression.form {
            case .parentheses, .aggregation: true
            case .call(let function, _): ["round", "sort", "sort_desc"].contains(function.text)
            case .binary(let operation):
                operation.operation == .or || operation.left.constant != nil && operation.operation == .multiply
                    || operation.right.constant != nil && !operation.isBool
            default: false
            }
        }
    }

    /// Whether other queries have the same title: then the title may be about them.
    private var isAmongOthers: Bool { file.file.queries.filter { $0.title == query.title }.count > 1 }
}

extension QueryResult {
    /// Its unit if it were made of the count of a metric instead of the sum, or the reverse.
    fileprivate func unit(observing series: KnownSeries, otherThan isSum: Bool) -> QueryUnit {
        unit.multiplied(by: QueryUnit(series.metric.unit), power: isSum ? -1 : 1)
    }
}

extension PromQLExpression {
    /// Without parentheses and without a comparison that only leaves out zeros.
    fileprivate var unfiltered: PromQLExpression {
        switch form {
        case .parentheses(let inner): inner.unfiltered
        case .binary(let operation)
        where operation.operation.isComparison && !operation.isBool && operation.right.constant != nil:
            operation.left.unfiltered
        default: self
        }
    }
}
