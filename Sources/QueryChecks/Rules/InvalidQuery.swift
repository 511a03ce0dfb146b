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
        return Finding(rule, at: span, finding.fault.message)
    }
}

extension QueryCheck {
    static let invalidQuery = QueryCheck(
        [InvalidQuery.explained],
        eachQuery: { query in
            query.reading.findings.map { query.finding(InvalidQuery.rule, at: $0.span, $0.fault.message) }
        })
}
