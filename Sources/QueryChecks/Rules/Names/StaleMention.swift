import QueryMeaning
import SpecDiagnostics

enum StaleMention {
    static let rule = Rule(code: "MG4105", name: "stale-mention", severity: .note)
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A page names a metric of the product that doesn't exist, or that ends. Readers will search for it in vain. \
            Nothing is said in a changelog, below the heading of an older version, or on a line that names the \
            replacement too: pages have to name what went.
            """,
        badExample: "", goodExample: "")

    /// What a page says wrongly about a name; nil where there is nothing to say.
    static func finding(_ asked: AskedName, _ standing: NameStanding, in query: CheckedQuery) -> Finding? {
        switch standing {
        case .fine, .conditional, .nearMiss, .unlikelySeries: return nil
        case .unknown: return note(UnknownMetric.finding(asked, in: query))
        case .wrongSeries(let family):
            // The page speaks of the family.
            if family.metric.name == asked.name { return nil }
            return note(WrongSeries.finding(asked, of: family, in: query))
        case .gone(let series): return note(UnservedMetric.finding(asked, series, in: query))
        case .deprecated(let series): return note(DeprecatedMetric.finding(asked, series, in: query))
        }
    }

    private static func note(_ finding: Finding) -> Finding {
        Finding(
            rule, at: finding.span, finding.message, notes: finding.notes, help: finding.remedy, fixes: finding.fixes)
    }
}
