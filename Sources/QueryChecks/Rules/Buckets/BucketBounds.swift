// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import QueryMeaning
import SpecDiagnostics

enum BucketBounds {
    static let unknown = Rule(code: "MG4401", name: "unknown-bucket-bound")
    static let uncertain = Rule(code: "MG4402", name: "uncertain-bucket-bound", severity: .note)
    static let spelling = Rule(code: "MG4403", name: "bucket-bound-spelling", severity: .warning)

    static let pages = [
        ExplainedRule(
            unknown,
            explanation: """
                The spec lists the bounds of these buckets, and this is none of them, so the selector finds nothing. A \
                share of requests below a limit can only be asked for at a bound: choose the nearest, or add one to the \
                spec.
                """,
            badExample: "# The bounds are 0.1, 1, 10 and 60.\nrate(shop_door_seconds_bucket{le=\"5.0\"}[5m])",
            goodExample: "rate(shop_door_seconds_bucket{le=\"10.0\"}[5m])"),
        ExplainedRule(
            uncertain,
            explanation: """
                Whether the buckets have this bound is decided when a process starts: the spec lets it choose other \
                bounds, or a parameter decides. The query finds nothing where a process has other bounds.
                """,
            badExample:
                "# A process can be given other bounds than 0.5, 1, 2.5 and 10.\nrate(shop_packing_seconds_bucket{le=\"5.0\"}[5m])",
            goodExample: "rate(shop_packing_seconds_bucket{le=\"2.5\"}[5m])"),
        ExplainedRule(
            spelling,
            explanation: """
                `le` is a string, and the bound is compared as one. The pages of metricsgen print `1.0`, and Prometheus 3 \
                stores `1.0` whatever a page prints, so `le="1"` finds nothing. Other libraries print `1`, which \
                Prometheus 2 stores as it is: `le=~"1(\\\\.0)?"` finds both.
                """,
            badExample: "rate(shop_door_seconds_bucket{le=\"1\"}[5m])",
            goodExample: "rate(shop_door_seconds_bucket{le=~\"1(\\\\.0)?\"}[5m])"),
    ]
}

extension QueryCheck {
    static let bucketBounds = QueryCheck(BucketBounds.pages) { query in
        guard query.reading.findings.isEmpty else { return [] }
        return query.reading.expression.selectors.flatMap { series -> [Finding] in
            guard let name = series.names, name.count == 1, let known = query.metrics[name[0]],
                let bounds = known.bounds
            else { return [] }
            let comparison = BoundComparison(query: query, metric: known.metric.name, bounds: bounds)
            return series.matchers.filter { $0.label.text == "le" }.flatMap(comparison.findings)
        }
    }
}

/// Compares what a query says of `le` with the bounds of a metric, as numbers.
private struct BoundComparison {
    let query: CheckedQuery
    let metric: String
    let bounds: KnownBounds

    func findings(_ matcher: LabelMatcher) -> [Finding] {
        guard let text = matcher.value.text, let test = MatcherTest(matcher.operation, text) else { return [] }
        if test.isPattern { return ofPattern(matcher, test) }
        guard let value = Double(text) else { return [unknown(text, matcher, at: matcher.value.span)] }
        switch bounds.status(of: value) {
        case .never: return [unknown(text, matcher, at: matcher.value.span)]
        case .possible(let reason): return [uncertain(text, reason, at: matcher.value.span)]
        case .bound:
            let printed = KnownBounds.text(of: value)
            return printed == text ? [] : [spelling(text, printed, matcher, at: matcher.value.span)]
        }
    }

