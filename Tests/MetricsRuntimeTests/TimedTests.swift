// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import MetricsRuntime

@Suite("Measured times")
struct TimedTests {
    private struct Failure: Error {}

    /// A class that isn't Sendable.
    private final class Parcel {
        var weight = 1
    }

    private static func seconds() throws -> SingleMetric {
        try SingleMetric { $0.histogram(0, "packing_seconds", "Packing.", MetricLabels(), [1, 60]) }
    }

    @Test(
        "a stopwatch records the time since its start, in the metric's unit",
        arguments: [
            (1_000_000_000, "1.5"), (1_000_000, "1500.0"), (1_000, "1.5e+06"), (1, "1.5e+09"),
            (60_000_000_000, "0.025"), (604_800_000_000_000, "2.48015873015873e-06"),
        ])
    func units(nanosecondsPerUnit: Double, sum: String) throws {
        let metric = try SingleMetric { $0.summary(0, "packing_time", "Packing.", MetricLabels()) }
        let timed = Timed(metric.series.summary(0), nanosecondsPerUnit: nanosecondsPerUnit)
        Stopwatch(timed, startedAt: 7_000_000_000).stop(at: 8_500_000_000)
        #expect(metric.samples == ["packing_time_count 1.0", "packing_time_sum \(sum)"])
    }

    @Test("whole numbers get the nearest one")
    func wholeNumbers() throws {
        let metric = try SingleMetric { $0.summary(0, "packing_time", "Packing.", MetricLabels()) }
        let timed = Timed(IntegerSummary(metric.series.summary(0)), nanosecondsPerUnit: 1_000_000)
        Stopwatch(timed, startedAt: 0).stop(at: 1_400_000)
        Stopwatch(timed, startedAt: 0).stop(at: 2_600_000)
        timed.observe(.microseconds(3_500))
        #expect(metric.samples == ["packing_time_count 3.0", "packing_time_sum 8.0"])
    }

    @Test("a duration is converted exactly")
    func durations() throws {
        let metric = try Self.seconds()
        let timed = Timed(metric.series.histogram(0))
        timed.observe(.milliseconds(100))
        timed.observe(.seconds(1))
        timed.observe(.nanoseconds(1_250_000_000))
        #expect(metric.samples.contains("packing_seconds_sum 2.35"))
        #expect(metric.samples.contains(#"packing_seconds_bucket{le="1.0"} 2.0"#))
    }

    @Test("a stopwatch records nothing until it is stopped, and each stop records once")
    func stops() throws {
        let metric = try Self.seconds()
        let stopwatch = Timed(metric.series.histogram(0)).start()
        #expect(metric.samples.contains("packing_seconds_count 0.0"))
        stopwatch.stop()
        stopwatch.stop()
        #expect(metric.samples.contains("packing_seconds_count 2.0"))
    }

    @Test("the clock is read twice, and never goes back")
    func clock() throws {
        let timed = Timed(try Self.seconds().series.histogram(0))
        let before = ClockReading.monotonic
        let stopwatch = timed.start()
        #expect(before > 0)
        #expect(stopwatch.start >= before)
        #expect(stopwatch.start <= ClockReading.monotonic)
    }

    @Test("code that ends with an error is measured, and the error is its own")
    func errors() async throws {
        let metric = try Self.seconds()
        let timed = Timed(metric.series.histogram(0))
        #expect(throws: Failure.self) {
            // The error's type is inferred: `try` would not compile in a function that throws nothing else.
            try timed.time { () throws(Failure) in throw Failure() }
        }
        await #expect(throws: Failure.self) {
            try await timed.time { () async throws(Failure) in
                await Task.yield()
                throw Failure()
            }
        }
        #expect(metric.samples.contains("packing_seconds_count 2.0"))
    }

    @Test("code runs where its caller runs, and gives what isn't Sendable")
    @MainActor func isolation() async throws {
        let metric = try Self.seconds()
        let timed = Timed(metric.series.histogram(0))
        let parcel = Parcel()
        let same = timed.time { parcel }
        let later = await timed.time { () async -> Parcel in
            await Task.yield()
            MainActor.assertIsolated()
            parcel.weight += 1
            return parcel
        }
        #expect(same === later && later.weight == 2)
        #expect(metric.samples.contains("packing_seconds_count 2.0"))
    }

    @Test("the clock isn't read for a hidden metric, and the code runs")
    func hidden() {
        let timed = Timed(Histogram(nil))
        let stopwatch = timed.start()
        #expect(stopwatch.start == 0)
        stopwatch.stop()
        #expect(timed.time { 3 } == 3)
        timed.observe(.seconds(1))
        Timestamp(Gauge(nil)).setToCurrentTime()
        #expect(!timed.handle.isRecorded)
    }

    @Test("a point in time is the current one, in seconds since 1970")
    func timestamp() throws {
        let metric = try SingleMetric { $0.gauge(0, "opened", "Opened.", MetricLabels(), .max) }
        let before = ClockReading.secondsSince1970
        Timestamp(metric.series.gauge(0)).setToCurrentTime()
        let after = ClockReading.secondsSince1970
        let value = try #require(metric.samples.first.flatMap { Double($0.dropFirst("opened ".count)) })
        // Neither can fail unless somebody sets the clock between the two.
        #expect(value >= min(before, after) && value <= max(before, after))
        Timestamp(IntegerGauge(metric.series.gauge(0))).setToCurrentTime()
        let whole = try #require(metric.samples.first.flatMap { Double($0.dropFirst("opened ".count)) })
        #expect(whole.rounded() == whole && whole > 1_700_000_000)
    }
}

@Suite("Gauges around a scope")
struct ScopeTests {
    private struct Failure: Error {}

    private let metric: SingleMetric
    private var gauge: Gauge { metric.series.gauge(0) }

    init() throws { metric = try SingleMetric { $0.gauge(0, "open", "Open.", MetricLabels(), .sum) } }

    @Test("a gauge counts what is in flight")
    func inFlight() async {
        gauge.withIncrement {
            gauge.withIncrement(by: 2.5) { #expect(metric.samples == ["open 3.5"]) }
            #expect(metric.samples == ["open 1.0"])
        }
        await IntegerGauge(gauge).withIncrement(by: 4) {
            await Task.yield()
            #expect(metric.samples == ["open 4.0"])
        }
        #expect(metric.samples == ["open 0.0"])
    }

    @Test("an error and a cancellation end the scope too")
    func errors() async {
        #expect(throws: Failure.self) { try gauge.withIncrement { () throws(Failure) in throw Failure() } }
        #expect(throws: Failure.self) {
            try IntegerGauge(gauge).withIncrement { () throws(Failure) in throw Failure() }
        }
        let open = gauge
        let task = Task { try await open.withIncrement { try await Task.sleep(for: .seconds(3600)) } }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(metric.samples == ["open 0.0"])
    }
}
