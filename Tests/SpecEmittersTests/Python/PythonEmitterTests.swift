// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel
import SpecOrigins
import SpecOutput
import TestSupport
import Testing

@testable import PythonEmitter

@Suite("Python")
struct PythonEmitterTests {
    private func emit(_ product: ResolvedSpec, _ options: [String: String] = [:]) -> Emission {
        Emitter.python.emit(
            product, ModelBuilder.request("python", ["file": "metrics.py"].merging(options) { $1 }))
    }

    @Test("a spec becomes the recorded module", arguments: ["bakery", "kiosk", "hard-names", "market", "warehouse"])
    func recorded(name: String) throws {
        let emission = emit(try TestSpec.fixture(name))
        // One of the warehouse's histograms has no bounds.
        #expect(emission.findings.map(\.rule.name) == (name == "warehouse" ? ["native-histogram-in-python"] : []))
        #expect(emission.files.map(\.path) == ["metrics.py"])
        try expectRecorded(
            #require(emission.files.first).text,
            at: "Tests/SpecEmittersTests/Fixtures/Python/\(name.replacing("-", with: "_")).py")
    }

    @Test(
        "a prefix that a process decides and fields that it names are parameters, which are checked",
        arguments: [
            (
                "prefix-that-a-process-decides-in-part",
                [
                    #"prefix: str = "shop""#, #"_check_prefix(prefix, "prefix", ["_", "_tills_", ""])"#,
                    #"f"{parameters.prefix}_content","#, #"f"{parameters.prefix}_tills_open","#,
                    #"f"{parameters.prefix}closed","#, #"[f"{parameters.prefix}_content"]"#,
                    #""shop_web_requests_total","#,
                ]
            ),
            (
                "fields-that-a-process-gives",
                [
                    "settings: Sequence[str], others: Sequence[str]",
                    #"_check_fields(settings, "settings", ["branch", "region"])"#, "parameters.settings,",
                    "def set(self, values: Mapping[str, str]) -> None:", "_read_strings,",
                ]
            ),
        ])
    func atTheStart(fixture: String, expected: [String]) throws {
        let spec = try Repository.text("Tests/SpecLanguageTests/Fixtures/Legal/\(fixture).yaml")
        let text = try #require(emit(try TestSpec.product(spec)).files.first).text
        for part in expected { #expect(text.contains(part), "\(part)") }
    }

    @Test("the class is called what the spec says")
    func className() throws {
        let text = try #require(emit(Bakery.product(), ["class": "Oven"]).files.first).text
        #expect(text.contains("\nclass Oven:\n"))
        let refused = emit(Bakery.product(), ["class": "The Oven"])
        #expect(refused.files.isEmpty)
        #expect(refused.findings.map(\.rule.name) == ["illegal-python-name"])
    }

    @Test(
        "a class that Python or the module has a use for is refused",
        arguments: ["class", "None", "Counter", "MetricsVisibility", "_M", "1M", "a b"])
    func classNames(name: String) {
        let findings = emit(Bakery.product(), ["class": name]).findings
        #expect(findings.map(\.rule.name) == ["illegal-python-name"])
        #expect(findings.allSatisfy { $0.help?.hasSuffix("Metrics`") == true })
    }

    @Test("two metrics that become one attribute are a finding that shows both")
    func collision() {
        let emission = emit(
            ModelBuilder.product(
                ModelBuilder.group(
                    "orders", ModelBuilder.counter("orders_taken_total"), ModelBuilder.gauge("taken"))))
        #expect(
            emission.findings.map(\.message) == [
                "`orders_taken_total` and `taken` both become the Python attribute `taken`"
            ])
        #expect(
            emission.findings.first?.help == "give this one a name of its own, for example `swift_name: taken2`")
        #expect(emission.findings.first?.related.map(\.message) == ["`orders_taken_total` is declared here"])
    }

    @Test("values of a label that become one attribute are a finding")
    func valueCollision() {
        let label = ModelBuilder.closed("kind", "a-b", "A b")
        let emission = emit(
            ModelBuilder.product(ModelBuilder.group("g", ModelBuilder.counter("sold_total", labels: [label]))))
        #expect(emission.findings.map(\.message) == ["`a-b` and `A b` both become the Python attribute `a_b`"])
    }

    @Test(
        "any name becomes one that Python can have",
        arguments: [
            ("num_requests", "num_requests"), ("numRequests", "num_requests"), ("KVCacheUsage", "kv_cache_usage"),
            ("HTTP", "http"), ("e2e_latency", "e2e_latency"), ("class", "class_"), ("None", "none"),
            ("self", "self_"), ("_x", "x"), ("x__y", "x_y"), ("1_5", "metric_1_5"), ("日本", "metric"),
        ])
    func snake(text: String, name: String) { #expect(PythonIdentifier.snake(text, noun: "metric") == name) }

    @Test(
        "any value of a label becomes an attribute",
        arguments: [
            ("stop", "stop"), ("1.5", "value_1_5"), ("+Inf", "plus_inf"), ("-1", "minus_1"), ("", "empty"),
            ("🙂", "u1f642"), ("Not Found", "not_found"), ("import", "import_"), ("2xx", "value_2xx"), ("-", "u2d"),
        ])
    func values(text: String, name: String) { #expect(PythonIdentifier.value(text) == name) }

    @Test(
        "a string is printed with the quotes that need the fewest backslashes",
        arguments: [
            ("plain", #""plain""#), (#"say "hi""#, #"'say "hi"'"#), ("it's", #""it's""#), (#"a\b"#, #""a\\b""#),
            (#""it's""#, #"'"it\'s"'"#), ("a\nb\u{202E}", #""a\nb\u202e""#), ("é\u{A0}", #""é\xa0""#),
            ("👩\u{200D}💻", #""👩\u200d💻""#), ("❤\u{FE0F}", #""❤\ufe0f""#),
        ])
    func literals(text: String, literal: String) { #expect(PythonText.literal(text) == literal) }

    @Test(
        "a docstring doesn't end with a quote before its own",
        arguments: [("plain", "plain"), (#"say "hi""#, #"say "hi\x22"#), (#"a \""#, #"a \x22"#)])
    func quoteAtEnd(line: String, printed: String) { #expect(PythonText.withoutQuoteAtEnd(line) == printed) }

    @Test("an expression is divided where black would divide it")
    func division() {
        let name = String(repeating: "x", count: 90)
        let call = PythonValue.call("f", [.string("a"), .list([.atom("1"), .atom("2")])])
        #expect(call.printed(after: "y = ", before: "", indentation: 0) == #"y = f("a", [1, 2])"#)
        let long = PythonValue.call("f", [.atom(name), .list([.atom("1")])])
        #expect(long.printed(after: "y = ", before: "", indentation: 0) == "y = f(\n    \(name),\n    [1],\n)")
        let member = PythonValue.atom("parameters.y")
        #expect(
            member.printed(after: "self.\(name) = ", before: "", indentation: 0)
                == "self.\(name) = (\n    parameters.y\n)")
    }
}