    private func ofPattern(_ matcher: LabelMatcher, _ test: MatcherTest) -> [Finding] {
        guard test.breadth == .some else {
            return test.breadth == .nothing ? [unknown(test.text, matcher, at: matcher.value.span)] : []
        }
        let listed = (bounds.listed + [.infinity]).map { (value: $0, printed: KnownBounds.text(of: $0)) }
        let bytes = Array(test.text.utf8)
        let parts = RegularExpression.alternatives(in: test.text) ?? [0..<bytes.count]
        return parts.compactMap { part -> Finding? in
            let text = String(decoding: bytes[part], as: UTF8.self)
            guard let alternative = MatcherTest(.matches, text) else { return nil }
            if listed.contains(where: { alternative.accepts($0.printed) }) { return nil }
            let place = matcher.value.place(of: part)
            // `1|1.0` finds what every release stores.
            let otherwise = listed.filter { Self.spellings(of: $0.printed).contains(where: alternative.accepts) }
            if let first = otherwise.first {
                if otherwise.contains(where: { test.accepts($0.printed) != test.isNegated }) { return nil }
                return spelling(text, first.printed, matcher, at: place)
            }
            guard let value = Double(text.replacing("\\.", with: ".")) else {
                return bounds.all == nil ? nil : unknown(text, matcher, at: place)
            }
            switch bounds.status(of: value) {
            case .never: return unknown(text, matcher, at: place)
            case .possible(let reason): return uncertain(text, reason, at: place)
            case .bound: return nil
            }
        }
    }

    /// What other libraries print for a bound.
    private static func spellings(of printed: String) -> [String] {
        printed.hasSuffix(".0") ? [String(printed.dropLast(2))] : printed == "+Inf" ? ["Inf"] : []
    }

    // MARK: Findings

    private func unknown(_ text: String, _ matcher: LabelMatcher, at place: PromQLSpan) -> Finding {
        let listed = bounds.listed.map(KnownBounds.text)
        let notes = listed.isEmpty ? [] : ["the bounds are \((listed + ["+Inf"]).quoted(joinedBy: "and"))"]
        let isNegated = matcher.operation == .notEqual || matcher.operation == .doesNotMatch
        return query.finding(
            isNegated ? MatcherValues.needless : BucketBounds.unknown, at: place,
            "\(text.quoted) is not a bound of the buckets of \(metric.quoted)"
                + (isNegated ? ", so this excludes nothing" : ""), notes: notes,
            help: isNegated ? "delete the matcher, or write one of the bounds" : help(text))
    }

    private func help(_ text: String) -> String {
        let nearest = Double(text).flatMap { wanted in
            bounds.listed.min { ($0 - wanted).magnitude < ($1 - wanted).magnitude }
        }
        guard let nearest else { return "write one of the bounds, or add this one to the spec" }
        return "write \(KnownBounds.text(of: nearest).quoted), the nearest bound, or add this one to the spec"
    }

    private func uncertain(_ text: String, _ reason: KnownBounds.Reason, at place: PromQLSpan) -> Finding {
        let why =
            switch reason {
            case .overridable: "a process can be given other bounds"
            case .parameter(let name): "the parameter \(name.quoted) decides"
            }
        return query.finding(
            BucketBounds.uncertain, at: place,
            "not every process has buckets of \(metric.quoted) with the bound \(text.quoted): \(why)",
            help: "expect no data from processes with other bounds, or choose a bound that all of them have")
    }

    private func spelling(
        _ text: String, _ printed: String, _ matcher: LabelMatcher, at place: PromQLSpan
    ) -> Finding {
        let isWhole = printed.hasSuffix(".0")
        let pattern = isWhole ? "\(printed.dropLast(2))(\\\\.0)?" : printed
        let instead: String
        var replaced = matcher.span
        switch matcher.operation {
        case .matches, .doesNotMatch:
            instead = pattern
            replaced = place
        case .equal: instead = "le\(isWhole ? "=~" : "=")\"\(pattern)\""
        case .notEqual: instead = "le\(isWhole ? "!~" : "!=")\"\(pattern)\""
        }
        // Of a pattern with escapes the place isn't known exactly, and between backquotes a backslash is one.
        let isRaw = query.query.string.text.utf8.dropFirst(Int(matcher.value.span.start)).first == UInt8(ascii: "`")
        let canReplace = replaced == matcher.span || (place != matcher.value.span && !isRaw)
        return query.finding(
            BucketBounds.spelling, at: place,
            "the bound \(text.quoted) is stored as \(printed.quoted), and `le` is compared as a string",
            help: "write \(instead.quoted)",
            fixes: canReplace
                ? [query.fix("write \(instead.quoted)", replacing: replaced, with: instead)].compactMap { $0 } : [])
    }
}
