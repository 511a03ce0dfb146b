// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import SpecChecks
import SpecDiagnostics
import SpecEmitters
import SpecHistory
import SpecOutput
import SpecPipeline
import SpecQueries
import SpecTestSupport
import TestSupport
import Testing

@testable import SpecCommands

@Suite("The difference of two releases")
struct ReleaseDifferenceTests {
    /// A spec with one group.
    private static func spec(
        _ metrics: String, version: String = "1.4.0", parameters: String = "fine: {type: boolean, default: false}",
        labels: String = "k: {help: K., values: [a, b]}, o: {help: O., max_values: 5}", lifecycle: String = "",
        group: String = "g"
    ) -> String {
        """
        metricsgen: 1
        product: {name: shop, version: "\(version)", prefix: shop_}
        \(lifecycle.isEmpty ? "" : "lifecycle: {\(lifecycle)}")
        parameters: {\(parameters), most: {type: integer, default: 10}}
        labels: {\(labels)}
        groups:
          \(group):
            metrics:
        \(metrics.split(separator: "\n").map { "      \($0)\n" }.joined())
        """
    }

    /// Both the catalogue of a spec as values, and as it is written and read back.
    private func catalogue(_ text: String) throws -> Catalogue {
        let package = PackageInMemory(FixtureFiles(text))
        let compilation = try Compilation(package.root, in: package.sources, emitters: Emitter.all)
        let faults = compilation.findings.filter { $0.rule.severity == .error }.map(\.message)
        #expect(faults == [])
        let spec = try #require(compilation.spec)
        let read = try Catalogue(parsing: Array(CatalogueDocument(spec).text.utf8))
        #expect(read == Catalogue(spec))
        return read
    }

    private func changes(_ before: String, _ after: String) throws -> [CatalogueChange] {
        let (old, new) = (try catalogue(before), try catalogue(after))
        #expect(old.changes(since: old).isEmpty && new.changes(since: new).isEmpty)
        return new.changes(since: old)
    }

    /// What is said of a change, in short: kind, subject, and the verdicts for queries, code and operations.
    private func words(_ change: CatalogueChange) -> String {
        let verdicts = Reader.allCases.map { String(change.verdicts[$0].rawValue.prefix(1)) }.joined()
        return [change.kind.rawValue, change.subject, verdicts].compactMap(\.self).joined(separator: " ")
    }

    private static let help = "x: {help: Things., type: "

