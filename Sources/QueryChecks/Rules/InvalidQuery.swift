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
        return Finding(
            rule(for: finding.fault), at: span, finding.fault.message, underline: suggestion(for: finding.fault))
    }

    fileprivate static func rule(for fault: PromQLFault) -> Rule {
        switch fault {
        case .tooDeep, .tooLong: UnreadQuery.rule
        default: rule
        }
    }

    fileprivate static func suggestion(for fault: PromQLFault) -> String? {
        guard case .unknownFunction(let name) = fault, PromQLFunction.successor(of: name) == nil else { return nil }
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
            query.reading.findings.map {
                query.finding(
                    InvalidQuery.rule(for: $0.fault), at: $0.span, $0.fault.message,
                    underline: InvalidQuery.suggestion(for: $0.fault))
            }
        })
}
