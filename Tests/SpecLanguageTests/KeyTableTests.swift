// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import SpecLanguage

/// The table is what messages, schema and reference page are made of.
@Suite("The table of keys")
struct KeyTableTests {
    @Test("holds every mapping of the language")
    func complete() {
        #expect(
            LanguageTables.all.map(\.subject.indefinite) == [
                "`deprecated`", "`exponential`", "`external`", "`lifecycle`", "`linear`", "`native`", "`outputs`",
                "`panel`",
                "`product`",
                "`quantile`",
                "`removed`", "a change", "a condition", "a derived value", "a file of translations", "a group",
                "a label",
                "a label's deprecation", "a metric", "a metric's label", "a parameter", "a policy",
                "a policy on names",
                "a reference", "a replacement", "a service level objective",
                "a spec file", "a unit", "a value", "a waiver",
                "an alert", "an exception", "buckets",
                "the output `catalogue`", "the output `docs`", "the output `grafana`", "the output `prometheus`",
                "the output `python`",
                "the output `swift`",
                "the translations of a group", "the translations of a label", "the translations of a metric",
                "the translations of a parameter", "two series",
            ])
    }

    @Test("each key has a help that fits into a sentence, and no name occurs twice in a mapping")
    func helps() {
        for table in LanguageTables.all {
            #expect(Set(table.keys.map(\.name)).count == table.keys.count)
            for key in table.keys {
                #expect(!key.help.isEmpty && !key.help.hasSuffix(".") && !key.help.contains("\n"), "\(key.name)")
                #expect(key.help.first?.isUppercase == false, "\(key.name): \(key.help)")
                #expect((1...SpecLanguage.version).contains(key.since))
            }
        }
    }

    @Test("each shape can be said in a message")
    func phrases() {
        for key in LanguageTables.all.flatMap(\.keys) { #expect(!key.shape.phrase.isEmpty) }
        #expect(
            MetricKeys.labels.description.shape.phrase
                == "the name of a label or a label set, or a list of such or a mapping with the name of each label as its keys"
        )
    }
}
