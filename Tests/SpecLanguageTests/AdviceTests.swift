// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecTestSupport
import Testing

@testable import SpecLanguage

/// Advice that is followed must not lead to the next error.
@Suite("Advice about keys of a metric")
struct AdviceTests {
    private static func spec(_ kind: MetricKind, _ entry: String) -> String {
        let needs =
            (kind.has(.buckets) ? ", buckets: [1, 2]" : "") + (kind.has(.states) ? ", states: [a, b]" : "")
            + (kind.has(.fields) ? ", fields: shop" : "")
        return """
            metricsgen: 1
            product: {name: shop, version: "1.4.2"}
            labels: {shop: {help: The shop.}}
            groups: {cart: {metrics: {one: {type: \(kind.rawValue), help: One.\(needs), \(entry)}}}}
            """
    }

    /// The words of other systems, and each key of a metric with a letter less.
    private static let words =
        ForeignKeywords.words + MetricKeys.table.keys.map { String($0.name.dropLast()) }.filter { $0.count > 1 }
        + ["quantiles", "percentiles", "objectives"]

    @Test("a key that is suggested is one that the metric can have", arguments: MetricKind.allCases)
    func suggestions(kind: MetricKind) {
        let faults = faultsFound(in: Self.words) { word in
            let spec = TestSpec(Self.spec(kind, "\(word): [1]"))
            guard let finding = spec.findings.first(where: { $0.rule.name == "unknown-key" }) else { return [] }
            // A tombstone has none of the keys that are there for a living metric.
            let edits = finding.fixes.first.map { $0.edits.filter { $0.text != MetricKeys.removed.name } } ?? []
            let next = edits.isEmpty ? nil : spec.sources.sources[0].applying(edits).map { TestSpec($0) }
            let misfits = next?.findings.filter { $0.rule.name == "inapplicable-key" } ?? []
            var faults = misfits.map { "\(kind) with \(word): \($0.message)" }
            let advice = finding.help ?? ""
            if !kind.has(.buckets),
                advice.contains("`panel: {quantiles") || advice.contains("under a metric's `panel`"),
                word.contains("tile") || word == "objectives"
            {
                faults.append("\(kind) with \(word): \(advice)")
            }
            return faults
        }
        for fault in faults { Issue.record("\(fault)") }
    }

    @Test("every kind of another system is known, and no kind of ours is taken for one")
    func kinds() {
        for kind in MetricKind.allCases { #expect(KindWords.meaning(of: kind.rawValue) == nil) }
        for word in ["untyped", "Enum", "up_down_counter", "up-down-counter", "Timer"] {
            #expect(KindWords.meaning(of: word) != nil, "\(word)")
        }
    }
}
