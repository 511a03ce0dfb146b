// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecModel
import Testing

@testable import SpecLanguage

@Suite("Sizes of a spec")
struct SizeLimitTests {
    private static let head = "metricsgen: 1\nproduct: {name: shop, version: \"1.4\", prefix: shop_}\n"

    private static func list(_ count: Int, _ element: (Int) -> String) -> String {
        (0..<count).map(element).joined(separator: ", ")
    }

    private static func metric(_ keys: String) -> String {
        "groups: {cart: {metrics: {items_total: {type: counter, help: Items., \(keys)}}}}\n"
    }

    private static func histogram(_ buckets: String, _ keys: String = "") -> String {
        "groups: {cart: {metrics: {items: {type: histogram, help: Items., buckets: \(buckets)\(keys)}}}}\n"
    }

    private static func labels(_ count: Int, _ keys: String) -> String {
        "labels: {\(list(count) { "l\($0): {help: L., \(keys)}" })}\n"
    }

    /// A spec with the largest legal size and one above it, with the size that is the limit.
    struct Size: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let limit: Int
        var code = "MG1440"
        let text: @Sendable (Int) -> String
    }

    static let sizes: [Size] = [
        Size(testDescription: "name of a metric", limit: 200) { size in
            "groups: {cart: {metrics: {\(String(repeating: "a", count: size)): {type: gauge, help: Items.}}}}\n"
        },
        Size(testDescription: "value of a label", limit: 1_000) { size in
            "labels: {l: {help: L., values: [\(String(repeating: "a", count: size))]}}\n"
        },
        Size(testDescription: "state", limit: 1_000) { size in
            "groups: {cart: {metrics: {phase: {type: stateset, help: P., states: [\(String(repeating: "a", count: size))]}}}}\n"
        },
        Size(testDescription: "description", limit: 65_536) { size in
            "groups: {cart: {metrics: {items: {type: gauge, help: \(String(repeating: "a", count: size))}}}}\n"
        },
        Size(testDescription: "values of a label", limit: 10_000) { size in
            "labels: {l: {help: L., values: [\(list(size) { "v\($0)" })]}}\n"
        },
        Size(testDescription: "described values of a label", limit: 10_000) { size in
            "labels: {l: {help: L., values: {\(list(size) { "v\($0): {}" })}}}\n"
        },
        Size(testDescription: "labels of a metric", limit: 64) { size in
            labels(size, "max_values: 2") + metric("labels: [\(list(size) { "l\($0)" })]")
        },
        Size(testDescription: "fields of an info", limit: 64) { size in
            labels(size, "max_values: 2")
                + "groups: {cart: {metrics: {about_info: {type: info, help: I., fields: [\(list(size) { "l\($0)" })]}}}}\n"
        },
        Size(testDescription: "parameters", limit: 200) { size in
            "parameters: {\(list(size) { "p\($0): {type: integer, help: P.}" })}\n"
        },
        Size(testDescription: "releases", limit: 10_000) { size in
            "releases: [\(list(size) { "\"1.\($0)\"" })]\n"
        },
        Size(testDescription: "bounds", limit: 1_000) { size in histogram("[\(list(size) { "\($0)" })]") },
        Size(testDescription: "linear bounds", limit: 1_000, code: "MG1413") { size in
            histogram("{linear: {start: 1, width: 1, count: \(size)}}")
        },
        Size(testDescription: "numbers of a series that a parameter ends", limit: 50, code: "MG1402") { size in
            "parameters: {n: {type: integer, help: N.}}\n"
                + histogram("{series: [\(list(size) { "\(10 + $0)" })], max: $n}")
        },
        Size(testDescription: "quantiles", limit: 20) { size in
            histogram("[1, 2]", ", panel: {quantiles: [\(list(size) { "0.\(10 + $0)" })]}")
        },
        Size(testDescription: "waivers", limit: 200) { size in
            metric("allow: [\(list(size) { _ in "{rule: missing-unit, reason: It is so.}" })]")
        },
        Size(testDescription: "choices of a bucket set", limit: 64) { size in
            "parameters: {p: {type: boolean, help: P.}}\n"
                + histogram(
                    String(repeating: "{if: $p, then: ", count: min(size - 1, 40)) + "[1]"
                        + String(repeating: ", else: s}", count: 1)
                        + String(repeating: ", else: [2]}", count: min(size - 1, 40) - 1))
                + "buckets: {s: \(String(repeating: "{if: $p, then: ", count: size - 41))[1]\(String(repeating: ", else: [2]}", count: size - 41))}\n"
        },
        Size(testDescription: "series at the start", limit: 1_000_000, code: "MG1441") { size in
            "labels: {a: {help: A., values: [\(list(1_000) { "v\($0)" })]}, b: {help: B., values: [\(list(1_000 + size - 1_000_000) { "v\($0)" })]}}\n"
                + metric("labels: [a, b]")
        },
    ]

    @Test("up to the limit there is nothing to say, and beyond it one error", arguments: sizes)
    func limit(size: Size) {
        let allowed = TestSpec(Self.head + size.text(size.limit))
        #expect(allowed.report.isEmpty, "\(allowed.report.prefix(1_000))")
        let refused = TestSpec(Self.head + size.text(size.limit + 1))
        #expect(refused.findings.map(\.rule.code) == [size.code], "\(refused.report.prefix(1_000))")
    }

    @Test("all labels of a metric and all metrics of a product count together, however large the numbers are")
    func beyondNumbers() throws {
        let values = Self.list(100) { "v\($0)" }
        let names = Self.list(10) { "l\($0)" }
        let product = TestSpec(Self.head + Self.labels(10, "values: [\(values)]") + Self.metric("labels: [\(names)]"))
        #expect(product.findings.map(\.rule.code) == ["MG1441"])
        #expect(product.report.contains("= more than 9,223,372,036,854,775,807"))

        let metrics = Self.list(12) { "m\($0)_total: {type: counter, help: M., labels: [l0, l1, l2]}" }
        let sum = TestSpec(
            Self.head + Self.labels(3, "values: [\(Self.list(50) { "v\($0)" })]")
                + "groups: {cart: {metrics: {\(metrics)}}}\n")
        #expect(sum.findings.map(\.rule.code) == ["MG1441"])
        #expect(sum.report.contains("need 1,500,000 series at the start"), "\(sum.report)")
    }

    @Test("the metrics of all files count together")
    func metrics() {
        let span = TestSpec(Self.head).spec?.productName
        #expect(span.flatMap { SizeLimit.finding(metrics: SizeLimits.metrics, at: $0) } == nil)
        #expect(span.flatMap { SizeLimit.finding(metrics: SizeLimits.metrics + 1, at: $0) } != nil)
    }

    @Test("bounds that only a parameter decides count as few as they can be")
    func undecidedBounds() {
        let labels = Self.labels(2, "values: [\(Self.list(300) { "v\($0)" })]")
        let parameters = "parameters: {n: {type: integer, help: N.}, p: {type: boolean, help: P.}}\n"
        func codes(_ buckets: String) -> [String] {
            TestSpec(Self.head + parameters + labels + Self.histogram(buckets, ", labels: [l0, l1]")).findings
                .map(\.rule.code)
        }
        #expect(codes("{series: [1, 2, 5], max: $n}") == [])
        #expect(codes("{if: $p, then: [1], else: {linear: {start: 1, width: 1, count: 100}}}") == [])
        #expect(codes("{linear: {start: 1, width: 1, count: 100}}") == ["MG1441"])
    }

    @Test("sets that refer to one another are followed to the limit and no further, in either order")
    func chains() {
        let parameters = "parameters: {p: {type: boolean, help: P.}}\n"
        let count = 5_000
        let down = (0..<count).map { "  s\($0): {if: $p, then: s\($0 + 1), else: [1]}\n" } + ["  s\(count): [1]\n"]
        for sets in [down, down.reversed()] {
            let spec = TestSpec(Self.head + parameters + "buckets:\n" + sets.joined() + Self.histogram("s0"))
            #expect(Set(spec.findings.map(\.rule.code)) == ["MG1440"])
        }
        let doubled = (1...40).map { "  s\($0): {if: $p, then: s\($0 - 1), else: s\($0 - 1)}\n" }.joined()
        let spec = TestSpec(Self.head + parameters + "buckets:\n  s0: [1]\n" + doubled + Self.histogram("s40"))
        #expect(spec.findings.map(\.rule.code) == ["MG1440"])
        #expect(spec.report.contains("choose from 128 lists of bounds"))
    }

    @Test("equal distances that no whole number can hold are bounds all the same")
    func farBounds() {
        let bounds = BucketSteps.linear(from: 0.000_000_000_001, width: 900_000, count: 1_000)
        #expect(zip(bounds, bounds.dropFirst()).allSatisfy { $0 < $1 })
        #expect(bounds.last == 899_100_000)
    }
}
