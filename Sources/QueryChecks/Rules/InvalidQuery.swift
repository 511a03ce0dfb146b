// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import SpecDiagnostics

package enum InvalidQuery {
    package static let rule = Rule(code: "MG4001", name: "invalid-query")
    static let explained = ExplainedRule(
        rule,
        explanation: """
            Prometheus refuses this query: a panel with it shows an error, and a rule file with it isn't loaded. The \
            message says what Prometheus doesn't understand, and the place is the part of the query that it is about.
            """,
        badExample: """
            # The first parenthesis is never closed.
            sum(rate(shop_orders_total[5m])
            """,
        goodExample: """
            sum(rate(shop_orders_total[5m]))
            """)

    package static func finding(_ finding: PromQLFinding, in source: SourceText, id: SourceID) -> Finding {
        let range = finding.span.range
        let span = Span(
            source: id, start: source.position(ofOffset: range.lowerBound),
            end: source.position(ofOffset: range.upperBound))
        return Self.finding(finding.fault, at: span)
    }

    fileprivate static func finding(_ fault: PromQLFault, at span: Span) -> Finding {
        let rule = rule(for: fault)
        return Finding(
            rule, at: span, fault.message, underline: suggestion(for: fault),
            help: rule == UnreadQuery.rule ? "split it with recording rules, which are read" : nil)
    }

    private static func rule(for fault: PromQLFault) -> Rule {
        switch fault {
        case .tooDeep, .tooLong: UnreadQuery.rule
        default: rule
        }
    }

    private static func suggestion(for fault: PromQLFault) -> String? {
        guard case .unknownFunction(let name) = fault else { return nil }
        // Of two names that are equally near, most people mean the one that takes a range.
        let functions = PromQLFunction.all
        let known =
            (functions.filter { $0.arguments.first == .matrix } + functions.filter { $0.arguments.first != .matrix })
            .map(\.name) + AggregationOperator.allCases.map(\.rawValue)
        return Suggestion.nearestOfAlike(to: name, among: known).map { "did you mean \($0.quoted)?" }
    }
}

extension QueryCheck {
    static let invalidQuery = QueryCheck(
        [InvalidQuery.explained, UnreadQuery.explained],
        eachQuery: { query in
            query.reading.findings.map { InvalidQuery.finding($0.fault, at: query.span(of: $0.span)) }
        })
}
