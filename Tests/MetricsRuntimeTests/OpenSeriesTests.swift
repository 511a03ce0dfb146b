// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import MetricsRuntime

private enum Phase: UInt8 { case closed, open }

@Suite("Series of open labels")
struct OpenSeriesTests {
    @Test("a look-up finds the series of its values, for one to five labels and values of every length")
    func lookUp() throws {
        for labelCount in 1...5 {
            let names = (0..<labelCount).map { "l\($0)" }
            let metric = try SingleMetric { $0.counter(0, "x_total", "X.", MetricLabels(open: names)) }
            let open = metric.series.open(0)
            for round in 1...2 {
                for length in 0..<70 {
                    // Values that differ at their last character only.
                    let (a, b) = (String(repeating: "v", count: length), String(repeating: "v", count: length) + "w")
                    let counter =
                        switch labelCount {
                        case 1: open.counter(b)
                        case 2: open.counter(a, b)
                        case 3: open.counter("m", a, b)
                        case 4: open.counter("m", a, b, "n")
                        default: open.counter("m", a, "", b, "n")
                        }
                    counter.increment(by: length)
                }
                #expect(metric.samples.count == 70)
                #expect(metric.samples.map { $0.split(separator: " ").last } == (0..<70).map { "\($0 * round).0" })
            }
        }
    }

    @Test("values of which one continues in the other are two series")
    func borders() throws {
        let metric = try SingleMetric { $0.counter(0, "x_total", "X.", MetricLabels(open: ["a", "b"])) }
        metric.series.open(0).counter("ab", "c").increment()
        metric.series.open(0).counter("a", "bc").increment()
        metric.series.open(0).counter("", "abc").increment()
        #expect(metric.samples.count == 3)
    }

    @Test("nothing is lost and no series is made twice when threads make the same and look them up")
    func threads() async throws {
        let metric = try SingleMetric { $0.counter(0, "x_total", "X.", MetricLabels(open: ["l"])) }
        let open = metric.series.open(0)
        await withTaskGroup(of: Void.self) { group in
            for thread in 0..<4 {
                group.addTask {
                    for number in 0..<3000 { open.counter("value \((number * (thread * 2 + 1)) % 3000)").increment() }
                }
            }
            for _ in 0..<20 { _ = metric.samples }
        }
        let samples = metric.samples
        #expect(samples.count == 3000)
        let total = samples.reduce(0.0) { $0 + (Double($1.split(separator: " ").last ?? "") ?? 0) }
        #expect(total == 12_000)
    }