    @Test(
        "every field that somebody can notice is a change with a verdict for each kind of readers",
        arguments: [
            ("counter}", "", "removed bbn"),
            ("counter}", "x: {help: Other things., type: counter}", "help-changed nnn"),
            ("counter}", help + "gauge}", "type-changed bbb"),
            ("gauge, unit: tokens}", help + "gauge, unit: requests}", "unit-changed bnn"),
            ("gauge}", help + "gauge, unit: requests}", "unit-changed cnn"),
            ("gauge}", help + "gauge, unit: none}", ""),
            (
                "counter}", help + "counter, changes: [{in: \"1.5\", kind: meaning, note: Counts more.}]}",
                "meaning-changed bnn"
            ),
            ("counter}", help + "counter, labels: k}", "label-added k bbn"),
            ("info, labels: k}", help + "info, labels: [k, o]}", "label-added o cbn"),
            ("counter, labels: [k, o]}", help + "counter, labels: k}", "label-removed o bbn"),
            ("counter, labels: k}", help + "counter, labels: {k: {name: q}}}", "label-renamed k bnn"),
            ("counter, labels: k}", help + "counter, labels: {k: {values: [a, b, c]}}}", "value-added k ccn"),
            ("counter, labels: k}", help + "counter, labels: {k: {values: [a]}}}", "value-removed k bbn"),
            (
                "counter, labels: k}", help + "counter, labels: {k: {values: [a, c]}}}",
                "value-removed k bbn, value-added k ccn"
            ),
            ("counter, labels: k}", help + "counter, labels: {k: {max_values: 3}}}", "binding-changed k bbn"),
            ("counter, labels: o}", help + "counter, labels: {o: {values: [a]}}}", "binding-changed o cbn"),
            ("counter, labels: o}", help + "counter, labels: {o: {required: false}}}", "requirement-changed o ccn"),
            ("counter, labels: {o: {required: false}}}", help + "counter, labels: o}", "requirement-changed o cbn"),
            ("counter, labels: o}", help + "counter, labels: {o: {max_values: 3}}}", "limit-changed o bnn"),
            ("counter, labels: o}", help + "counter, labels: {o: {max_values: 9}}}", "limit-changed o cnc"),
            ("counter, labels: k}", help + "counter, labels: {k: {help: Another K.}}}", "label-help-changed k nnn"),
            ("histogram, buckets: [1, 2]}", help + "histogram, buckets: [1, 2, 5]}", "bounds-added cnn"),
            (
                "histogram, buckets: [1, 2]}", help + "histogram, buckets: [1, 5]}",
                "bounds-removed bnn, bounds-added cnn"
            ),
            (
                "histogram, buckets: {series: [1, 2, 5], max: $most}}",
                help + "histogram, buckets: {series: [1, 5], max: $most}}", "bounds-removed bnn"
            ),
            (
                "histogram, buckets: {series: [1], max: $most}}",
                help + "histogram, buckets: {series: [1], max: $most - 1}}", "bounds-changed bnn"
            ),
            (
                "histogram, buckets: [1, 2]}", help + "histogram, buckets: {bounds: [1, 2], native: {}}}",
                "native-added bnb"
            ),
            (
                "histogram, buckets: {native: {}, bounds: [1, 2]}}", help + "histogram, buckets: [1, 2]}",
                "native-removed bnn"
            ),
            (
                "histogram, buckets: {native: {}}}", help + "histogram, buckets: {native: {growth: 2}}}",
                "native-changed cnn"
            ),
            (
                "histogram, buckets: {native: {}, bounds: [1]}}",
                help + "histogram, buckets: {native: {reset_after: 1h}}}", "native-changed cnn, bounds-removed bnn"
            ),
            (
                "histogram, buckets: {series: [1], max: 100}}", help + "histogram, buckets: [1, 10, 100]}", ""
            ),
            (
                "histogram, buckets: {if: $fine, then: [1, 2, 3], else: [1, 3]}}",
                help + "histogram, buckets: {if: $fine, then: [1, 2, 4], else: [1, 3]}}",
                "bounds-removed bnn, bounds-added cnn"
            ),
            ("gauge, multiprocess: sum}", help + "gauge, multiprocess: max}", "mode-changed bnb"),
            ("gauge}", help + "gauge, initial: 0}", "initial-changed cnn"),
            ("gauge}", help + "gauge, monotonic: true}", "growth-changed cnn"),
            ("gauge, monotonic: true}", help + "gauge}", "growth-changed bnn"),
            ("counter}", help + "counter, value: integer}", "recording-changed nbn"),
            ("counter}", help + "counter, if: $fine}", "condition-added bnn"),
            ("counter, if: $fine}", help + "counter}", "condition-removed cnn"),
            ("counter, if: $fine}", help + "counter, if: not $fine}", "condition-changed bnn"),
            ("counter}", help + "counter, stability: beta}", "stability-raised cnn"),
            ("counter, stability: stable}", help + "counter, stability: beta}", "stability-lowered bnn"),
            ("counter, stability: beta}", help + "counter, stability: alpha}", "stability-lowered cnn"),
            ("stateset, states: [on]}", help + "stateset, states: [on, off]}", "value-added shop_x ccn"),
            ("stateset, states: [on, off]}", help + "stateset, states: [on]}", "value-removed shop_x bbn"),
            ("summary, quantiles: [0.5]}", help + "summary, quantiles: [0.5, 0.9]}", "quantiles-added cnn"),
            ("summary, quantiles: [0.5, 0.9]}", help + "summary, quantiles: [0.5]}", "quantiles-removed bnn"),
            ("counter, aliases: [a, b]}", help + "counter, aliases: [b, c]}", "alias-removed nnn, alias-added nnn"),
            ("counter}", help + "counter, swift_name: things}", "swift-name-changed nbn"),
            ("counter}", help + "counter, owner: us}", "owner-changed nnn"),
            ("counter}", help + "counter, next_steps: Look.}", "advice-changed nnn"),
            ("counter}", "z: {help: Things., type: counter, renamed_from: x}", "renamed bbn"),
            ("counter}", "z: {help: Things., type: counter, renamed_from: shop_x}", "renamed bbn"),
            ("counter}", "z: {help: Things., type: counter}", "removed bbn, added ccc"),
            ("counter, stability: alpha}", help + "gauge, stability: alpha}", "type-changed cbb"),
            ("counter, stability: beta}", help + "counter, stability: beta, labels: k}", "label-added k cbn"),
            ("gauge, stability: beta}", help + "counter, stability: beta}", "type-changed bbb"),
        ])
    func fields(before: String, after: String, expected: String) throws {
        let found = try changes(
            Self.spec(Self.help + before + "\ny: {type: counter, help: Ys.}"),
            Self.spec(after + "\ny: {type: counter, help: Ys.}", version: "1.5.0"))
        #expect(found.map(words).joined(separator: ", ") == expected)
    }

