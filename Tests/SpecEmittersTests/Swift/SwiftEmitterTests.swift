// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel
import SpecOrigins
import SpecOutput
import SpecTestSupport
import TestSupport
import Testing

@testable import SwiftEmitter

@Suite("Swift")
struct SwiftEmitterTests {
    private func emit(_ product: ResolvedSpec, _ options: [String: String] = [:]) -> Emission {
        Emitter.swift.emit(
            product, ModelBuilder.request("swift", ["directory": "Generated"].merging(options) { $1 }))
    }

    @Test("a spec with everything becomes the recorded code", arguments: ["public", "internal"])
    func recorded(access: String) throws {
        let emission = emit(Bakery.product(), ["access": access])
        #expect(emission.findings.isEmpty)
        #expect(emission.files.map(\.path) == ["Generated/BakeryMetrics.swift"])
        try expectRecorded(
            #require(emission.files.first).text, at: "Tests/SpecEmittersTests/Fixtures/Swift/bakery-\(access).swift")
    }

    @Test("the struct is called what the spec says")
    func typeName() {
        #expect(emit(Bakery.product(), ["type": "Oven"]).files.map(\.path) == ["Generated/Oven.swift"])
        let refused = emit(Bakery.product(), ["type": "The Oven"])
        #expect(refused.files.isEmpty)
        #expect(refused.findings.map(\.rule.name) == ["illegal-swift-name"])
    }

    @Test(
        "a property is the metric's key without the group's and without a counter's total",
        arguments: [
            ("request", ModelBuilder.counter("request_success_total"), "success"),
            ("request", ModelBuilder.counter("e2e_request_total"), "e2e_request"),
            ("iteration", ModelBuilder.gauge("iteration_tokens_total"), "tokens_total"),
            ("scheduler", ModelBuilder.counter("num_requests"), "num_requests"),
            ("lora", ModelBuilder.gauge("lora"), "lora"), ("lora", ModelBuilder.gauge("lorax"), "lorax"),
            ("total", ModelBuilder.counter("_total"), "_total"),
            ("request", ModelBuilder.counter("request_total"), "total"),
        ] as [(String, Metric, String)])
    func shortKey(group: String, metric: Metric, expected: String) {
        #expect(ModelBuilder.group(group, metric).shortKey(of: metric) == expected)
    }

    @Test("a deprecated metric names the replacement that the same processes have")
    func replacementOfTheSameProcesses() throws {
        func text(_ condition: String) throws -> String {
            let spec = try TestSpec.product(
                """
                metricsgen: 1
                product: {name: shop, version: "1.4.0", prefix: shop_}
                parameters: {online: {type: boolean, default: true, help: Online.}}
                groups:
                  branch: {if: not $online, metrics: {placed_total: {type: counter, help: Placed in a branch.}}}
                  web: {if: $online, metrics: {placed_total: {type: counter, help: Placed.}}}
                  old:
                    metrics:
                      orders_total:
                        type: counter
                        help: DEPRECATED.
                        \(condition)
                        deprecated: {since: "1.4", reason: Renamed., replaced_by: placed_total}

                """)
            return try #require(emit(spec).files.first).text
        }
        #expect(try text("if: $online").contains("Use `shop_placed_total` (`web.placed`)."))
        #expect(try text("if: not $online").contains("Use `shop_placed_total` (`branch.placed`)."))
        #expect(try text("owner: shop").contains("Use `shop_placed_total` (`branch.placed` or `web.placed`)."))
    }

    @Test("two metrics that become one property are a finding that shows both")
    func collision() {
        let emission = emit(
            ModelBuilder.product(
                ModelBuilder.group(
                    "orders", ModelBuilder.counter("orders_taken_total"), ModelBuilder.gauge("taken"))))
        #expect(
            emission.findings.map(\.message) == [
                "`orders_taken_total` and `taken` both become the Swift property `taken`"
            ])
        #expect(emission.findings.first?.related.map(\.message) == ["`orders_taken_total` is declared here"])
    }

