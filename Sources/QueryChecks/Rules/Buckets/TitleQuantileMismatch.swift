// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import QueryMeaning
import ReferenceFiles
import SpecDiagnostics

enum TitleQuantileMismatch {
    static let rule = Rule(code: "MG4408", name: "title-quantile-mismatch", severity: .warning)
    static let explained = ExplainedRule(
        rule,
        explanation: """
            The title of a panel names a quantile, such as `p95` or `95th percentile`, and none of the panel's queries asks \
            for it: they ask for another one. Usually the query was copied. Nothing is said if a variable decides the \
            quantile.
            """,
        badExample: """
            # shop_door_seconds is a histogram. In a panel with the title `Time to the door, p95`:
            histogram_quantile(0.99, sum by (le) (rate(shop_door_seconds_bucket[5m])))
            """,
        goodExample: """
            # shop_door_seconds is a histogram. In a panel with the title `Time to the door, p95`:
            histogram_quantile(0.95, sum by (le) (rate(shop_door_seconds_bucket[5m])))
            """)

    static func findings(_ file: CheckedFile) -> [Finding] {
        /// The place of a panel's title that names a quantile.
        func place(_ query: ReferencedQuery) -> Span? {
            guard case .panel(let panel) = query.use, let title = panel.title,
                !TitleQuantile.all(in: title.text).isEmpty
            else { return nil }
            return title.span(of: 0..<title.text.utf8.count, in: file.source, id: file.id)
        }
        var panels: [Span: [CheckedQuery]] = [:]
        for query in file.queries { place(query.query).map { panels[$0, default: []].append(query) } }
        guard !panels.isEmpty else { return [] }
        var counts: [Span: Int] = [:]
        for query in file.file.queries { place(query).map { counts[$0, default: 0] += 1 } }
        // Queries of other products aren't read, and one of them may be the one that the title means.
        return panels.filter { counts[$0] == $1.count }.values.compactMap(finding)
    }

    private static func finding(_ queries: [CheckedQuery]) -> Finding? {
        guard let title = queries.first?.panel?.title else { return nil }
        let named = TitleQuantile.all(in: title.text)
        var asked: [(number: Double, query: CheckedQuery, span: PromQLSpan)] = []
        for query in queries {
            guard let numbers = query.reading.expression.quantiles else { return nil }
            asked += numbers.map { ($0.number, query, $0.span) }
        }
        guard let first = asked.first, let name = named.first,
            !asked.contains(where: { asked in named.contains { abs($0.number - asked.number) < 1e-9 } })
        else { return nil }
        return first.query.finding(
            rule, at: first.span,
            "the query asks for the quantile \(first.number), and the panel's title says `\(name.text)`",
            help: "correct the title or the query",
            related: [
                .init(
                    "the panel's title",
                    at: title.span(of: name.range, in: first.query.file.source, id: first.query.file.id))
            ])
    }
}

extension QueryCheck {
    static let titleQuantileMismatch = QueryCheck(
        [TitleQuantileMismatch.explained], findings: TitleQuantileMismatch.findings)
}

extension PromQLExpression {
    /// The quantiles that are asked for; nil if one of them isn't a number.
    fileprivate var quantiles: [(number: Double, span: PromQLSpan)]? {
        var found: [(number: Double, span: PromQLSpan)] = []
        func add(_ expression: PromQLExpression?) -> Bool {
            guard case .number(let number)? = expression?.form else { return false }
            found.append((number, expression?.span ?? .none))
            return true
        }
        switch form {
        case .call(let function, let arguments):
            switch function.text {
            case "histogram_quantile", "quantile_over_time": guard add(arguments.first) else { return nil }
            // Several at once, or a name that isn't known.
            case "histogram_quantiles", nil: return nil
            default: break
            }
        case .aggregation(let aggregation) where aggregation.operation == .quantile:
            guard add(aggregation.parameter) else { return nil }
        case .aggregationTemplate, .hole, .numberTemplate, .missing: return nil
        case .vector(let selector, _), .range(let selector, _, _):
            for matcher in selector.matchers where matcher.label.text == "quantile" {
                guard matcher.operation == .equal, let number = matcher.value.text.flatMap(Double.init) else {
                    return nil
                }
                found.append((number, matcher.span))
            }
        default: break
        }
        for part in parts {
            guard let quantiles = part.quantiles else { return nil }
            found += quantiles
        }
        return found
    }
}

/// A quantile that a title names: `p95`, `P99.9`, `p999`, `95th percentile`.
private struct TitleQuantile {
    let number: Double
    /// In the title, in bytes.
    let range: Range<Int>
    let text: String

    static func all(in title: String) -> [TitleQuantile] {
        // A variable can be anything.
        guard !title.contains("$"), !title.contains("[["), !title.contains("{{") else { return [] }
        let words = title.split { !$0.isLetter && !$0.isNumber && $0 != "." }
        return words.indices.compactMap { index in
            // The end of a sentence.
            var word = words[index]
            while word.last == "." { word.removeLast() }
            guard
                let number = afterP(word)
                    ?? (index + 1 < words.count && isPercentile(words[index + 1]) ? before(word) : nil)
            else { return nil }
            let start = title.utf8.distance(from: title.startIndex, to: word.startIndex)
            return TitleQuantile(number: number, range: start..<start + word.utf8.count, text: String(word))
        }
    }

    private static func isPercentile(_ word: Substring) -> Bool {
        ["percentile", "percentiles", "pct", "perc"].contains(word.lowercased())
    }

    /// `p99` and `p99.9`; `p999` is 99.9. One digit is a priority rather than a quantile.
    private static func afterP(_ word: Substring) -> Double? {
        guard word.first?.lowercased() == "p", let second = word.dropFirst().first, second.isNumber else { return nil }
        let digits = word.dropFirst()
        guard digits.count >= 2, digits.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }) else { return nil }
        guard !digits.contains("."), digits.count > 2 else { return share(digits) }
        return digits == "100" ? 1 : share(digits.prefix(2) + "." + digits.dropFirst(2))
    }

    /// `95th` and `95`.
    private static func before(_ word: Substring) -> Double? {
        let isOrdinal = ["st", "nd", "rd", "th"].contains { word.lowercased().hasSuffix($0) }
        return share(isOrdinal ? word.dropLast(2) : word)
    }

    private static func share(_ percent: some StringProtocol) -> Double? {
        guard let number = Double(percent), (1...100).contains(number) else { return nil }
        return number / 100
    }
}