    @Test("beyond a label's limit new values go to one series, and are counted")
    func limit() throws {
        let metric = try SingleMetric {
            $0.counter(0, "x_total", "X.", MetricLabels(open: ["zone", "tenant"], limits: [nil, 2]))
        }
        let open = metric.series.open(0)
        for tenant in ["a", "b", "c", "d", "a", "c"] { open.counter("z", tenant).increment() }
        #expect(
            metric.samples == [
                #"x_total{tenant="a",zone="z"} 2.0"#, #"x_total{tenant="b",zone="z"} 1.0"#,
                #"x_total{tenant="overflow",zone="z"} 3.0"#, #"metricsgen_label_overflow_total{metric="x_total"} 3.0"#,
            ])
        #expect(metric.registry.overflowCount(of: "x_total") == 3)
        // The label without a limit takes any number.
        for zone in 0..<100 { open.counter("\(zone)", "a").increment() }
        #expect(metric.samples.count == 104)
    }

    @Test("a series that is removed is gone from the page; asked for again, it begins at 0")
    func removal() throws {
        let metric = try SingleMetric {
            $0.counter(0, "x_total", "X.", MetricLabels(open: ["l"], limits: [2]))
            $0.gauge(1, "g", "G.", MetricLabels(open: ["l"]), .sum)
            $0.histogram(2, "h", "H.", MetricLabels(open: ["l"]), [1])
        }
        for value in ["a", "b"] {
            metric.series.open(0).counter(value).increment()
            metric.series.open(1).gauge(value).set(1)
            metric.series.open(2).histogram(value).observe(1)
        }
        for name in ["x_total", "g", "h"] {
            #expect(metric.registry.removeSeries(of: name, "a"))
            #expect(!metric.registry.removeSeries(of: name, "a"))
        }
        #expect(metric.samples.count == 6)
        #expect(metric.samples.allSatisfy { $0.contains(#"l="b""#) })
        metric.series.open(0).counter("a").increment()
        metric.series.open(1).gauge("a").increment()
        #expect(metric.samples.contains(#"x_total{l="a"} 1.0"#))
        #expect(metric.samples.contains(#"g{l="a"} 1.0"#))
        #expect(metric.registry.removeAllSeries(of: "x_total") == 2)
        metric.series.open(0).counter("c").increment()
        #expect(metric.samples.contains(#"x_total{l="c"} 1.0"#))
        #expect(metric.registry.overflowCount(of: "x_total") == 0)
    }

    @Test(
        "a series that comes and goes takes no more memory than one that stays", .slow,
        arguments: ["x_total", "g", "h", "s", "state"])
    func removalAgainAndAgain(name: String) throws {
        let metric = try SingleMetric {
            $0.counter(0, "x_total", "X.", MetricLabels(open: ["l"]))
            $0.gauge(1, "g", "G.", MetricLabels(open: ["l"]), .sum)
            $0.histogram(2, "h", "H.", MetricLabels(open: ["l"]), [1])
            $0.summary(3, "s", "S.", MetricLabels(open: ["l"]))
            $0.stateSet(4, "state", "State.", MetricLabels(open: ["l"]), ["closed", "open"])
        }
        let values = ["short", "", "a value that has more bytes than a string's own two words"]
        func record() {
            for value in values {
                switch name {
                case "x_total": metric.series.open(0).counter(value).increment()
                case "g": metric.series.open(1).gauge(value).increment()
                case "h": metric.series.open(2).histogram(value).observe(2)
                case "s": metric.series.open(3).summary(value).observe(2)
                default: _ = metric.series.open(4).stateSet(value) as StateSet<Phase>
                }
            }
        }
        record()
        let page = metric.registry.exposition()
        let before = ResidentMemory.bytes
        var removed = 0
        for round in 0..<20_000 {
            if round % 2 == 0 {
                for value in values where metric.registry.removeSeries(of: name, value) { removed += 1 }
            } else {
                removed += metric.registry.removeAllSeries(of: name)
            }
            record()
        }
        #expect(removed == 20_000 * values.count)
        #expect(metric.registry.exposition() == page)
        // 60,000 series of a hundred bytes would be 6 MB.
        if let before, let after = ResidentMemory.bytes { #expect(after - before < 2_000_000) }
    }

    @Test("look-ups find the same series whatever kind of text the value is in")
    func kindsOfText() throws {
        for length in 0..<40 {
            let metric = try SingleMetric { $0.counter(0, "x_total", "X.", MetricLabels(open: ["a", "b"])) }
            let plain = String(repeating: "é", count: length / 2) + (length % 2 == 0 ? "" : "x")
            var reserved = ""
            reserved.reserveCapacity(500)
            reserved += plain
            let part = String((plain + "more of it").prefix(plain.count))
            let bridged = String(decoding: Array(plain.utf8), as: UTF8.self)
            for value in [plain, reserved, part, bridged] {
                metric.series.open(0).counter(value, "b").increment()
                metric.series.open(0).counter("b", value).increment()
            }
            #expect(metric.samples.allSatisfy { $0.hasSuffix(" 4.0") || plain == "b" })
            #expect(metric.samples.count == (plain == "b" ? 1 : 2))
        }
    }

    @Test("this Swift has strings of the layout that quick look-ups need")
    func layout() { #expect(TextLayout.ofThisProcess.inlineMark != 0) }

    @Test("a fractional value's text follows its bits")
    func keptNumbers() throws {
        let metric = try SingleMetric { $0.gauge(0, "g", "G.", MetricLabels(), .sum) }
        for value in [0.1, 0.1, 0.25, -0.0, -1, 1e300, .infinity, .nan, 3] {
            metric.series.gauge(0).set(value)
            #expect(metric.samples == ["g \(NumberText.text(of: value))"])
        }
    }

    @Test("random operations on every kind agree with a simple reference")
    func reference() throws {
        var generator = SeededGenerator(seed: SeededGenerator.seed(60))
        let metric = try SingleMetric {
            $0.counter(0, "c_total", "C.", MetricLabels(open: ["l"]))
            $0.gauge(1, "g", "G.", MetricLabels(open: ["l"]), .sum)
            $0.histogram(2, "h", "H.", MetricLabels(open: ["l"]), [1, 2])
        }
        var expected: [String: Double] = [:]
        for _ in 0..<20_000 {
            let value = "\(Int.random(in: 0..<50, using: &generator))"
            let amount = Double(Int.random(in: 0..<20, using: &generator)) / 4
            switch Int.random(in: 0..<5, using: &generator) {
            case 0:
                metric.series.open(0).counter(value).increment(by: amount)
                expected[#"c_total{l="\#(value)"}"#, default: 0] += amount
            case 1:
                metric.series.open(1).gauge(value).set(amount)
                expected[#"g{l="\#(value)"}"#] = amount
            case 2:
                metric.series.open(1).gauge(value).decrement(by: amount)
                expected[#"g{l="\#(value)"}"#, default: 0] -= amount
            case 3:
                metric.series.open(2).histogram(value).observe(amount)
                for (le, bound) in [("1.0", 1.0), ("2.0", 2.0), ("+Inf", .infinity)] {
                    expected[#"h_bucket{l="\#(value)",le="\#(le)"}"#, default: 0] += amount <= bound ? 1 : 0
                }
                expected[#"h_sum{l="\#(value)"}"#, default: 0] += amount
                expected[#"h_count{l="\#(value)"}"#, default: 0] += 1
            default:
                guard Int.random(in: 0..<40, using: &generator) == 0 else { continue }
                let there = expected[#"c_total{l="\#(value)"}"#] != nil
                #expect(metric.registry.removeSeries(of: "c_total", value) == there)
                expected[#"c_total{l="\#(value)"}"#] = nil
            }
        }
        let found = metric.samples.map { $0.split(separator: " ") }
        #expect(Dictionary(uniqueKeysWithValues: found.map { (String($0[0]), Double($0[1])) }) == expected)
    }
}
