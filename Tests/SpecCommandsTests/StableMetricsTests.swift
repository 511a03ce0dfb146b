// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import SpecDiagnostics
import SpecEmitters
import SpecHistory
import SpecPipeline
import SpecQueries
import SpecTestSupport
import TestSupport
import Testing

@testable import SpecCommands

@Suite("Stable metrics against the catalogue of the last release")
struct StableMetricsTests {
    /// A spec with one group, its catalogue in an output and the released one beside it.
    private static func spec(
        _ metrics: String, version: String = "1.4.0", lifecycle: String = "released: released.json",
        labels: String = "k: {help: K., values: [a, b]}, o: {help: O.}"
    ) -> String {
        """
        metricsgen: 1
        product: {name: shop, version: "\(version)", prefix: shop_}
        outputs: {catalogue: {file: catalogue.json}}
        lifecycle: {\(lifecycle)}
        parameters: {fine: {type: boolean, default: false}, most: {type: integer, default: 10}}
        labels: {\(labels)}
        groups:
          g:
            metrics:
        \(metrics.split(separator: "\n").map { "      \($0)\n" }.joined())
        """
    }

    /// What `check` says of a spec after another one was released.
    private func findings(before: String, after: String) throws -> [Finding] {
        let package = try SpecInDirectory(before.replacing("lifecycle: {released: released.json}", with: ""))
        _ = try package.build().apply()
        try package.write(try package.text(of: "catalogue.json"), to: "released.json")
        try package.write(after, to: "metrics.yaml")
        let rules = Set(RulePage.rules.filter { $0.code.hasPrefix("MG52") || $0.code.hasPrefix("MG29") }.map(\.name))
        let check = try Build([RootSpec(path: "metrics.yaml", workingDirectory: package.path)], isReviewing: true)
        let lint = try Lint([RootSpec(path: "metrics.yaml", workingDirectory: package.path)])
        let found = check.findings.filter { rules.contains($0.rule.name) }
        #expect(found.map(\.message) == lint.findings.filter { rules.contains($0.rule.name) }.map(\.message))
        // A build goes on, and leaves the released catalogue as it is.
        let released = try package.text(of: "released.json")
        _ = try package.build().apply()
        #expect(try package.text(of: "released.json") == released)
        return found
    }

    private static let head = "x: {help: Things., stability: stable, type: "

    @Test(
        "a stable metric that loses something is an error, and the message names the metric",
        arguments: [
            ("counter}", "", "stable-metric-removed"),
            ("counter}", "x: {type: counter, removed: {in: \"1.4\", reason: Gone.}}", "stable-metric-removed"),
            (
                "counter}", head + "counter, deprecated: {since: \"1.3\", reason: Gone., replaced_by: none}}",
                "stable-metric-removed"
            ),
            ("counter}", head + "gauge}", "stable-type-changed"),
            ("gauge, unit: tokens}", head + "gauge, unit: requests}", "stable-unit-changed"),
            ("gauge, unit: tokens}", head + "gauge}", "stable-unit-changed"),
            ("counter, labels: [k, o]}", head + "counter, labels: k}", "stable-label-removed"),
            ("info, fields: o}", head + "info, fields: k}", "stable-label-removed"),
            ("histogram, buckets: [1, 2, 5]}", head + "histogram, buckets: [1, 3, 5]}", "stable-bound-removed"),
            (
                "histogram, buckets: {series: [1, 2, 5], max: $most}}",
                head + "histogram, buckets: {series: [1, 5], max: $most}}", "stable-bound-removed"
            ),
            (
                "histogram, buckets: {if: $fine, then: [1, 2, 3], else: [1, 3]}}",
                head + "histogram, buckets: {if: $fine, then: [1, 2], else: [1, 3]}}", "stable-bound-removed"
            ),
            (
                "histogram, buckets: {series: [1], max: $most}}", head + "histogram, buckets: [1, 10]}",
                "stable-bound-removed"
            ),
            ("gauge, multiprocess: sum}", head + "gauge, multiprocess: max}", "stable-mode-changed"),
            ("gauge}", head + "gauge, multiprocess: max}", "stable-mode-changed"),
            ("stateset, states: [on, off]}", head + "stateset, states: [on]}", "stable-value-removed"),
        ])
    func losses(before: String, after: String, rule: String) throws {
        let found = try findings(
            before: Self.spec(Self.head + before), after: Self.spec(after + "\ny: {type: counter, help: Ys.}"))
        #expect(found.map(\.rule.name) == [rule])
        #expect(found.allSatisfy { $0.message.contains("`shop_x`") && $0.rule.severity == .error })
    }