    @Test(
        "what a process is given at its start counts for those who give it",
        arguments: [
            ("fine: {type: boolean, default: true}", "parameter-default-changed fine cnc"),
            ("fine: {type: boolean}", "parameter-default-changed fine nbb"),
            ("fine: {type: integer, default: 1}", "parameter-type-changed fine nbb"),
            ("fine: {type: boolean, default: false, environment: FINE}", "parameter-source-changed fine nbb"),
            ("fine: {type: boolean, default: false}, z: {type: integer, default: 1}", "parameter-added z ncc"),
            ("fine: {type: boolean, default: false}, z: {type: integer}", "parameter-added z nbb"),
            ("coarse: {type: boolean, default: false}", "parameter-removed fine nbc, parameter-added coarse ncc"),
        ])
    func parameters(after: String, expected: String) throws {
        let metrics = Self.help + "counter}"
        let found = try changes(Self.spec(metrics), Self.spec(metrics, version: "1.5.0", parameters: after))
        #expect(found.map(words).joined(separator: ", ") == expected)
    }

    @Test(
        "a range that grows is fine, and one that shrinks stops a process that is outside of it",
        arguments: [("minimum: 0", "ccc"), ("minimum: 2, maximum: 9", "nbb"), ("minimum: 1, maximum: 9", "nbb")])
    func ranges(after: String, expected: String) throws {
        let metrics = Self.help + "counter}"
        func spec(_ range: String) -> String {
            Self.spec(metrics, parameters: "fine: {type: integer, default: 5, \(range)}")
        }
        let found = try changes(spec("minimum: 1"), spec(after))
        #expect(found.map(words) == ["parameter-range-changed fine \(expected)"])
    }

    /// A counter that is deprecated in 1.3, hidden from 1.4 and removed from 1.5, unless it says otherwise.
    private static func deprecated(_ more: String = "") -> String {
        help
            + "counter, deprecated: {since: \"1.3\", reason: Gone., replaced_by: y\(more)}}\ny: {type: counter, help: Ys.}"
    }

    private static let tombstone =
        "x: {type: counter, removed: {in: \"1.5\", reason: Gone.}}\ny: {type: counter, help: Ys.}"

