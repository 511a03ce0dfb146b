import Testing

@testable import QueryChecks

@Suite("The examples on the pages of rules about queries")
struct QueryExampleTests {
    @Test("the bad one raises the rule and nothing else, and the good one nothing")
    func examples() {
        // Rules about catalogues have none.
        for rule in QueryCheck.rules where !rule.badExample.isEmpty {
            let bad = QueryExample(rule.badExample)
            #expect(bad.findings.map(\.rule.name) == [rule.name], "\(bad.report)")
            let good = QueryExample(rule.goodExample)
            #expect(good.findings.isEmpty, "\(rule.name): \(good.report)")
        }
    }
}