    @Test("values of a label that become one case are a finding")
    func caseCollision() {
        let label = ModelBuilder.closed("kind", "a-b", "a b")
        let emission = emit(
            ModelBuilder.product(ModelBuilder.group("g", ModelBuilder.counter("sold_total", labels: [label]))))
        #expect(emission.findings.map(\.message) == ["`a-b` and `a b` both become the Swift case `aB`"])
    }

    @Test("a reader of the documentation sees every value, and text in the order in which it is")
    func documentation() throws {
        let label = ModelBuilder.closed("kind", "", " ", "a`b", help: "Which kind")
        let metric = ModelBuilder.counter("sold_total", help: "Sold \u{202E}dlos\u{2066}.", labels: [label])
        let text = try #require(emit(ModelBuilder.product(ModelBuilder.group("g", metric))).files.first).text
        #expect(text.contains("/// Sold [U+202E]dlos[U+2066].\n"))
        #expect(text.contains("/// - `kind` ((empty), `\" \"`, `` a`b ``): Which kind.\n"))
        #expect(text.contains("/// Which kind. The values of the label `kind`.\n"))
        #expect(!text.unicodeScalars.contains { $0 == "\u{202E}" || $0 == "\u{2066}" })
    }

    @Test(
        "any text becomes an enum case",
        arguments: [
            ("stop", "stop"), ("1.5", "value1_5"), ("+Inf", "plusInf"), ("-Inf", "minusInf"), ("Inf", "inf"),
            ("-1.5", "minus1_5"), ("+0", "plus0"), ("", "empty"), ("🙂", "u1F642"),
            ("停止", "u505C_6B62"),
            ("Not Found", "notFound"), ("default", "default"), ("a.b-c", "aBC"), ("2xx", "value2xx"),
        ])
    func enumCases(text: String, name: String) { #expect(SwiftIdentifier.enumCase(text) == name) }

    @Test(
        "only the capitals at the start of a name are lowered",
        arguments: [
            ("openX", "openX"), ("KVCacheUsage", "kvCacheUsage"), ("HTTP", "http"), ("Requests_total", "requestsTotal"),
        ])
    func capitals(text: String, name: String) { #expect(SwiftIdentifier.lowerCamel(text) == name) }

    @Test(
        "a type that Swift or the generated code has a use for is refused",
        arguments: ["class", "String", "Sendable", "MetricsRuntime", "_M", "1M", "a b"])
    func typeNames(name: String) {
        #expect(emit(Bakery.product(), ["type": name]).findings.map(\.rule.name) == ["illegal-swift-name"])
    }

    @Test(
        "the name that is shown instead of a refused one is legal",
        arguments: [
            ("9x", "XMetrics"), ("Shop Metrics", "ShopMetrics"), ("a b", "ABMetrics"), ("9", "ProductMetrics"),
            ("_9xMetrics", "XMetrics"), ("class", "ClassMetrics"), ("日本", "UnnamedMetrics"),
        ])
    func exampleOfTypeName(name: String, example: String) {
        let help = emit(Bakery.product(), ["type": name]).findings.compactMap(\.help)
        #expect(help.count == 1 && help.allSatisfy { $0.hasSuffix("for example `\(example)`") }, "\(help)")
        #expect(emit(Bakery.product(), ["type": example]).findings.isEmpty)
    }

    @Test("two parameters that become one are distinguished by renaming, since a parameter has no `swift_name`")
    func parameters() {
        let parameters = ["a_b", "a__b"].map {
            Parameter(name: $0, help: nil, type: .boolean(default: false))
        }
        let emission = emit(
            ModelBuilder.product(parameters: parameters, ModelBuilder.group("g", ModelBuilder.counter("x_total"))))
        #expect(emission.findings.map(\.help) == ["rename one of the two in the spec"])
    }

    @Test("a prefix that a process decides is checked, and is in front of the keys of the metrics that have it")
    func prefix() throws {
        let fixture = try Repository.text("Tests/SpecLanguageTests/Fixtures/Legal/prefix-that-a-process-decides.yaml")
        let text = try #require(emit(try TestSpec.product(fixture)).files.first).text
        for line in [
            "try MetricsRuntime.ParameterCheck.prefix(prefix, named: \"prefix\")",
            "product.gauge(0, buckets._parameters.prefix + \"items\", ",
            "replacedBy: [buckets._parameters.prefix + \"content\"]",
            "product.gauge(1, buckets._parameters.prefix + \"content\", ",
            "product.counter(2, \"http_requests_total\", ",
        ] { #expect(text.contains(line), "\(line)") }
    }

    @Test("a prefix that a process decides in part has the rest of each name behind it")
    func prefixWithEnding() throws {
        let fixture = try Repository.text(
            "Tests/SpecLanguageTests/Fixtures/Legal/prefix-that-a-process-decides-in-part.yaml")
        let text = try #require(emit(try TestSpec.product(fixture)).files.first).text
        for line in [
            "try MetricsRuntime.ParameterCheck.prefix(prefix, named: \"prefix\", endings: [\"_\", \"_tills_\", \"\"])",
            "product.gauge(3, buckets._parameters.prefix + \"_tills_open\", ",
            "product.gauge(4, buckets._parameters.prefix + \"closed\", ",
            "product.gauge(1, buckets._parameters.prefix + \"_content\", ",
            "replacedBy: [buckets._parameters.prefix + \"_content\"]",
            "product.counter(2, \"shop_web_requests_total\", ",
        ] { #expect(text.contains(line), "\(line)") }
    }

    @Test("fields whose names a process gives are checked and declared, and set by their names")
    func fields() throws {
        let fixture = try Repository.text("Tests/SpecLanguageTests/Fixtures/Legal/fields-that-a-process-gives.yaml")
        let text = try #require(emit(try TestSpec.product(fixture)).files.first).text
        for line in [
            "var settings: [Swift.String]",
            "self.others = try MetricsRuntime.EnvironmentParameter.strings(\"SHOP_OTHERS\", in: _variables, named: \"others\")",
            "try MetricsRuntime.ParameterCheck.fields(settings, named: \"settings\", besides: [\"branch\", \"region\"])",
            "product.info(0, \"shop_settings_info\", \"How the shop is set up.\", labels0, buckets._parameters.settings)",
            "var settingsInfo: MetricsRuntime.Info { _series.info(0) }",
            "ParameterCheck.fields(others, named: \"others\", besides: [\"branch\", \"till\"])",
            "func with(till: Swift.String) -> MetricsRuntime.Info",
        ] { #expect(text.contains(line), "\(line)") }
        #expect(!text.contains("SettingsInfoFields"))
    }

    @Test("two groups that become one are one finding")
    func groups() {
        let emission = emit(
            ModelBuilder.product(
                ModelBuilder.group("orders", ModelBuilder.counter("x_total")),
                ModelBuilder.group("Orders", ModelBuilder.counter("y_total"))))
        #expect(emission.findings.count == 1)
    }

    @Test("reserved words are put in backquotes")
    func keywords() {
        #expect(SwiftIdentifier.escaped("default") == "`default`")
        #expect(SwiftIdentifier.escaped("defaults") == "defaults")
    }

    @Test("a literal says exactly the text")
    func literals() {
        #expect(SwiftIdentifier.literal(#"a "b" \(c) \n"#) == #""a \"b\" \\(c) \\n""#)
        #expect(
            SwiftIdentifier.literal("a\nb\r\n\t\0\u{1B}\u{2028}\u{202E}é🙂")
                == #""a\nb\r\n\t\0\u{1B}\u{2028}\u{202E}é🙂""#)
    }
}