    @Test(
        "a step of a life that was announced is compatible for queries, and one that comes early breaks them",
        arguments: [
            // Before, its version, after, its version.
            (help + "counter}\ny: {type: counter, help: Ys.}", "1.2.0", deprecated(), "1.3.0", "deprecated ccn"),
            (deprecated(), "1.3.0", deprecated(), "1.4.0", "hidden cnc"),
            (deprecated(), "1.4.0", tombstone, "1.5.0", "removed cbn"),
            (deprecated(), "1.4.0", "y: {type: counter, help: Ys.}", "1.5.0", "removed cbn"),
            (deprecated(), "1.3.0", "y: {type: counter, help: Ys.}", "1.4.0", "removed-early bbn"),
            (deprecated(", hide_after: 2, remove_after: 3"), "1.3.0", deprecated(), "1.4.0", "hidden-early bnc"),
            (help + "counter}\ny: {type: counter, help: Ys.}", "1.3.0", deprecated(), "1.4.0", "hidden-early bnc"),
            (help + "counter}\ny: {type: counter, help: Ys.}", "1.4.0", tombstone, "1.5.0", "removed bbn"),
            (deprecated(), "1.3.0", help + "counter}\ny: {type: counter, help: Ys.}", "1.3.1", "undeprecated ccn"),
            (
                deprecated(", hide_after: 2, remove_after: 3"), "1.3.0", deprecated(", hide_after: 3, remove_after: 4"),
                "1.3.1", "schedule-changed ccn"
            ),
            (
                deprecated(", hide_after: 3, remove_after: 4"), "1.3.0", deprecated(", hide_after: 2, remove_after: 3"),
                "1.3.1", "schedule-changed bcn"
            ),
            (tombstone, "1.5.0", "y: {type: counter, help: Ys.}", "1.6.0", ""),
            (tombstone, "1.5.0", help + "gauge}\ny: {type: counter, help: Ys.}", "1.6.0", "added ccc"),
        ])
    func life(before: String, from: String, after: String, to: String, expected: String) throws {
        let found = try changes(Self.spec(before, version: from), Self.spec(after, version: to))
        #expect(found.map(words).joined(separator: ", ") == expected)
    }

    @Test("a deprecation names the replacement as what is new")
    func replacement() throws {
        let found = try changes(
            Self.spec(Self.help + "counter}\ny: {type: counter, help: Ys.}", version: "1.2.0"),
            Self.spec(Self.deprecated(), version: "1.3.0"))
        #expect(found.map(\.new) == ["shop_y"])
        #expect(found.map(\.message) == ["`shop_x` is deprecated: use `shop_y`"])
    }

    @Test(
        "the versions say which step is expected",
        arguments: [
            ("1.4.0", "1.4.1", ReleaseStep.patch), ("1.4.0", "1.5.0", .minor), ("1.4.0", "2.0.0", .major),
            ("0.4.0", "0.5.0", .major), ("0.4.0", "0.4.1", .patch), ("0.4.0", "1.0.0", .major),
            ("1.4.0", "1.4.0", nil), ("1.5.0", "1.4.0", nil), ("0.0.0", "1.4.0", nil),
        ])
    func expectation(from: String, to: String, step: ReleaseStep?) throws {
        let versions = try [from, to].map { try catalogue(Self.spec(Self.help + "counter}", version: $0)).version }
        #expect(ReleaseStep(from: versions[0], to: versions[1]) == step)
    }

    @Test("metrics that exclude each other are compared with the one of the same condition")
    func variants() throws {
        func spec(_ first: String, _ second: String) -> String {
            Self.spec(Self.help + "counter, if: $fine\(first)}")
                + "  h: {metrics: {x: {help: Things., type: counter, if: not $fine\(second)}}}\n"
        }
        #expect(try changes(spec("", ""), spec("", ", labels: k")).map(words) == ["label-added k bbn"])
        #expect(try changes(spec("", ""), spec(", labels: o", "")).map(words) == ["label-added o bbn"])
        let added = try changes(Self.spec(Self.help + "counter, if: $fine}"), spec("", ""))
        #expect(added.map(words) == ["added ccc"])
        #expect(added.map(\.message) == ["`shop_x` has another form, if not $fine"])
    }

    /// A spec with rules.
    private static func rules(_ rest: String) -> String {
        spec("x: {help: Things., type: counter, labels: [k]}\ny: {help: Y., type: counter}") + rest
    }

