// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import PromQLSyntax
import QueryMeaning
import SpecDiagnostics

enum LostBuckets {
    static let rule = Rule(code: "MG4404", name: "lost-buckets")
    static let page = ExplainedRule(
        rule,
        explanation: """
            `histogram_quantile` and `histogram_fraction` read the bound of each bucket from the label `le`. The series \
            here don't have it: an aggregation removed it, or they aren't buckets. The result is empty.

            They also need all buckets. Without the one for `+Inf`, which counts all observations, the result is NaN.
            """,
        badExample: "histogram_quantile(0.9, sum(rate(shop_door_seconds_bucket[5m])))",
        goodExample: "histogram_quantile(0.9, sum by (le) (rate(shop_door_seconds_bucket[5m])))")
}

extension QueryCheck {
    static let lostBuckets = QueryCheck([LostBuckets.page]) { query in
        guard query.reading.findings.isEmpty else { return [] }
        return query.meaning.nodes.indices.compactMap { query.lostBuckets(at: $0) ?? query.lostInfinity(at: $0) }
    }
}

extension CheckedQuery {
    /// A matcher that leaves out the bucket of all observations.
    fileprivate func lostInfinity(at index: Int) -> Finding? {
        guard case .call(let function, let arguments) = meaning.nodes[index].expression.form,
            let name = function.text, name == "histogram_quantile" || name == "histogram_fraction",
            let selectors = arguments.last?.selectors, selectors.count == 1, let series = selectors[0].metricName,
            metrics[series]?.hasBuckets == true
        else { return nil }
        let matcher = selectors[0].matchers.first { matcher in
            guard matcher.label.text == "le", let text = matcher.value.text,
                let test = MatcherTest(matcher.operation, text)
            else { return false }
            return !test.accepts("+Inf")
        }
        return matcher.map {
            finding(
                LostBuckets.rule, at: $0.span,
                "\(name.quoted) needs all buckets, and this leaves out `+Inf`: the result is always NaN",
                help: "delete the matcher")
        }
    }

    fileprivate func lostBuckets(at index: Int) -> Finding? {
        guard case .call(let function, _) = meaning.nodes[index].expression.form,
            let name = function.text, name == "histogram_quantile" || name == "histogram_fraction",
            let argument = meaning.children(of: index).last, let loss = loss(of: "le", at: argument)
        else { return nil }
        // A native histogram needs no buckets, and a name that nobody knows may be one.
        let names = meaning.nodes[argument].expression.selectors.map(\.names)
        let isKnown = names.allSatisfy { names in
            names?.allSatisfy {
                switch metrics.target(of: $0) {
                case .series(let series): series.description != .native
                case .recorded(let result): !result.metrics.isEmpty
                case .untyped, .server, nil: false
                }
            } ?? false
        }
        guard isKnown, !names.isEmpty else { return nil }
        guard case .dropped(let node) = loss else {
            return finding(
                LostBuckets.rule, at: meaning.nodes[argument].expression.span,
                "\(name.quoted) reads buckets by the label `le`, which \(loss.reason)",
                help: helpWithoutBuckets(meaning.nodes[argument].expression))
        }
        var help: String?
        var fixes: [Finding.Fix] = []
        if case .aggregation(let aggregation) = node.expression.form, case .by(let labels) = aggregation.grouping {
            let kept = (labels.compactMap(\.text) + ["le"]).joined(separator: ", ")
            help = "keep it: `\(aggregation.operation.rawValue) by (\(kept)) (…)`"
            // Another aggregation around it would drop the label again.
            if node.expression.span == meaning.nodes[argument].expression.insideParentheses.span {
                fixes = [keepingBounds(in: aggregation, node.expression)].compactMap { $0 }
            }
        }
        return finding(
            LostBuckets.rule, at: node.expression.operatorSpan,
            "\(name.quoted) reads buckets by the label `le`, which \(loss.reason)", help: help,
            fixes: fixes)
    }

    private func helpWithoutBuckets(_ expression: PromQLExpression) -> String {
        let series = expression.selectors.compactMap(\.metricName).compactMap { metrics[$0] }
        guard let histogram = series.first(where: { $0.metric.kind.description.series.contains(.bucket) }) else {
            return "only histograms have buckets: choose one, or another function such as `quantile`"
        }
        return "write \(SeriesDescription.bucket.name(inFamily: histogram.metric.name).quoted)"
    }

    /// Nil where it can't be told whether labels in parentheses are written.
    private func keepingBounds(in aggregation: Aggregation, _ expression: PromQLExpression) -> Finding.Fix? {
        guard case .by(let labels) = aggregation.grouping else { return nil }
        let description = "group by `le` too"
        if let last = labels.last {
            return fix(
                description, replacing: PromQLSpan(last.span.range.upperBound..<last.span.range.upperBound),
                with: ", le")
        }
        let name = expression.operatorSpan.range
        let text = Array(query.string.text.utf8)
        func isSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") }
        guard let argument = text[name.upperBound...].firstIndex(where: { !isSpace($0) }),
            text[argument] == UInt8(ascii: "("),
            text[aggregation.argument.span.range.upperBound..<expression.span.range.upperBound]
                .filter({ !isSpace($0) }) == [UInt8(ascii: ")")]
        else { return nil }
        return fix(description, replacing: PromQLSpan(name.upperBound..<argument), with: " by (le) ")
    }
}
