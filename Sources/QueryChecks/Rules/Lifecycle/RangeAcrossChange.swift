// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import PromQLSyntax
import QueryMeaning
import SpecDiagnostics
import SpecModel

/// A query that compares what two releases recorded under one name.
///
/// When a server was updated isn't known. So only the release that made the change is looked at, and only what looks back
/// a day or more: a shorter range is whole again soon after the update.
enum RangeAcrossChange {
    static let rule = Rule(code: "MG4205", name: "range-across-change", severity: .note)
    static let explained = ExplainedRule(
        rule,
        explanation: """
            The release that is looked at changed what the metric means, its unit, labels, values, buckets or mode, and \
            kept the name (`changes` in the spec). The query looks back a day or more, by a range, an `offset` or a \
            subquery, so for a while it puts values from before the update beside those from after it. The note goes away \
            with the next release. A change of the help alone isn't reported.
            """,
        badExample: """
            # shop_shelf_moves_total counts something else since this release
            increase(shop_shelf_moves_total[7d])
            """,
        goodExample: """
            # shop_shelf_moves_total counts something else since this release
            increase(shop_shelf_moves_total[1h])
            """)

    /// In milliseconds: a day.
    private static let shortest = 86_400_000

    static func findings(_ query: CheckedQuery) -> [Finding] {
        let nodes = query.meaning.nodes
        return nodes.indices.flatMap { index -> [Finding] in
            guard let name = nodes[index].expression.selector?.name?.text, let known = query.metrics[name]?.known,
                known.origin == .product, let version = known.version
            else { return [] }
            let changes = known.metric.changes.filter { change in
                let line = change.release.patch == nil ? version.releaseLine : version.release
                return change.release == line && change.kind != .help
            }
            guard !changes.isEmpty, let reach = reach(of: index, in: query.meaning), reach >= shortest else {
                return []
            }
            return changes.map { change in
                query.finding(
                    rule, at: nodes[index].expression.span,
                    "\(quoted: name) \(words(on: change)), and this looks back \(words(reach))",
                    notes: [change.note].compactMap { $0 },
                    help: "don't compare values from before the update with those from after it")
            }
        }
    }

    /// How far back a selector looks, with the subqueries around it. What isn't known counts as nothing. Nil where a query
    /// says the time itself.
    private static func reach(of index: Int, in meaning: QueryMeaning) -> Int? {
        var reach = 0
        let around = meaning.ancestors(of: index).map(\.expression)
        for expression in [meaning.nodes[index].expression] + around {
            let (range, shift): (PromQLDuration?, TimeShift)
            switch expression.form {
            case .vector(_, let itsShift): (range, shift) = (nil, itsShift)
            case .range(_, let itsRange, let itsShift), .subquery(_, range: let itsRange, step: _, let itsShift):
                (range, shift) = (itsRange, itsShift)
            default: continue
            }
            if shift.moment != nil { return nil }
            reach += milliseconds(range) + milliseconds(shift.offset)
        }
        return reach
    }

    private static func milliseconds(_ duration: PromQLDuration?) -> Int {
        // Far more than the data of a server, and far less than what overflows.
        if case .milliseconds(let count)? = duration?.form {
            min(max(count, -shortest * 36_500), shortest * 36_500)
        } else {
            0
        }
    }

    private static func words(_ reach: Int) -> String {
        let (days, rest) = reach.quotientAndRemainder(dividingBy: shortest)
        return rest == 0 ? (days == 1 ? "a day" : "\(days) days") : "more than \(days == 1 ? "a day" : "\(days) days")"
    }

    private static func words(on change: RecordedChange) -> String {
        let release = change.release
        switch change.kind {
        case .meaning, .help: return "means something else since \(release)"
        case .unit:
            guard let from = change.from.first, let to = change.to.first else {
                return "has another unit since \(release)"
            }
            return "is in \(quoted: to) instead of \(quoted: from) since \(release)"
        case .labels: return "has other labels since \(release)"
        case .values: return "has other label values since \(release)"
        case .buckets: return "has other buckets since \(release)"
        case .mode: return "is merged from several processes in another way since \(release)"
        }
    }
}

extension QueryCheck {
    static let rangeAcrossChange = QueryCheck([RangeAcrossChange.explained], eachQuery: RangeAcrossChange.findings)
}