    @Test(
        "what changes in derived values, alerts and objectives is said of each",
        arguments: [
            ("derived: {d: {help: D., rate: x}}", "", ["derived-removed d bnn"]),
            ("", "derived: {d: {help: D., rate: x}}", ["derived-added d cnn"]),
            (
                "derived: {d: {help: D., rate: x}}", "derived: {d: {help: D., rate: x, by: k}}",
                ["derived-renamed d bnn", "derived-changed d cnn"]
            ),
            (
                "derived: {d: {help: D., rate: x}}", "derived: {d: {help: E., rate: y}}",
                ["derived-changed d cnn", "derived-help-changed d nnn"]
            ),
            (
                "derived: {d: {help: D., rate: x}}", "derived: {d: {help: D., rate: x, unit: events}}",
                ["derived-unit-changed d bnn"]
            ),
            (
                "alerts: {A: {when: shop_x > 1, for: 5m, severity: info, summary: A., next_steps: [B.]}}",
                "alerts: {A: {when: shop_x > 2, for: 9m, severity: critical, summary: B., next_steps: [B.]}}",
                [
                    "alert-changed A nnc", "alert-delay-changed A nnc", "alert-severity-changed A nnb",
                    "alert-words-changed A nnn",
                ]
            ),
            (
                "alerts: {A: {when: shop_x > 1, for: 5m, severity: info, summary: A.}}",
                "alerts: {B: {when: shop_x > 1, for: 5m, severity: info, summary: A.}}",
                ["alert-removed A nnb", "alert-added B nnc"]
            ),
            ("slos: {s: {objective: 99, window: 30d, bad: x, total: y}}", "", ["objective-removed s bnb"]),
            ("", "slos: {s: {objective: 99, window: 30d, bad: x, total: y}}", ["objective-added s cnc"]),
            (
                "slos: {s: {objective: 99, window: 30d, bad: x, total: y}}",
                "slos: {s: {objective: 98, window: 28d, good: x, total: y, page: info, help: S.}}",
                [
                    "objective-changed s bnc", "objective-changed s cnc", "objective-changed s cnc",
                    "objective-changed s nnb", "objective-words-changed s nnn",
                ]
            ),
        ])
    func ruleChanges(before: String, after: String, expected: [String]) throws {
        #expect(try changes(Self.rules(before), Self.rules(after)).map(words) == expected)
    }

    @Test("a catalogue of a release that had no rules in it isn't compared with their absence")
    func unknownRules() throws {
        let new = try catalogue(Self.rules("derived: {d: {help: D., rate: x}}"))
        var old = new
        old.rules = nil
        #expect(new.changes(since: old).isEmpty && old.changes(since: new).isEmpty)
    }

    @Test("each row of the table is a row of its own, and each kind has one")
    func table() {
        #expect(Set(ChangeType.all.map { "\($0.kind) \($0.situation ?? "")" }).count == ChangeType.all.count)
        #expect(Set(ChangeType.all.map(\.kind)) == Set(ChangeType.Kind.allCases))
        for type in ChangeType.all { #expect(type.reason.hasSuffix("."), "\(type.kind)") }
        #expect(
            ChangeType.Kind.allCases.map { ChangeRules.rule(of: $0)?.name } == ChangeType.Kind.allCases.map(\.ruleName))
    }

    @Test("the page has the table of the code")
    func page() throws {
        let rows = ChangeType.all.map { type in
            let kind = "`\(type.kind.rawValue)`" + (type.situation.map { ": \($0)" } ?? "")
            return "| \(kind) | " + Reader.allCases.map { type.verdicts[$0].rawValue }.joined(separator: " | ")
                + " | \(type.reason) |\n"
        }
        let table = "| change | queries | code | operations | why |\n|--|--|--|--|--|\n" + rows.joined()
        let page = try Repository.text("docs/diff.md")
        let written = page.split(separator: "\n", omittingEmptySubsequences: false)
            .drop { $0 != "| change | queries | code | operations | why |" }.prefix { $0.hasPrefix("|") }
        expectSame(written.map { $0 + "\n" }.joined(), table, "docs/diff.md")
    }
}
