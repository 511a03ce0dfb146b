// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization
import TestSupport
import Testing

@testable import MetricsRuntime

@Suite("Native histograms")
struct NativeHistogramTests {
    private static func metric(_ native: NativeBuckets, _ bounds: [Double] = []) throws -> SingleMetric {
        try SingleMetric { $0.histogram(0, "wait_seconds", "Wait.", MetricLabels(), bounds, .init(native: native)) }
    }

    private static func value(_ metric: SingleMetric) throws -> MetricsSnapshot.Histogram {
        guard case .histogram(let histogram) = metric.registry.snapshot()["wait_seconds"]?[[:]] else {
            throw MissingHistogram()
        }
        return histogram
    }

    private struct MissingHistogram: Error {}

    // MARK: Values

    @Test("each observation gives what client_golang has after it, at every border: halved, widened, reset")
    func sameAsGo() throws {
        let path = Repository.root.appending(path: "Tests/MetricsRuntimeTests/Native/client_golang.txt")
        var metric: SingleMetric?
        var isNative = (negative: 0, halved: 0, widened: 0, reset: 0)
        var before: MetricsSnapshot.Histogram?
        for (number, line) in try String(contentsOf: path, encoding: .utf8).split(separator: "\n").enumerated() {
            let words = line.split(separator: " ").map(String.init)
            func double(_ word: some StringProtocol) throws -> Double {
                Double(bitPattern: try #require(UInt64(word, radix: 16)))
            }
            func list(_ word: String) -> [Substring] { word.dropFirst().dropLast().split(separator: ",") }
            if words[0] == "histogram" {
                let reset = try double(words[5])
                metric = try Self.metric(
                    NativeBuckets(
                        growth: double(words[1]), maxBuckets: #require(Int(words[2])), zeroThreshold: double(words[3]),
                        maxZeroThreshold: double(words[4]), resetAfter: reset == 0 ? nil : reset),
                    list(words[6]).map(double))
                before = nil
                continue
            }
            let metric = try #require(metric)
            if words[0] == "=" {
                let ours = try Self.value(metric)
                let native = try #require(ours.native)
                let counts = [native.negative, native.positive].map { buckets in
                    "[\(buckets.map { "\($0.index):\(Int($0.count))" }.joined(separator: ","))]"
                }
                let classic = "[\(ours.buckets.dropLast().map { "\(Int($0.count))" }.joined(separator: ","))]"
                #expect(counts + [classic] == Array(words[1...]), "line \(number + 1)")
                continue
            }
            metric.series.histogram(0).observe(try double(words[0]))
            let ours = try Self.value(metric)
            let native = try #require(ours.native)
            let sum = try double(words[5])
            #expect("\(native.schema)" == words[1], "line \(number + 1)")
            #expect(try native.zeroThreshold == double(words[2]), "line \(number + 1)")
            #expect("\(Int(native.zeroCount))" == words[3], "line \(number + 1)")
            #expect("\(Int(ours.count))" == words[4], "line \(number + 1)")
            #expect(ours.sum == sum || ours.sum.isNaN && sum.isNaN, "line \(number + 1)")
            if let former = before?.native {
                if native.schema < former.schema { isNative.halved += 1 }
                if native.zeroThreshold > former.zeroThreshold { isNative.widened += 1 }
                if ours.count < before?.count ?? 0 { isNative.reset += 1 }
            }
            if !native.negative.isEmpty { isNative.negative += 1 }
            before = ours
        }
        // The file has every case.
        #expect(min(isNative.negative, isNative.halved, isNative.widened, isNative.reset) > 20, "\(isNative)")
    }

    @Test("a number is in the bucket whose bounds it is between, beside every bound and in every schema")
    func bounds() {
        for schema in NativeBounds.coarsestSchema...NativeBounds.finestSchema {
            let steps = NativeBounds.finestSchema - schema
            func index(_ value: Double) -> Int {
                NativeBounds.coarser(NativeBounds.finestIndex(of: value), by: steps)
            }
            for number in -600...600 {
                let bound = NativeBounds.bound(of: number, schema: schema)
                guard bound.isNormal, bound < .greatestFiniteMagnitude else { continue }
                #expect(index(bound) == number)
                #expect(index(bound.nextUp) == number + 1)
                #expect(index(bound.nextDown) == number)
            }
            for exponent in -1074...1023 {
                let power = Double(sign: .plus, exponent: exponent, significand: 1)
                #expect(index(power) == NativeBounds.coarser(exponent * 256, by: steps))
            }
            #expect(NativeBounds.bound(of: index(.greatestFiniteMagnitude), schema: schema) == .greatestFiniteMagnitude)
            #expect(index(.infinity) == index(.greatestFiniteMagnitude) + 1)
        }
        #expect([2, 1.5, 1.2, 1.1, 1.05, 1.01, 1.0001, 1e9].map(NativeBounds.schema) == [0, 1, 2, 3, 4, 7, 8, -4])
    }

    // MARK: Formats

    @Test("text formats show the buckets with bounds, and without bounds only +Inf, the sum and the count")
    func text() throws {
        let alone = try Self.metric(NativeBuckets())
        let both = try Self.metric(NativeBuckets(), [1, 2])
        for metric in [alone, both] { for value in [0.5, 1.5, 3] { metric.series.histogram(0).observe(value) } }
        let end = [#"wait_seconds_bucket{le="+Inf"} 3.0"#, "wait_seconds_sum 5.0", "wait_seconds_count 3.0"]
        #expect(alone.samples == end)
        #expect(
            both.samples == [#"wait_seconds_bucket{le="1.0"} 1.0"#, #"wait_seconds_bucket{le="2.0"} 2.0"#] + end)
    }

    private func page(_ metric: SingleMetric) -> [UInt8] {
        var bytes: [UInt8] = []
        metric.registry.writeExposition(as: .protobuf, into: &bytes)
        return bytes
    }

    @Test("the protobuf format has spans and differences")
    func message() throws {
        let metric = try SingleMetric {
            $0.histogram(0, "h", "", MetricLabels(), [], .init(native: NativeBuckets(growth: 2)))
        }
        for value in [0.0, 1, 1.5, 2, 20] { metric.series.histogram(0).observe(value) }
        let expected: [UInt8] =
            [0x32, 0x0A, 1, 0x68, 0x18, 4, 0x22, 0x2B, 0x3A, 0x29]
            // The count, the sum, the schema, the threshold, and what is in the zero bucket.
            + [0x08, 5, 0x11, 0, 0, 0, 0, 0, 0x80, 0x38, 0x40, 0x28, 0, 0x31, 0, 0, 0, 0, 0, 0, 0xF0, 0x37, 0x38, 1]
            // Two buckets from 0 on, and one after a gap of 3.
            + [0x62, 4, 8, 0, 0x10, 2, 0x62, 4, 8, 6, 0x10, 1, 0x6A, 3, 2, 2, 1]
        #expect(page(metric) == expected)
    }

    @Test("a histogram without observations has a span without buckets, which makes it a native one")
    func emptyMessage() throws {
        let metric = try SingleMetric {
            $0.histogram(0, "h", "", MetricLabels(), [], .init(native: NativeBuckets(zeroThreshold: 0)))
        }
        #expect(page(metric).suffix(6) == [0x62, 4, 8, 0, 0x10, 0])
    }

    @Test("short gaps are zeros, and long ones begin a new span, also below index 0")
    func spans() {
        func spans(_ indices: [Int]) -> [[Int]] {
            NativeMessage.Spans(indices.map { .init(index: $0, count: 1) }).spans.map { [$0.offset, $0.length] }
        }
        #expect(spans([-5, -4, -1, 3, 4]) == [[-5, 5], [3, 2]])
        #expect(spans([1, 3]) == [[1, 3]])
        #expect(spans([]).isEmpty)
    }

    @Test("labels that are long and many buckets have room in every format")
    func room() throws {
        let registry = MetricsRegistry(storage: .memory)
        let series = try ProductUnderTest().register(in: registry) {
            $0.histogram(
                0, "h", "H.", MetricLabels(open: ["who"]), [],
                .init(
                    formerNames: [
                        FormerName(
                            "a_much_longer_name_of_before", "Before.",
                            deprecated: .init(since: .init(0, 9), hideAfter: 8, removeAfter: 9))
                    ],
                    native: NativeBuckets(growth: 1.001, maxBuckets: 10_000)))
        }
        for who in ["ada", String(repeating: "x", count: 2000)] {
            let histogram = series.open(0).histogram(who)
            for exponent in -900..<900 {
                histogram.observe(Double(sign: exponent % 2 == 0 ? .plus : .minus, exponent: exponent, significand: 1))
            }
        }
        for format in [MetricsFormat.text, .protobuf] {
            var bytes: [UInt8] = []
            registry.writeExposition(as: format, into: &bytes)
            #expect(!bytes.isEmpty)
        }
        #expect(registry.snapshot().families.allSatisfy { $0.series.allSatisfy { $0.value.count == 1800 } })
    }

    // MARK: Handles

    @Test("a recorder for one owner passes each observation on")
    func local() throws {
        let metric = try Self.metric(NativeBuckets())
        var local = metric.series.histogram(0).local()
        local.observe(1)
        #expect(metric.samples.last == "wait_seconds_count 1.0")
        #expect(metric.series.histogram(0).recorded.count == 1)
        #expect(metric.series.histogram(0).recorded.sum == 1)
    }

    @Test("a series that is removed begins again when it is used again, and so does every series after a reset")
    func removal() throws {
        let registry = MetricsRegistry(storage: .memory)
        let series = try ProductUnderTest().register(in: registry) {
            $0.histogram(0, "h", "H.", MetricLabels(open: ["who"]), [1], .init(native: NativeBuckets()))
        }
        series.open(0).histogram("ada").observe(3)
        #expect(registry.removeSeries(of: "h", "ada"))
        #expect(registry.snapshot()["h"]?.series.isEmpty ?? false)
        let histogram = series.open(0).histogram("ada")
        histogram.observe(5)
        #expect(registry.snapshot()["h"]?[["who": "ada"]]?.sum == 5)
        registry.reset()
        series.open(0).histogram("ada").observe(7)
        #expect(registry.snapshot()["h"]?[["who": "ada"]]?.sum == 7)
        #expect(registry.snapshot()["h"]?[["who": "ada"]]?.count == 1)
    }

    @Test(
        "a histogram with lower resolution begins again after a scrape, when it is time, and no observation is missed")
    func resetAtScrape() throws {
        let metric = try Self.metric(NativeBuckets(maxBuckets: 4, resetAfter: 1e9), [2])
        let histogram = metric.series.histogram(0)
        // Each of those beyond the limit halves the resolution once.
        for value in [1.0, 2, 4, 8, 16] + Array(repeating: 16, count: 10) { histogram.observe(value) }
        #expect(try Self.value(metric).native?.schema == -1)
        #expect(try Self.value(metric).count == 15)
        let native = HandleTag.nativeHistogram(histogram.cell)?.assumingMemoryBound(to: NativeHistogramCell.self)
        StructureLock.withLock { native?.pointee.structure.beginning = ClockReading.monotonic &- UInt64(1e18) }
        histogram.observe(3)
        let last = try Self.value(metric)
        #expect(last.count == 16)
        #expect(last.sum == 194)
        #expect(last.native?.schema == -1)
        histogram.observe(16)
        let first = try Self.value(metric)
        #expect(first.buckets.map(\.count) == [0, 1])
        #expect(first.sum == 16)
        #expect(first.native?.schema == 3)
    }

    @Test("tables are used again: memory doesn't grow with resets, and nothing is counted twice")
    func tables() throws {
        let metric = try Self.metric(NativeBuckets(maxBuckets: 8, maxZeroThreshold: 1, resetAfter: 1e9))
        let histogram = metric.series.histogram(0)
        let memory = ResidentMemory.bytes ?? 0
        for round in 0..<2000 {
            for number in 0..<40 {
                histogram.observe(Double(sign: .plus, exponent: (number * 7 + round) % 900 - 450, significand: 1))
            }
            #expect(try Self.value(metric).count == 40)
            metric.registry.reset()
        }
        #expect((ResidentMemory.bytes ?? 0) - memory < 20_000_000)
    }

    // MARK: Threads and processes

    private final class Flag: Sendable { let value = Atomic(false) }

    @Test("nothing is lost when several threads observe while buckets are merged, and no scrape goes back")
    func threads() async throws {
        let metric = try Self.metric(NativeBuckets(growth: 1.01, maxBuckets: 12, maxZeroThreshold: 1), [1, 100])
        let histogram = metric.series.histogram(0)
        let isDone = Flag()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                var last = 0.0
                while !isDone.value.load(ordering: .relaxed) {
                    let value = try Self.value(metric)
                    let native = try #require(value.native)
                    let buckets = (native.positive + native.negative).reduce(native.zeroCount) { $0 + $1.count }
                    #expect(buckets == value.count)
                    #expect(value.count >= last)
                    last = value.count
                    await Task.yield()
                }
            }
            try await withThrowingTaskGroup(of: Void.self) { observers in
                for thread in 0..<3 {
                    observers.addTask {
                        for number in 0..<20_000 {
                            // New magnitudes come until the end.
                            let exponent = (number &* (thread + 3)) % (1 + number / 40) - number / 80
                            histogram.observe(
                                Double(sign: number & 1 == 0 ? .plus : .minus, exponent: exponent, significand: 1.5))
                        }
                    }
                }
                try await observers.waitForAll()
            }
            isDone.value.store(true, ordering: .relaxed)
            try await group.waitForAll()
        }
        let value = try Self.value(metric)
        #expect(value.count == 60_000)
        #expect(value.buckets.last?.count == 60_000)
        #expect(try #require(value.native).schema < 7)
    }

    @Test("in a shared directory a histogram has its buckets with bounds, and without any it is refused")
    func sharedDirectory() throws {
        let directory = try TemporaryDirectory()
        let notices = Mutex<[String]>([])
        let registry = MetricsRegistry(
            storage: .directory(
                MultiprocessDirectory(directory.path) { notice in notices.withLock { $0.append("\(notice)") } }))
        let series = try ProductUnderTest().register(in: registry) {
            $0.histogram(0, "both", "H.", MetricLabels(), [1], .init(native: NativeBuckets()))
            $0.histogram(1, "alone", "H.", MetricLabels(), [], .init(native: NativeBuckets()))
        }
        series.histogram(0).observe(0.5)
        series.histogram(1).observe(0.5)
        #expect(registry.exposition().contains(#"both_bucket{le="1.0"} 1.0"#))
        #expect(!registry.exposition().contains("alone"))
        #expect(
            notices.withLock {
                $0.contains { $0.hasPrefix("the histogram `alone` is on no page: it has only native buckets") }
            })
    }
}
