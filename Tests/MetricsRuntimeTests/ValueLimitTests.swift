// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import MetricsRuntime

@Suite("Beyond a label's limit", .timeLimit(.minutes(5)))
struct ValueLimitTests {
    private let long = "a value that has more bytes than a string's own two words"

    private func increment(_ open: OpenSeries, _ labelCount: Int, _ value: String) {
        let counter =
            switch labelCount {
            case 1: open.counter(value)
            case 2: open.counter("m", value)
            case 3: open.counter("m", long, value)
            default: open.counter("m", long, "", value)
            }
        counter.increment()
    }

    @Test("values that come too late count into one series, whatever their kind", arguments: 1...4)
    func overflow(labelCount: Int) throws {
        let names = (0..<labelCount).map { "l\($0)" }
        let limits = [Int?](repeating: nil, count: labelCount - 1) + [2]
        let metric = try SingleMetric { $0.counter(0, "x_total", "X.", MetricLabels(open: names, limits: limits)) }
        let open = metric.series.open(0)
        for _ in 0..<3 {
            for value in ["a", "b", "c", long, "overflow", ""] { increment(open, labelCount, value) }
        }
        let values = metric.samples.map { $0.split(separator: " ").last }
        // a, b, the three that come too late with what is recorded as `overflow`, and the count of those three.
        #expect(values == ["3.0", "3.0", "12.0", "9.0"])
        #expect(metric.registry.overflowCount(of: "x_total") == 9)
        #expect(metric.samples[2].contains("l\(labelCount - 1)=\"overflow\""))
    }

    @Test("a limit of several labels at once")
    func severalLimits() throws {
        let metric = try SingleMetric {
            $0.counter(0, "x_total", "X.", MetricLabels(open: ["a", "b"], limits: [1, 1]))
        }
        for (a, b) in [("1", "1"), ("1", "2"), ("2", "1"), ("2", "2"), ("2", "2")] {
            metric.series.open(0).counter(a, b).increment()
        }
        #expect(
            metric.samples == [
                #"x_total{a="1",b="1"} 1.0"#, #"x_total{a="1",b="overflow"} 1.0"#, #"x_total{a="overflow",b="1"} 1.0"#,
                #"x_total{a="overflow",b="overflow"} 2.0"#, #"metricsgen_label_overflow_total{metric="x_total"} 4.0"#,
            ])
    }

    @Test("a value that no series has any more gives back its room, also beside other labels")
    func removalGivesBack() throws {
        let metric = try SingleMetric {
            $0.counter(0, "x_total", "X.", MetricLabels(open: ["tenant", "model"], limits: [2, nil]))
        }
        let open = metric.series.open(0)
        for tenant in 0..<20 {
            for model in ["m", long] { open.counter("tenant \(tenant)", model).increment() }
            // The last two stay.
            guard tenant > 0, tenant < 19 else { continue }
            #expect(metric.registry.removeSeries(of: "x_total", "tenant \(tenant)", "m"))
            open.counter("too late", "m").increment()
            #expect(metric.registry.overflowCount(of: "x_total") == UInt64(tenant))
            #expect(metric.registry.removeSeries(of: "x_total", "tenant \(tenant)", long))
        }
        #expect(metric.samples.contains(#"x_total{model="m",tenant="tenant 19"} 1.0"#))
        #expect(metric.registry.removeAllSeries(of: "x_total") == 5)
        open.counter("another", "m").increment()
        #expect(metric.samples.contains(#"x_total{model="m",tenant="another"} 1.0"#))
    }

    @Test("a value beyond a limit that shares a known value's bits of the hash is beyond the limit")
    func sharedBitsOfHash() throws {
        let metric = try SingleMetric {
            $0.counter(0, "x_total", "X.", MetricLabels(open: ["a", "b"], limits: [3, 1]))
        }
        let open = metric.series.open(0)
        for value in ["1", "2", "3", "4"] { open.counter(value, "known").increment() }
        let index = try #require(open.index).assumingMemoryBound(to: OpenIndex.self)
        let limits = index.pointee.limits
        let label = try #require(limits).pointee.labels
        // About one value in 200,000; the keys of the hash are random.
        let sharing = try #require(
            (0..<100_000_000).lazy.map { "v\($0)" }.first { value in
                index.pointee.short(value, 0).map { label[0].limited($0).words == $0.words } ?? false
            })
        for _ in 0..<2 {
            open.counter(sharing, "known").increment()
            open.counter(sharing, "unknown").increment()
        }
        #expect(
            metric.samples.filter { $0.contains("overflow") } == [
                #"x_total{a="overflow",b="known"} 3.0"#, #"x_total{a="overflow",b="overflow"} 2.0"#,
                #"metricsgen_label_overflow_total{metric="x_total"} 5.0"#,
            ])
        #expect(metric.samples.count == 6)
    }

    @Test("recording beyond a limit takes no lock", arguments: 1...4)
    func noLock(labelCount: Int) throws {
        let names = (0..<labelCount).map { "l\($0)" }
        let limits = [Int?](repeating: nil, count: labelCount - 1) + [1]
        let metric = try SingleMetric { $0.counter(0, "x_total", "X.", MetricLabels(open: names, limits: limits)) }
        let open = metric.series.open(0)
        for value in ["known", "the first that comes too late"] { increment(open, labelCount, value) }
        HeldStructureLock.during {
            for number in 0..<100 { increment(open, labelCount, "\(number)") }
            increment(open, labelCount, long)
        }
        #expect(metric.registry.overflowCount(of: "x_total") == 102)
    }

    @Test("in a shared directory it is an ordinary counter, which outlives its process")
    func sharedDirectory() throws {
        let directory = try SharedDirectory()
        var other = PythonFile()
        other.append(
            #"["metricsgen_label_overflow", "metricsgen_label_overflow_total", {"metric": "x_total"}, "\#(OverflowCounter.family.help)"]"#,
            5)
        try directory.write(other.padded, to: "counter_999999999.db")
        let registry = directory.registry()
        let series = try ProductUnderTest().register(in: registry) {
            $0.counter(0, "x_total", "X.", MetricLabels(open: ["l"], limits: [1]))
        }
        for value in ["a", "b", "c"] { series.open(0).counter(value).increment() }
        #expect(registry.overflowCount(of: "x_total") == 2)
        let sample = #"metricsgen_label_overflow_total{metric="x_total"} 7.0"#
        #expect(directory.samples("metricsgen_label_overflow_total") == [sample])
        #expect(registry.exposition().components(separatedBy: sample).count == 2)
    }

    @Test("the words of the value `overflow` are spelled right")
    func words() { #expect(OpenIndex.overflowWords == LabelWords(short: ValueLimits.overflow)) }
}
