// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import QueryMeaning
import SpecDiagnostics

enum MatcherValues {
    static let impossible = Rule(code: "MG4304", name: "impossible-label-value")
    static let deadAlternative = Rule(code: "MG4305", name: "dead-alternative")
    static let needless = Rule(code: "MG4306", name: "needless-matcher", severity: .warning)

    static let pages = [
        ExplainedRule(
            impossible,
            explanation: """
                The spec lists all values of this label, and none of them satisfies the matcher, so the selector never \
                finds a series: a panel shows "No data", and an alert never fires.
                """,
            badExample: "# outcome is paid, cancelled or refused.\nsum(rate(shop_orders_total{outcome=\"payed\"}[5m]))",
            goodExample: "sum(rate(shop_orders_total{outcome=\"paid\"}[5m]))"),
        ExplainedRule(
            deadAlternative,
            explanation: """
                The spec lists all values of this label. One alternative of the pattern matches none of them, so the \
                query leaves out what its author wanted to count, and nobody sees it.

                Prometheus matches a pattern against the whole value: `50x` is three characters, and `5..` is what it \
                was meant to be.
                """,
            badExample:
                "# outcome is paid, cancelled or refused.\nrate(shop_orders_total{outcome=~\"paid|canceled\"}[5m])",
            goodExample: "rate(shop_orders_total{outcome=~\"paid|cancelled\"}[5m])"),
        ExplainedRule(
            needless,
            explanation: """
                Every series of the metric passes this matcher, or passes without this part of it: it excludes a value \
                that the label never has, or it accepts whatever there is. Either it can go, or it says something else \
                than it should.

                `label!=""` and `label=~".+"` do exclude series where a label may be left out or empty, and nothing is said then.
                """,
            badExample: "# outcome is paid, cancelled or refused.\nrate(shop_orders_total{outcome!=\"failed\"}[5m])",
            goodExample: "rate(shop_orders_total{outcome!=\"refused\"}[5m])"),
    ]
}

extension QueryCheck {
    static let matcherValues = QueryCheck(MatcherValues.pages) { query in
        guard query.reading.findings.isEmpty else { return [] }
        return query.meaning.nodes.flatMap { node -> [Finding] in
            switch node.expression.form {
            case .vector(let series, _), .range(let series, _, _): query.matcherFindings(series)
            default: []
            }
        }
    }
}

extension CheckedQuery {
    fileprivate func matcherFindings(_ series: SeriesSelector) -> [Finding] {
        guard !series.matchers.isEmpty, let names = series.names, names.count == 1 else { return [] }
        let known: KnownSeries?
        switch metrics.target(of: names[0]) {
        case .series(let series): known = series
        case .recorded: known = nil
        case .untyped, .server, nil: return []
        }
        let labels = metrics.labels(ofSeries: names[0])
        var findings: [Finding] = []
        // The values that all matchers of a label have left, where they are known.
        var left: [String: Set<String>] = [:]
        for matcher in series.matchers {
            guard let label = matcher.label.text, !Self.reservedLabels.contains(label), let text = matcher.value.text,
                let test = MatcherTest(matcher.operation, text)
            else { continue }
            let status = labels[label]
            if status == .impossible {
                // Any other matcher of such a label is a finding of its own.
                if matcher.operation == .equal, text.isEmpty {
                    findings.append(needless(matcher, names[0], "no series of \(names[0].quoted) has \(label.quoted)"))
                }
                continue
            }
            if known?.hasBuckets == true, label == "le" { continue }
            guard var values = known.flatMap({ metrics.values(of: label, in: $0) }) else {
                if let finding = breadth(of: matcher, test, names[0]) { findings.append(finding) }
                continue
            }
            if status != .certain, !values.contains("") { values.append("") }
            let passing = values.filter(test.accepts)
            if let found = finding(matcher, label, test, values: values, passing: passing) {
                findings.append(found)
                continue
            }
            findings += deadAlternatives(of: matcher, label, test, values: values)
            let others = left[label]
            left[label] = others.map { $0.intersection(passing) } ?? Set(passing)
            if let others, !others.isEmpty, left[label]?.isEmpty == true {
                findings.append(
                    finding(
                        MatcherValues.impossible, at: matcher.span,
                        "no value of \(label.quoted) satisfies this and the other matchers of the label",
                        help: "delete one of them"))
            }
        }
        return findings
    }

