// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import Testing

@testable import MetricsRuntime

/// A product of version 0.9.0 with one metric deprecated in 0.7, two in 0.8, one in 0.6 that is gone, and one never.
struct AgeingProduct {
    static func declare(_ product: inout ProductDeclaration) {
        for (slot, (minor, removeAfter)) in [(7, 3), (8, 3), (8, 3), (6, 2)].enumerated() {
            product.counter(
                slot, "m\(slot)_total", "M.", MetricLabels(),
                .init(
                    deprecated: .init(
                        since: .init(0, minor), hideAfter: 1, removeAfter: removeAfter,
                        replacedBy: slot == 0 ? ["m4_total"] : [])))
        }
        product.counter(4, "m4_total", "M.", MetricLabels())
    }

    /// Which of them are served.
    static func served(_ visibility: Visibility, version: String = "0.9.0") throws(MetricsSetupError) -> String {
        let registry = MetricsRegistry { _ in }
        var product = ProductUnderTest(version: version)
        product.visibility = visibility
        let series = try product.register(in: registry, declare)
        // A hidden metric's handle takes everything and shows nothing.
        for slot in 0..<5 { series.counter(slot).increment() }
        return registry.exposition().split(separator: "\n").filter { $0.hasSuffix(" 1.0") }
            .map { String($0.dropFirst().prefix(1)) }.joined()
    }

    static func report(_ visibility: Visibility) throws(MetricsSetupError) -> LifecycleReport {
        var product = ProductDeclaration(name: "shop", version: "0.9.0")
        declare(&product)
        return try VisibilityDecision(visibility, of: product).report
    }
}

@Suite("Visibility")
struct VisibilityTests {
    @Test(
        "what is served follows from the version",
        arguments: [
            ("0.6.0", "01234"), ("0.7.0", "0124"), ("0.8.0", "124"), ("0.8.9", "124"), ("0.9.0", "4"),
            ("0.9.0rc1", "4"), ("0.10.0", "4"), ("1.0.0", "4"), ("0.0.0", "01234"), ("0.0.0.dev1+gabc", "01234"),
        ])
    func byVersion(version: String, expected: String) throws {
        #expect(try AgeingProduct.served(Visibility(productVersion: version)) == expected)
        #expect(try AgeingProduct.served(Visibility(), version: version) == expected)
    }

