// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import ExpositionSyntax
import TestSupport
import Testing

@Suite("A page of metrics")
struct PageTests {
    private func text(_ range: Range<Int>, of page: String) -> String {
        String(decoding: Array(page.utf8)[range], as: UTF8.self)
    }

    @Test("has each part of a sample with its place")
    func places() throws {
        let page = "# TYPE a counter\na { n = \"x\\\"y\" } 1.5 1700\n"
        let read = ExpositionPage(Array(page.utf8))
        let sample = try #require(read.families.first?.samples.first)
        #expect(read.faults == [] && read.format == .text)
        #expect(sample.name.value == "a" && text(sample.name.range, of: page) == "a")
        #expect(sample.labels.map(\.name.value) == ["n"] && text(sample.labels[0].name.range, of: page) == "n")
        #expect(sample.labels[0].value.value == "x\"y" && text(sample.labels[0].value.range, of: page) == "x\\\"y")
        #expect(sample.value.value == 1.5 && text(sample.value.range, of: page) == "1.5")
        // Milliseconds in the text format, seconds here.
        #expect(sample.timestamp?.value == 1.7 && text(sample.timestamp?.range ?? 0..<0, of: page) == "1700")
        #expect(
            read.families[0].type?.value == .counter
                && text(read.families[0].type?.range ?? 0..<0, of: page) == "counter")
    }

    @Test("gives the series of a histogram to one family, wherever its type stands")
    func families() {
        let page = """
            a_bucket{le="1.0"} 1
            b 2
            a_bucket{le="+Inf"} 3
            a_sum 4
            # HELP a Line\\nand \\\\.
            # TYPE a histogram
            a_count 3
            a_other 1
            b_sum 1
            """
        let families = ExpositionPage(Array(page.utf8)).families
        #expect(families.map(\.name) == ["a", "b", "a_other", "b_sum"])
        #expect(
            families.map { $0.samples.map(\.name.value) } == [
                ["a_bucket", "a_bucket", "a_sum", "a_count"], ["b"], ["a_other"], ["b_sum"],
            ])
        #expect(families[0].help?.value == "Line\nand \\.")
        #expect(families[0].samples[1][label: "le"] == "+Inf" && families[0].samples[0][label: "x"] == nil)
    }

    @Test("in OpenMetrics has units, exemplars and names of families without the ending of a counter")
    func openMetrics() throws {
        let page = """
            # TYPE a_seconds counter
            # UNIT a_seconds seconds
            # HELP a_seconds Says \\"hello\\".
            a_seconds_total{n="x"} 3 1.5 # {trace_id="abc"} 0.5 1.25
            a_seconds_created{n="x"} 1
            # EOF

            """
        let read = ExpositionPage(Array(page.utf8))
        #expect(read.format == .openMetrics && read.faults == [] && read.families.count == 1)
        let family = try #require(read.families.first)
        #expect(
            family.name == "a_seconds" && family.unit?.value == "seconds" && family.help?.value == "Says \"hello\".")
        let exemplar = try #require(family.samples[0].exemplar)
        #expect(exemplar.labels.map(\.value.value) == ["abc"] && exemplar.value.value == 0.5)
        #expect(exemplar.timestamp?.value == 1.25 && family.samples[0].timestamp?.value == 1.5)
    }

    @Test(
        "with a bad line keeps all others",
        arguments: [
            ("a 1\na 0x10\nb 2\n", ExpositionFault.Kind.expected(.value), "0x10"),
            ("a 1\nb{n=\"x} 1\nb 2\n", .expected(.closingQuote), "\"x} 1"),
            ("a 1\nb{n=\"x\",n=\"y\"} 1\nb 2\n", .repeatedLabel("n"), "n"),
            ("a 1\nb{le=1} 1\nb 2\n", .expected(.quotedValue), "1"),
            ("a 1\n# TYPE b info\nb 2\n", .unknownType("info"), "info"),
            ("a 1\nb 1 -5\nb 2\n", .expected(.timestamp), "-5"),
            ("a 1\nb 1 5 6\nb 2\n", .expected(.lineEnd), "6"),
            ("a 1\n=\nb 2\n", .expected(.metricName), "="),
            ("a 1\nb{n=\"x\ny\"} 1\nb 2\n", .lineFeedInValue, "\n"),
            ("a 1\n \n\tb 2\nb 2\n", .spaceAtStart, "\t"),
            ("a 1\nb{n=\"x\"m=\"y\"} 1\nb 2\n", .missingComma, ""),
            ("a 1\nb 1\r\nb 2\n", .carriageReturn, "\r"),
            ("a 1\nb 2\n# TYPE \"b.c\" gauge\n", .quotedName, "b.c"),
            ("a 1\n{\"b.c\",n=\"x\"} 1\nb 2\n", .quotedName, "b.c"),
        ])
    func recovery(page: String, kind: ExpositionFault.Kind, place: String) {
        let read = ExpositionPage(Array(page.utf8))
        #expect(read.faults.map(\.kind) == [kind])
        #expect(read.faults.map { text($0.range, of: page) } == [place])
        let names = read.families.flatMap(\.samples).map(\.name.value)
        #expect(names.first == "a" && names.last == "b")
    }

    @Test("of OpenMetrics that was cut, or goes on after its end, is not whole")
    func ends() {
        func faults(_ page: String) -> [ExpositionFault.Kind] {
            ExpositionPage(Array(page.utf8), format: .openMetrics).faults.map(\.kind)
        }
        #expect(faults("# TYPE a gauge\na 1\n") == [.missingEnd])
        #expect(faults("a 1\n# EOF\nb 2\n") == [.textAfterEnd])
        #expect(faults("") == [.missingEnd])
        #expect(faults("# EOF") == [])
        #expect(faults("# TYPE a gauge\n# UNIT a seconds\n# EOF\n") == [.unitNotInName("seconds")])
    }

    @Test("that isn't one is read without a crash, and its faults lie inside of it")
    func mutations() {
        let seed = SeededGenerator.seed(1)
        var generator = SeededGenerator(seed: seed)
        let page = """
            # TYPE a:b counter
            # HELP a:b A \\\\ help.
            a:b_total{n="x",m="\\"é\\n"} 1e5 17 # {trace_id="x"} 1 2
            c{le="+Inf"} NaN
            # EOF
            """
        let mutations = Mutations(of: page)
        for _ in 0..<2_000 {
            let bytes = Array(mutations.next(using: &generator).utf8)
            for format in ExpositionFormat.allCases {
                let read = ExpositionPage(bytes, format: format)
                for fault in read.faults { #expect(fault.range.upperBound <= bytes.count, "seed \(seed)") }
            }
        }
        for length in 0..<page.utf8.count { _ = ExpositionPage(Array(page.utf8.prefix(length))) }
    }

    @Test("with more faults than anybody reads keeps the first thousand")
    func limits() {
        let page = String(repeating: "=\n", count: 5_000)
        #expect(ExpositionPage(Array(page.utf8)).faults.count == ExpositionPage.faultLimit)
    }
}