    /// Of a label whose values aren't listed.
    private func breadth(
        of matcher: LabelMatcher, _ test: MatcherTest, _ name: String
    ) -> Finding? {
        switch test.breadth {
        case .everything: return needless(matcher, name, nil)
        case .nothing:
            return finding(
                MatcherValues.impossible, at: matcher.span, "no value satisfies this matcher",
                help: "delete it, or correct the pattern")
        default: return nil
        }
    }

    private func needless(_ matcher: LabelMatcher, _ name: String, _ reason: String?) -> Finding {
        finding(
            MatcherValues.needless, at: matcher.span, "every series of \(name.quoted) passes this matcher",
            notes: reason.map { [$0] } ?? [], help: "delete the matcher, or correct it")
    }

    private func finding(
        _ matcher: LabelMatcher, _ label: String, _ test: MatcherTest, values: [String], passing: [String]
    ) -> Finding? {
        let listed = values.filter { !$0.isEmpty }
        let text = matcher.value.text ?? ""
        if passing.isEmpty {
            let message: String
            if let found = patternInEquality(matcher, label, text, listed) { return found }
            let nearest = test.isNegated ? nil : Suggestion.nearest(to: text, among: listed)
            if test.isPattern || test.isNegated {
                message = "no value of \(label.quoted) satisfies this matcher"
            } else {
                message = "\(label.quoted) is never \(text.isEmpty ? "left out" : text.quoted)"
            }
            return finding(
                MatcherValues.impossible, at: matcher.value.span, message,
                underline: nearest.map { "did you mean \($0.quoted)?" }, notes: [Self.list(listed)],
                help: nearest == nil ? "write one of these, or delete the matcher" : nil)
        }
        // Naming the only value that exists isn't a mistake.
        guard passing.count == values.count, test.isPattern || test.isNegated else { return nil }
        return finding(
            MatcherValues.needless, at: matcher.span, "every value of \(label.quoted) passes this matcher",
            notes: [Self.list(listed)], help: "delete the matcher, or correct it")
    }

    /// `code="200|404"`: the pattern would match what the string doesn't.
    private func patternInEquality(_ matcher: LabelMatcher, _ label: String, _ text: String, _ listed: [String])
        -> Finding?
    {
        guard matcher.operation == .equal, text.utf8.contains(where: { "|.*+([".utf8.contains($0) }),
            let pattern = MatcherTest(.matches, text), listed.contains(where: pattern.accepts)
        else { return nil }
        // Between the label and its value are only the operator and spaces.
        let place = PromQLSpan(matcher.label.span.range.upperBound..<matcher.value.span.range.lowerBound)
        return finding(
            MatcherValues.impossible, at: matcher.value.span,
            "\(label.quoted) is never \(text.quoted): `=` compares with the whole string",
            notes: [Self.list(listed)], help: "write `=~` for a pattern",
            fixes: [fix("compare with `=~`", replacing: place, with: "=~")].compactMap { $0 })
    }

    private static func list(_ values: [String]) -> String {
        let shown = values.prefix(12)
        guard shown.count < values.count else { return "the values are \(values.quoted(joinedBy: "and"))" }
        return "the values are \(shown.map(\.quoted).joined(separator: ", ")) and \(values.count - shown.count) others"
    }

    private func deadAlternatives(
        of matcher: LabelMatcher, _ label: String, _ test: MatcherTest, values: [String]
    ) -> [Finding] {
        guard test.isPattern, let parts = RegularExpression.alternatives(in: test.text), parts.count > 1 else {
            return []
        }
        let bytes = Array(test.text.utf8)
        let listed = values.filter { !$0.isEmpty }
        return parts.compactMap { part in
            let text = String(decoding: bytes[part], as: UTF8.self)
            guard !text.isEmpty, let alternative = MatcherTest(.matches, text),
                !values.contains(where: alternative.accepts)
            else { return nil }
            let nearest = Suggestion.nearest(to: text, among: listed)
            return finding(
                test.isNegated ? MatcherValues.needless : MatcherValues.deadAlternative,
                at: matcher.value.place(of: part),
                test.isNegated
                    ? "this alternative excludes nothing: \(label.quoted) is never \(text.quoted)"
                    : "no value of \(label.quoted) matches the alternative \(text.quoted)",
                underline: nearest.map { "did you mean \($0.quoted)?" }, notes: [Self.list(listed)],
                help: nearest == nil ? "write one of these, or delete the alternative" : nil)
        }
    }
}
