// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import SpecDiagnostics
import SpecPipeline
import SpecTestSupport
import TestSupport
import Testing

@testable import SpecCommands

/// `lint --fix` deletes what nothing uses. Behind a fault something can look unused that is in use.
@Suite("What `lint --fix` leaves alone")
struct WithheldDeletionTests {
    /// Everything that a fix can delete, and everything that can use it, in both notations.
    private static let full = """
        metricsgen: 1
        product: {name: shop, version: "1.6", prefix: shop_}
        lifecycle: {hide_after: 2, remove_after: 4}
        parameters:
          largest: {type: integer}
          debug: {type: boolean, default: false}
          sizes: {type: list of integers}
        labels:
          shop: {help: The shop that was visited., values: [north, south]}
          till: {help: The till., max_values: 10}
          clerk: {help: The clerk., bind: instance}
          version: {help: The version.}
        label_sets:
          place: [shop, till]
        buckets:
          seconds: [0.1, 1, 10]
          items: {if: $debug, then: small, else: {series: [1, 2, 5], max: $largest}}
          small: [1, 5]
          given: {sorted: $sizes}
        groups:
          cart:
            if: $debug
            metrics:
              visits_total:
                type: counter
                help: Visits of a shop.
                labels: place
              wait_seconds: {type: histogram, help: How long they waited., unit: seconds, buckets: seconds}
              order_items: {type: histogram, help: Items of an order., buckets: items, labels: [clerk]}
              order_boxes: {type: histogram, help: Boxes of an order., buckets: given}
              build_info: {type: info, help: The build that runs., fields: [version], max_series: 5}
              items:
                type: gauge
                help: Items in all carts.
                multiprocess: sum
                unit: items
                labels: shop
                deprecated: {since: "1.4", reason: Nobody looked at it., replaced_by: none}
                allow: [{rule: unit-missing-from-name, reason: It is old.}, {rule: help-without-deprecation, reason: It goes.}]
              open:
                type: stateset
                help: Whether the shop is open.
                states: [open, closed]
                allow:
                  - rule: type-in-name
                    reason: Its name is old.

        """

    private static let legal =
        [full]
        + RecordedText.all(in: "Tests/SpecLanguageTests/Fixtures/Legal", endingWith: ".yaml").map(\.input)
        .filter { !$0.contains("# file: ") }

    @Test("behind any fault that a slip makes, nothing is deleted that is kept without it", .slow, arguments: legal)
    func slips(text: String) throws {
        let before = try fixed(text)
        // Of the many slips some: each kind of slip, and each kind of place, is among them.
        let slips = SpecSlips(text).texts
        let some = sample(slips, every: text == Self.full ? 10 : 83, of: text.utf8.count)
        let faults = faultsFound(in: some) { slip in
            let lost = lost(before: before, of: text, after: slip)
            return lost.isEmpty ? [] : ["lost \(lost) of\n\(slip)"]
        }
        for fault in faults { Issue.record("\(fault)") }
    }

    @Test("what the corrected example of a rule keeps, the faulty one keeps too")
    func examples() throws {
        // The examples of rules on queries are not specs.
        let rules = RulePage.rules.filter { $0.severity == .error && !$0.code.hasPrefix("MG4") }
        for rule in rules where !rule.goodExample.contains("# file: ") {
            let lost = lost(before: try fixed(rule.goodExample), of: rule.goodExample, after: rule.badExample)
            #expect(lost.isEmpty, "\(rule.name)")
        }
    }

    @Test("a slip in another spec of the package withholds deletions from the files that both can include")
    func neighbours() throws {
        let shared = """
            labels:
              shop: {help: The shop that was visited., values: [north, south]}

            """
        func root(_ name: String, _ rest: String) -> String {
            "metricsgen: 1\nproduct: {name: \(name), version: \"1.0\", prefix: \(name)_}\ninclude: [shared.yaml]\n"
                + rest
        }
        let user = "groups: {a: {metrics: {visits_total: {type: counter, help: Visits of a shop., labels: shop}}}}\n"
        let slips = [
            ("labels: shop", "lables: shop"), ("include", "inclde"), ("product:", "prodcut:"),
            ("type: counter", "type: {counter}"),
            ("groups: {", "groups: {{"), ("", ""),
        ]
        for (word, slip) in slips {
            let package = try SpecInDirectory(root("one", ""), named: "spec/one.yaml")
            let other = root("two", user)
            try package.write(
                word.isEmpty ? other : other.replacing(word, with: slip, maxReplacements: 1), to: "spec/two.yaml")
            try package.write(shared, to: "spec/shared.yaml")
            _ = try Lint(fixing: [RootSpec(path: "spec/one.yaml", workingDirectory: package.path)])
            #expect(try package.text(of: "spec/shared.yaml") == shared, "\(slip)")
        }
    }

    @Test("the JSON report doesn't call a deletion safe while an error remains")
    func report() throws {
        func isSafe(_ metric: String) throws -> [Bool] {
            let text = """
                metricsgen: 1
                product: {name: shop, version: "1.0"}
                labels: {shop: {help: The shop., values: [a, b]}}
                groups: {cart: {metrics: {visits_total: {type: counter, help: \(metric)}}}}
                """
            return try compilation(text).findings.filter { $0.rule.name == "unused-label" }.flatMap(\.fixes).map(
                \.isSafe)
        }
        #expect(try isSafe("Visits.") == [true])
        #expect(try isSafe("Visits., unit: visit") == [false])
    }
}

private func fixed(_ text: String) throws -> String {
    let package = PackageInMemory(FixtureFiles(text))
    let specs = try FixedSpecs([package.root], in: package.sources)
    return specs.contents[package.root.absolutePath].map { String(decoding: $0, as: UTF8.self) } ?? text
}

private func compilation(_ text: String) throws -> LintedSpecs.Linted {
    let package = PackageInMemory(FixtureFiles(text))
    return try LintedSpecs([package.root], in: package.sources).linted[0]
}

/// The words that are missing after a slip was made, the fixes applied and the slip undone, and that would be there
/// had the slip not been made.
private func lost(before: String, of text: String, after slip: String) -> [String] {
    // A typing error can produce another legal spec, which is not an error. A metric that becomes overdue by it is fixed
    // as the spec then says.
    guard let compiled = try? compilation(slip), compiled.findings.mayHideUses,
        compiled.findings.contains(where: { $0.fixes.contains(where: \.isSafe) })
    else { return [] }
    guard let after = try? fixed(slip) else { return ["the spec itself"] }
    var missing = WordCounts(before).subtracting(WordCounts(after))
    // What the slip took away comes back with it.
    missing = missing.subtracting(WordCounts(text).subtracting(WordCounts(slip)))
    return missing.words
}

private struct WordCounts {
    private var counts: [Substring: Int]

    init(_ text: String) {
        counts = [:]
        for word in text.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "." }) {
            counts[word, default: 0] += 1
        }
    }

    func subtracting(_ other: WordCounts) -> WordCounts {
        var left = self
        left.counts = counts.filter { $0.value > other.counts[$0.key] ?? 0 }
        for (word, count) in left.counts { left.counts[word] = count - (other.counts[word] ?? 0) }
        return left
    }

    var words: [String] { counts.keys.map(String.init).sorted() }
}