    @Test("a removal that is undecided never comes, and the report says that it is undecided")
    func undecided() throws {
        var product = ProductDeclaration(name: "shop", version: "0.9.0")
        product.counter(
            0, "a_total", "A.", MetricLabels(),
            .init(deprecated: .init(since: .init(0, 8), hidden: .undecided, removed: .undecided, replacedBy: ["c"])))
        product.counter(
            1, "b_total", "B.", MetricLabels(),
            .init(
                deprecated: .init(
                    since: .init(0, 8), hidden: .init(.init(0, 8), minorOffset: 1), removed: .undecided)))
        let messages = try VisibilityDecision(Visibility(productVersion: "3.4"), of: product).report.messages
        #expect(
            messages == [
                "`a_total` is deprecated since 0.8: its removal is undecided; use `c`",
                "`b_total` is hidden since 3.0: 0.8 shows it, its removal is undecided; nothing replaces it",
            ])
        let shown = try VisibilityDecision(Visibility(showHiddenFor: "0.8"), of: product).report.shown
        #expect(shown.map(\.hiddenFrom) == ["0.9"])
        #expect(shown.map(\.removedFrom) == [""])
    }

    private func servesInPatchReleases(_ visibility: Visibility) throws(MetricsSetupError) -> Bool {
        var product = ProductDeclaration(name: "shop", version: "0.9.2")
        let deprecated = DeclaredDeprecation(since: .init(0, 9, 2), hideAfter: 1, removeAfter: 3)
        product.counter(0, "a_total", "A.", MetricLabels(), .init(deprecated: deprecated))
        return try !VisibilityDecision(visibility, of: product).served.isEmpty
    }

    @Test(
        "what a patch release deprecated is hidden, shown and removed by patch releases",
        arguments: [
            ("0.9.1", nil, true), ("0.9.2", nil, true), ("0.9.2rc1", nil, true), ("0.9.3", nil, false),
            ("0.9.3", "0.9.2", true), ("0.9.4", "0.9.2", true), ("0.9.5", nil, false), ("0.10.0", nil, false),
            ("0.10.0", "0.9.2", true), ("0.11.1", nil, false),
        ] as [(String, String?, Bool)])
    func patchReleases(version: String, shown: String?, isServed: Bool) throws {
        #expect(try servesInPatchReleases(Visibility(productVersion: version, showHiddenFor: shown)) == isServed)
    }

    @Test(
        "and the release to show has three numbers",
        arguments: [
            ("0.9", "`0.9` deprecated no metric"), ("0.9.3", "`0.9.3` deprecated no metric"),
            ("0.9.2.1", "`0.9.2.1` is not of the form `X.Y.Z`"), ("v0.9.2", "`v0.9.2` is not of the form `X.Y.Z`"),
        ])
    func wrongPatchRelease(text: String, words: String) throws {
        let error = try #require(throws: MetricsSetupError.self) {
            try servesInPatchReleases(Visibility(productVersion: "0.9.3", showHiddenFor: text))
        }
        #expect(
            error.description
                == "`showHiddenFor`: \(words); at 0.9.3 `0.9.2` shows a_total; with `isLenient: true` the process starts anyway"
        )
    }

    @Test("hidden metrics are shown by the release line that deprecated them, and by no other")
    func shown() throws {
        #expect(try AgeingProduct.served(Visibility(showHiddenFor: "0.8")) == "124")
        #expect(try AgeingProduct.served(Visibility(showHiddenFor: "0.7")) == "04")
        #expect(try AgeingProduct.served(Visibility(productVersion: "0.10.2", showHiddenFor: "0.8")) == "124")
    }

    @Test(
        "a value that shows nothing is an error which says why, and what has an effect",
        arguments: [
            ("0.8.0", "`0.8.0` is not of the form `X.Y`"),
            ("v0.8", "`v0.8` is not of the form `X.Y`"),
            ("", "`` is not of the form `X.Y`"),
            ("0.8 ", "`0.8 ` is not of the form `X.Y`"),
            ("08.1", "`08.1` is not of the form `X.Y`"),
            ("0.5", "`0.5` deprecated no metric"), ("1.0", "`1.0` deprecated no metric"),
            ("0.6", "the metrics that `0.6` deprecated are removed at 0.9.0"),
        ])
    func nothingToShow(text: String, words: String) throws {
        let error = try #require(throws: MetricsSetupError.self) {
            try AgeingProduct.served(Visibility(showHiddenFor: text))
        }
        #expect(
            error.description
                == "`showHiddenFor`: \(words); at 0.9.0 `0.7` shows m0_total; `0.8` shows m1_total, m2_total; with `isLenient: true` the process starts anyway"
        )
    }

    @Test(
        "where nothing is hidden, the error says to leave the value out",
        arguments: [
            ("0.6.0", "0.8", "the metrics that `0.8` deprecates are not hidden yet at 0.6.0"),
            ("0.0.0", "0.6", "the metrics that `0.6` deprecates are not hidden yet at 0.0.0"),
            ("1.3.0", "0.8", "the metrics that `0.8` deprecated are removed at 1.3.0"),
        ])
    func nothingHidden(version: String, text: String, words: String) throws {
        let error = try #require(throws: MetricsSetupError.self) {
            try AgeingProduct.served(Visibility(productVersion: version, showHiddenFor: text))
        }
        #expect(
            error.description
                == "`showHiddenFor`: \(words); no value has an effect at \(version), so leave this setting out; with `isLenient: true` the process starts anyway"
        )
    }

    @Test("lenient, a value without an effect is a warning", arguments: ["0.8.0", "", "0.5", "0.6"])
    func lenient(text: String) throws {
        let visibility = try Visibility(showHiddenFor: text, isLenient: true)
        #expect(try AgeingProduct.served(visibility) == "4")
        let warnings = try AgeingProduct.report(visibility).warnings
        #expect(warnings.count == 1)
        #expect(warnings.first?.hasPrefix("`showHiddenFor` has no effect: ") == true)
    }

    @Test("a string that isn't a version is refused", arguments: ["", "9", "v0.9", "0.9.", "latest", "0..9", "0.9.1 "])
    func notAVersion(text: String) {
        #expect(throws: MetricsSetupError.self) { try Visibility(productVersion: text) }
        #expect(throws: MetricsSetupError.self) { try Visibility(productVersion: text, isLenient: true) }
    }

    @Test(
        "metrics are switched off by name and by pattern, which wins over showing",
        arguments: [
            (["m4_total"], nil, ""), (["m1_total"], "0.8", "24"), (["m*"], "0.8", ""),
            (["*1_total", "m2*l"], "0.8", "4"),
            (["*"], nil, ""), (["m*_*al"], nil, ""), (["m3_total"], nil, "4"),
        ] as [([String], String?, String)])
    func disabled(names: [String], shown: String?, expected: String) throws {
        #expect(try AgeingProduct.served(Visibility(showHiddenFor: shown, disabling: names)) == expected)
    }

    @Test(
        "what switches off nothing is an error, lenient a warning", arguments: ["m5_total", "", "m*x", "total", "m0"])
    func disablesNothing(text: String) throws {
        let error = try #require(throws: MetricsSetupError.self) {
            try AgeingProduct.served(Visibility(disabling: [text]))
        }
        #expect(
            error.description
                == "`disabling`: `\(text)` isn't a metric of shop 0.9.0; with `isLenient: true` the process starts anyway"
        )
        #expect(try AgeingProduct.served(Visibility(disabling: [text], isLenient: true)) == "4")
    }

    @Test(
        "a pattern is a name in which a star stands for any characters",
        arguments: [
            ("a", "a", true), ("a", "ab", false), ("a*", "a", true), ("*a", "ba", true), ("a*a", "a", false),
            ("a*a", "aa", true), ("a**b", "ab", true), ("*b*", "abc", true), ("a*b*c", "aXbYbc", true),
            ("a*b*c", "acb", false), ("*", "", true), ("a*bc*bc", "abc", false), ("a*bc*bc", "abcbc", true),
        ])
    func patterns(pattern: String, name: String, matches: Bool) {
        #expect(MetricPattern(pattern).matches(name) == matches)
    }

    @Test("the environment says the same as arguments, and its variables are named in what is said")
    func environment() throws {
        func visibility(_ variables: [String: String]) throws(MetricsSetupError) -> Visibility {
            try Visibility(environmentPrefix: "SHOP_") { variables[$0] }
        }
        #expect(try AgeingProduct.served(visibility([:])) == "4")
        #expect(try AgeingProduct.served(visibility(["SHOP_SHOW_HIDDEN_METRICS_FOR_VERSION": "0.8"])) == "124")
        #expect(try AgeingProduct.served(visibility(["SHOP_PRODUCT_VERSION": "0.8.1"])) == "124")
        #expect(
            try AgeingProduct.served(
                visibility(["SHOP_PRODUCT_VERSION": "0.8.1", "SHOP_DISABLE_METRICS": "m1_total, m2*"])) == "4")
        for (name, value) in [("SHOW_HIDDEN_METRICS_FOR_VERSION", ""), ("DISABLE_METRICS", "m1_total,")] {
            let error = try #require(throws: MetricsSetupError.self) {
                try AgeingProduct.served(visibility(["SHOP_" + name: value]))
            }
            #expect(error.description.hasPrefix("`SHOP_\(name)`: "))
            #expect(error.description.hasSuffix("; with `SHOP_LENIENT_METRICS=1` the process starts anyway"))
            #expect(
                try AgeingProduct.served(visibility(["SHOP_" + name: value, "SHOP_LENIENT_METRICS": "1"])).hasSuffix(
                    "4"))
        }
        #expect(throws: MetricsSetupError.self) { try visibility(["SHOP_LENIENT_METRICS": "perhaps"]) }
    }

    @Test("settings of one kind are filled from those of another, and keep their names")
    func filled() throws {
        let flags = try Visibility(showHiddenFor: "0.7")
        let variables = try Visibility(productVersion: "0.9.5", showHiddenFor: "0.8", disabling: ["m4_total"])
        #expect(try AgeingProduct.served(flags.filled(from: variables)) == "0")
        #expect(try AgeingProduct.served(Visibility().filled(from: variables)) == "12")
    }
}