    @Test(
        "what is added, unstable or announced is not",
        arguments: [
            (head + "counter, labels: k}", head + "counter, labels: [k, o]}"),
            (head + "histogram, buckets: [1, 2]}", head + "histogram, buckets: [1, 1.5, 2, 5]}"),
            (
                head + "histogram, buckets: [1]}",
                head + "histogram, buckets: {if: $fine, then: [1, 2], else: [0.5, 1]}}"
            ),
            (head + "gauge}", head + "gauge, unit: tokens}"),
            (head + "stateset, states: [on]}", head + "stateset, states: [off, on]}"),
            (head + "counter}", head + "counter, deprecated: {since: \"1.4\", reason: Gone., replaced_by: none}}"),
            (head + "counter}", "x: {help: Other things., stability: beta, type: counter}"),
            ("x: {help: Things., type: counter}", "y: {help: Things., type: counter}"),
            ("x: {help: Things., type: counter, stability: beta}", head + "gauge}"),
        ])
    func kept(before: String, after: String) throws {
        #expect(try findings(before: Self.spec(before), after: Self.spec(after)).map(\.message) == [])
    }

    @Test(
        "a metric that was announced ends when the release said, and not before",
        arguments: [("1.4.0", true), ("1.5.0", true), ("1.6.0", false), ("2.0.0", false)])
    func announced(version: String, isEarly: Bool) throws {
        func deprecated(_ more: String) -> String {
            Self.head + "counter, deprecated: {since: \"1.3\", reason: Gone., replaced_by: none\(more)}}"
        }
        let before = Self.spec(deprecated(", hide_after: 2, remove_after: 3"), version: "1.3.0")
        for after in ["", "x: {type: counter, removed: {in: \"1.4\", reason: Gone.}}"] {
            let found = try findings(
                before: before, after: Self.spec(after + "\ny: {type: counter, help: Ys.}", version: version))
            #expect(found.map(\.rule.name) == (isEarly ? ["stable-metric-removed"] : []), "\(after)")
        }
        // Hidden from 1.5 on, as the release said; hidden from 1.4 on by an edit since.
        #expect(
            try findings(
                before: before, after: Self.spec(deprecated(", hide_after: 2, remove_after: 3"), version: "1.5.0")
            ).isEmpty)
        let hidden = try findings(before: before, after: Self.spec(deprecated(""), version: "1.4.0"))
        #expect(hidden.map(\.message) == ["`shop_x` is hidden in 1.4, and release 1.3.0 announced that for 1.5"])
    }

    @Test("closed values that are gone, and a list of values that is gone, are errors")
    func values() throws {
        let metric = Self.head + "counter, labels: k}"
        for labels in ["k: {help: K., values: [b, c]}", "k: {help: K.}", "k: {help: K., bind: instance}"] {
            let found = try findings(before: Self.spec(metric), after: Self.spec(metric, labels: labels))
            #expect(found.map(\.rule.name) == ["stable-value-removed"], "\(labels)")
        }
        #expect(
            try findings(
                before: Self.spec(metric), after: Self.spec(metric, labels: "k: {help: K., values: [c, b, a]}")
            ).isEmpty)
    }

    @Test("an exception allows what it names, for as long as it holds, and is reported where it allows nothing")
    func exceptions() throws {
        func found(_ exception: String) throws -> [String] {
            try findings(
                before: Self.spec(Self.head + "counter}"),
                after: Self.spec(
                    Self.head + "gauge}",
                    lifecycle: "released: released.json, allow: [{\(exception), reason: It was wrong.}]")
            ).map(\.rule.name)
        }
        #expect(try found("rule: stable-type-changed, metric: x") == [])
        #expect(try found("rule: stable-type-changed, metric: shop_x, until: \"1.5\"") == [])
        #expect(
            try found("rule: stable-type-changed, metric: x, until: \"1.4\"") == [
                "expired-waiver", "stable-type-changed",
            ])
        #expect(try found("rule: stable-unit-changed, metric: x") == ["unused-waiver", "stable-type-changed"])
        #expect(try found("rule: stable-type-changed, metric: y") == ["unused-waiver", "stable-type-changed"])
        #expect(try found("rule: stable-type-change, metric: x") == ["unknown-waiver", "stable-type-changed"])
        #expect(try found("rule: counter-without-total, metric: x") == ["unknown-waiver", "stable-type-changed"])
    }

    @Test("without a released catalogue nothing is compared, and an exception is reported")
    func withoutCatalogue() throws {
        let before = Self.spec(Self.head + "counter}")
        #expect(try findings(before: before, after: Self.spec(Self.head + "gauge}", lifecycle: "")).isEmpty)
        let exception = "allow: [{rule: stable-type-changed, metric: x, reason: It was wrong.}]"
        let found = try findings(before: before, after: Self.spec(Self.head + "gauge}", lifecycle: exception))
        #expect(found.map(\.rule.name) == ["unused-waiver"])
    }

    @Test("a spec with an error of its own isn't compared: what it lacks isn't gone")
    func faulty() throws {
        let before = Self.spec(Self.head + "counter}\ny: {type: counter, help: Ys., stability: stable}")
        let after = Self.spec(Self.head + "couter}\ny: {type: gauge, help: Ys., stability: stable}")
        let package = try SpecInDirectory(after)
        try package.write(try #require(try catalogue(before)), to: "released.json")
        let lint = try Lint([RootSpec(path: "metrics.yaml", workingDirectory: package.path)])
        #expect(lint.findings.filter { $0.rule.severity == .error }.map(\.rule.name) == ["unknown-value"])
    }

    private func catalogue(_ spec: String) throws -> String? {
        try SpecInDirectory(spec.replacing("lifecycle: {released: released.json}", with: "")).build().compilations
            .first?.spec.map { CatalogueDocument($0).text }
    }

    // MARK: The file

    @Test("a released catalogue that can't be compared is an error of build, check and lint")
    func unusable() throws {
        let spec = Self.spec(Self.head + "counter}")
        let good = try #require(try catalogue(spec))
        let cases: [(text: String?, message: String)] = [
            (nil, "there is no file"), ("", "it is not JSON: expected a value at column 1"),
            ("{\"a\": 1}", "it is not a catalogue that metricsgen wrote"), ("[1]", "it is not a catalogue"),
            (good.replacing("\"version\": 2,", with: "\"version\": 3,"), "version 3 of the catalogue format"),
            (good.replacing("\"name\": \"shop\"", with: "\"name\": \"mill\""), "the catalogue of `mill`"),
            (good.replacing("1.4.0", with: "1.5.0"), "the catalogue of 1.5.0, which comes after this product's 1.4.0"),
            (good.replacing("\"type\": \"counter\"", with: "\"type\": \"count\""), "`type` of the metric `shop_x`"),
            (good.replacing("\"lifecycle\"", with: "\"life\""), "`lifecycle` of the metric `shop_x`"),
        ]
        for (text, message) in cases {
            let package = try SpecInDirectory(spec)
            if let text { try package.write(text, to: "released.json") }
            let root = RootSpec(path: "metrics.yaml", workingDirectory: package.path)
            for findings in [
                try Build([root]).findings, try Build([root], isReviewing: true).findings, try Lint([root]).findings,
            ] {
                let errors = findings.filter { $0.rule.severity == .error }
                #expect(errors.map(\.rule.name) == ["unusable-released-catalogue"], "\(message)")
                #expect(errors.first?.message.contains(message) == true, "\(errors.map(\.message))")
            }
        }
    }

    @Test("a released catalogue behind a link is read inside the package, and not outside of it")
    func links() throws {
        let spec = Self.spec(Self.head + "counter}")
        let outside = try SpecInDirectory(spec)
        try outside.write(try #require(try catalogue(spec)), to: "released.json")
        let elsewhere = outside.url.appending(path: "released.json").path(percentEncoded: false)
        for (target, rules) in [("inner.json", []), (elsewhere, ["unusable-released-catalogue"])] {
            let package = try SpecInDirectory(spec)
            try package.write(try outside.text(of: "released.json"), to: "inner.json")
            try FileManager.default.createSymbolicLink(
                atPath: package.url.appending(path: "released.json").path(percentEncoded: false),
                withDestinationPath: target)
            let lint = try Lint([RootSpec(path: "metrics.yaml", workingDirectory: package.path)])
            #expect(lint.findings.filter { $0.rule.severity == .error }.map(\.rule.name) == rules, "\(target)")
        }
    }

    @Test("an output at the path of the released catalogue is an error, and one that was there once is not removed")
    func overwritten() throws {
        let metrics = Self.head + "counter}"
        for path in ["catalogue.json", "./catalogue.json", "a/../catalogue.json", "Catalogue.json"] {
            let package = try SpecInDirectory(Self.spec(metrics, lifecycle: "released: \(path)"))
            try package.write(try #require(try catalogue(Self.spec(metrics))), to: "catalogue.json")
            try package.write(try package.text(of: "catalogue.json"), to: "Catalogue.json")
            let build = try package.build()
            #expect(build.findings.map(\.rule.name) == ["released-catalogue-overwritten"], "\(path)")
            #expect(build.plans.isEmpty)
        }
        let package = try SpecInDirectory(Self.spec(metrics, lifecycle: ""))
        _ = try package.build().apply()
        let moved = Self.spec(metrics, lifecycle: "released: catalogue.json")
            .replacing("{file: catalogue.json}", with: "{file: other.json}")
        try package.write(moved, to: "metrics.yaml")
        let text = try package.text(of: "catalogue.json")
        _ = try package.build().apply()
        #expect(try package.text(of: "catalogue.json") == text)
        #expect(try package.build().plans.allSatisfy { try $0.changes().isEmpty })
    }

    // MARK: The comparison

    @Test(
        "a catalogue that is written and read back is what the spec says",
        arguments: RecordedText.all(in: "Tests/SpecLanguageTests/Fixtures/Legal", endingWith: ".yaml").map(\.input)
            .filter { !$0.contains("# file: ") && !$0.contains("released:") })
    func roundTrip(text: String) throws {
        let build = try SpecInDirectory(text).build()
        let spec = try #require(build.compilations.first?.spec)
        let written = CatalogueDocument(spec).text
        let read = try Catalogue(parsing: Array(written.utf8))
        #expect(read == Catalogue(spec))
        #expect(Catalogue(spec).changes(since: read).isEmpty)
    }

    @Test("a catalogue of version 1 is read like the one of today")
    func formerVersion() throws {
        let read = try ["FormerCatalogue", "Catalogue"].map { folder in
            let text = try Repository.text("Tests/SpecEmittersTests/Fixtures/\(folder)/bakery.json")
            return try Catalogue(parsing: Array(text.utf8))
        }
        // Version 1 doesn't say what changed under a name, nor which labels and values are deprecated.
        func known(_ catalogue: Catalogue) -> [CataloguedMetric] {
            catalogue.metrics.map { metric in
                var metric = metric
                metric.changes = []
                metric.codeNames = nil
                for index in metric.labels.indices {
                    metric.labels[index].deprecation = nil
                    metric.labels[index].deprecatedValues = [:]
                }
                return metric
            }
        }
        #expect(known(read[0]) == known(read[1]))
        #expect(read[0].prefixes == read[1].prefixes)
    }

    @Test("a released catalogue that lists very much is compared in linear time")
    func large() throws {
        let metrics = Self.head + "histogram, labels: k, buckets: {if: $fine, then: [1, 2], else: [3, 4]}}"
        let text = try #require(try catalogue(Self.spec(metrics)))
        func numbers(_ first: Int) -> String { (first..<first + 200_000).map(String.init).joined(separator: ",") }
        let large = [1: numbers(1), 3: numbers(500_000)].reduce(
            text.replacing(#/\[\s*"a",\s*"b"\s*\]/#, with: "[\"a\", \"\(numbers(1).replacing(",", with: "\",\""))\"]")
        ) { text, list in
            text.replacing(try! Regex("\\[\\s*\(list.key),\\s*\(list.key + 1)\\s*\\]"), with: "[\(list.value)]")
        }
        let released = try Catalogue(parsing: Array(large.utf8))
        // Looked for one by one, these would be compared 40,000,000,000 times.
        let changes = try Catalogue(parsing: Array(text.utf8)).changes(since: released)
        #expect(changes.map(\.kind) == [.valueRemoved, .valueAdded, .boundsRemoved, .boundsAdded])
        #expect(changes.map(\.lost.count) == [200_000, 0, 400_000 - 2, 0])
        #expect(changes.map(\.gained) == [[], ["b"], [], ["3", "4"]])
        #expect(released.changes(since: released).isEmpty)
    }
}
