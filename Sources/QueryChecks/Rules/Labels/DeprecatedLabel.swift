// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import PromQLSyntax
import QueryMeaning
import SpecDiagnostics
import SpecHistory
import SpecModel

/// Labels and values that a later release leaves out.
enum DeprecatedLabel {
    static let labelRule = Rule(code: "MG4309", name: "deprecated-label", severity: .warning)
    static let label = ExplainedRule(
        labelRule,
        explanation: """
            The query compares, groups by or matches by a label that is deprecated in all metrics that it asks for. A later \
            release leaves the label out, and the query finds nothing then, or makes one group of many. Use the label that \
            replaces it, which the metrics have already.
            """,
        badExample: """
            # the label `lane` of shop_gate_passes_total is deprecated, and `gate` replaces it
            sum by (lane) (rate(shop_gate_passes_total[5m]))
            """,
        goodExample: """
            # the label `lane` of shop_gate_passes_total is deprecated, and `gate` replaces it
            sum by (gate) (rate(shop_gate_passes_total[5m]))
            """)

    static let valueRule = Rule(code: "MG4310", name: "deprecated-label-value", severity: .warning)
    static let value = ExplainedRule(
        valueRule,
        explanation: """
            The query asks for a value of a label that is deprecated, and for no other: a later release doesn't record it, \
            and the query finds nothing then. Ask for the value that replaces it or, while servers of several releases \
            run, for both: `gate=~"main|front"`.
            """,
        badExample: """
            # the value `front` of the label `gate` is deprecated, and `main` replaces it
            rate(shop_gate_passes_total{gate="front"}[5m])
            """,
        goodExample: """
            # the value `front` of the label `gate` is deprecated, and `main` replaces it
            rate(shop_gate_passes_total{gate=~"main|front"}[5m])
            """)

    static func findings(_ query: CheckedQuery) -> [Finding] {
        guard query.reading.findings.isEmpty else { return [] }
        let meaning = query.meaning
        return meaning.nodes.indices.flatMap { index -> [Finding] in
            switch meaning.nodes[index].expression.form {
            case .vector(let series, _), .range(let series, _, _):
                let known = (series.names ?? []).map { query.metrics[$0]?.known }
                return series.matchers.compactMap { matcher in
                    finding(matcher.label, in: known, query) ?? finding(matcher, in: known, query)
                }
            case .aggregation(let aggregation):
                guard case .by(let labels) = aggregation.grouping, let argument = meaning.children(of: index).last
                else {
                    return []
                }
                return labels.compactMap { finding($0, at: [argument], query) }
            case .binary(let operation):
                guard let matching = operation.matching else { return [] }
                let sides = meaning.children(of: index)
                var labels: [(PromQLString, [Int])] = []
                if case .on(let names) = matching.labels { labels += names.map { ($0, sides) } }
                guard sides.count == 2 else { return [] }
                switch matching.group {
                case .left(let names): labels += names.map { ($0, [sides[1]]) }
                case .right(let names): labels += names.map { ($0, [sides[0]]) }
                case nil: break
                }
                return labels.compactMap { finding($0, at: $1, query) }
            default: return []
            }
        }
    }

    /// A label of the results of some nodes.
    private static func finding(_ label: PromQLString, at nodes: [Int], _ query: CheckedQuery) -> Finding? {
        let results = nodes.map { query.meaning.nodes[$0].result }
        guard let name = label.text, results.allSatisfy({ $0.labels[name] != .impossible }) else { return nil }
        return finding(label, in: results.flatMap(\.metrics).map { query.metrics.family($0) }, query)
    }

    /// - Parameter metrics: all that have the label here; nil for one that isn't known.
    private static func finding(_ label: PromQLString, in metrics: [KnownMetric?], _ query: CheckedQuery) -> Finding? {
        guard let name = label.text else { return nil }
        let deprecations = metrics.map { $0?.label(name)?.deprecation.holding(at: $0?.version) }
        guard let deprecation = common(deprecations), let metric = metrics.first??.metric.name else { return nil }
        return query.finding(
            labelRule, at: label.span,
            "the label \(quoted: name) of \(quoted: metric) is deprecated since \(deprecation.since)",
            notes: [deprecation.reason],
            help: deprecation.replacement.map { "use the label \(quoted: $0)" } ?? "nothing replaces it: leave it out")
    }

    /// A value that a matcher asks for, where all values that it asks for are deprecated.
    private static func finding(_ matcher: LabelMatcher, in metrics: [KnownMetric?], _ query: CheckedQuery) -> Finding?
    {
        guard let name = matcher.label.text, let text = matcher.value.text,
            matcher.operation == .equal || matcher.operation == .matches,
            // Hardly any label has one, and a pattern takes time to read.
            metrics.allSatisfy({ $0?.label(name)?.deprecatedValues.isEmpty == false }),
            let test = MatcherTest(matcher.operation, text)
        else { return nil }
        var first: (value: String, deprecation: Label.Deprecation)?
        for metric in metrics {
            guard let metric, let label = metric.label(name), let values = label.values else { return nil }
            let accepted = values.filter(test.accepts)
            let deprecations = accepted.map { label.deprecatedValues[$0].holding(at: metric.version) }
            guard let deprecation = common(deprecations), let value = accepted.first else { return nil }
            first = first ?? (value, deprecation)
        }
        guard let (value, deprecation) = first else { return nil }
        return query.finding(
            valueRule, at: matcher.value.span,
            "the value \(quoted: value) of the label \(quoted: name) is deprecated since \(deprecation.since)",
            notes: [deprecation.reason],
            help: deprecation.replacement.map { "ask for \(quoted: $0)" } ?? "nothing replaces it: delete this")
    }

    /// The first, if there is one everywhere.
    private static func common(_ deprecations: [Label.Deprecation?]) -> Label.Deprecation? {
        let found = deprecations.compactMap { $0 }
        return found.count == deprecations.count ? found.first : nil
    }
}

extension QueryCheck {
    static let deprecatedLabels = QueryCheck(
        [DeprecatedLabel.label, DeprecatedLabel.value], eachQuery: DeprecatedLabel.findings)
}

extension KnownMetric {
    /// Only of the product itself: another product's labels may belong to the scrape as well.
    fileprivate func label(_ name: String) -> CataloguedLabel? {
        origin == .product ? metric.labels.first { $0.name == name } : nil
    }
}

extension Label.Deprecation? {
    /// Nil where it doesn't hold in a version.
    fileprivate func holding(at version: ProductVersion?) -> Label.Deprecation? {
        flatMap { deprecation in version.map(deprecation.holds) == true ? deprecation : nil }
    }
}