@Suite("What is said at the start")
struct LifecycleReportTests {
    @Test("which metrics are on their way out, where they stand and what to use")
    func messages() throws {
        #expect(
            try AgeingProduct.report(Visibility(productVersion: "0.8.0", showHiddenFor: "0.7", disabling: ["m2_total"]))
                .messages
                == [
                    "`m1_total` is deprecated since 0.8: hidden from 0.9, removed from 0.11; nothing replaces it",
                    "`m0_total` is hidden since 0.8 and shown on request: removed from 0.10; use `m4_total`",
                    "`m3_total` is removed since 0.8; nothing replaces it", "`m2_total` is disabled",
                ])
        #expect(
            try AgeingProduct.report(Visibility()).messages.first
                == "`m0_total` is hidden since 0.8: 0.7 shows it, until it is removed from 0.10; use `m4_total`")
    }

    @Test("once, however many instances there are, and again when something is different")
    func once() throws {
        let heard = Lock([String]())
        let registry = MetricsRegistry { report in
            heard.withLock { $0.append(report.version + (report.warnings.isEmpty ? "" : ", made twice")) }
        }
        for version in ["0.9.0", "0.9.0", "0.8.0", "0.9.0"] {
            for model in ["a", "b"] {
                let product = ProductUnderTest(
                    version: "0.9.0", bound: [("model", model)], visibility: try Visibility(productVersion: version))
                _ = try product.register(in: registry, AgeingProduct.declare)
            }
        }
        #expect(heard.withLock { $0 } == ["0.9.0", "0.9.0, made twice", "0.8.0, made twice"])
    }

    @Test("as a gauge, if a prefix is given, and not otherwise")
    func counts() throws {
        let registry = MetricsRegistry(countingMetricsUnder: "shop:") { _ in }
        for version in ["0.8.0", "0.9.0"] {
            let visibility = try Visibility(productVersion: version, showHiddenFor: "0.7", disabling: ["m2_total"])
            _ = try ProductUnderTest(version: "0.9.0", visibility: visibility)
                .register(in: registry, AgeingProduct.declare)
        }
        let samples = registry.exposition().split(separator: "\n").filter { $0.hasPrefix("shop:declared_metrics{") }
        #expect(
            samples.map { String($0.dropFirst("shop:declared_metrics{product=\"shop\",state=".count)) } == [
                "\"active\"} 1.0", "\"deprecated\"} 0.0", "\"shown\"} 1.0", "\"hidden\"} 1.0", "\"removed\"} 1.0",
                "\"disabled\"} 1.0",
            ])
        let plain = MetricsRegistry { _ in }
        _ = try ProductUnderTest(version: "0.9.0").register(in: plain, AgeingProduct.declare)
        #expect(!plain.exposition().contains("declared_metrics"))
        for prefix in ["1", "a b", "ä", "-"] {
            #expect(throws: MetricsSetupError.self) {
                try ProductUnderTest().register(
                    in: MetricsRegistry(countingMetricsUnder: prefix), AgeingProduct.declare)
            }
        }
    }
}
