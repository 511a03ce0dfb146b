// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CFloor
import MetricsRuntime
import ReferenceMetrics

/// Recording in memory, beside the bare operations.
struct InMemory {
    let product: ProductUnderTest
    let generated: VLLMMetrics
    let bridged: BridgedMetrics
    let observations = Observations().values
    let cell = UnsafeMutableRawPointer.allocate(byteCount: 4096, alignment: 64)
    let operations = 20_000_000

    init() throws {
        product = try ProductUnderTest()
        generated = try VLLMMetrics(
            in: MetricsRegistry(storage: .memory), modelName: "m",
            parameters: .init(maxModelLen: 4096, cudagraphCaptureSizes: [1, 2]))
        bridged = try BridgedMetrics()
        cell.initializeMemory(as: UInt64.self, repeating: 0, count: 512)
    }

    @inline(never) func floorAdd(_ count: Int) { for _ in 0..<count { floor_add(cell) } }
    @inline(never) func floorAddDouble(_ count: Int) { for _ in 0..<count { floor_add_double(cell, 1.5) } }
    @inline(never) func floorStore(_ count: Int) { for number in 0..<count { floor_store(cell, Double(number)) } }

    /// Two atomic operations and the search that the facts found to cost least: the histogram's own, on bare memory.
    @inline(never) func floorObserve(_ count: Int) {
        let bounds = cell + 1024
        let values = bounds.bindMemory(to: Double.self, capacity: 16)
        for slot in 0..<16 { values[slot] = slot < 15 ? ProductUnderTest.bounds[slot] : .infinity }
        observations.withUnsafeBufferPointer { observations in
            for number in 0..<count {
                let value = observations[number & 0xFFFF]
                var index = value <= values[7] ? 0 : 8
                index &+= value <= values[index &+ 3] ? 0 : 4
                index &+= value <= values[index &+ 1] ? 0 : 2
                index &+= value <= values[index] ? 0 : 1
                floor_add(cell + 8 * index)
                floor_add_double(cell + 256, value)
            }
        }
    }

    @inline(never) func increment(_ counter: MetricsRuntime.Counter, _ count: Int) {
        for _ in 0..<count { counter.increment() }
    }
    @inline(never) func incrementTyped(_ metrics: VLLMMetrics, _ count: Int) {
        for _ in 0..<count { metrics.request.success[.stop].increment() }
    }
    @inline(never) func incrementByValue(_ metrics: VLLMMetrics, _ count: Int) {
        let reasons: [VLLMMetrics.FinishedReason] = [.stop, .length, .abort, .stop]
        for number in 0..<count { metrics.request.success[reasons[number & 3]].increment() }
    }
    @inline(never) func incrementDouble(_ counter: MetricsRuntime.Counter, _ count: Int) {
        for _ in 0..<count { counter.increment(by: 1.5) }
    }
    @inline(never) func set(_ gauge: MetricsRuntime.Gauge, _ count: Int) {
        for number in 0..<count { gauge.set(Double(number)) }
    }
    @inline(never) func observe(_ histogram: MetricsRuntime.Histogram, _ count: Int) {
        observations.withUnsafeBufferPointer { values in
            for number in 0..<count { histogram.observe(values[number & 0xFFFF]) }
        }
    }
    @inline(never) func local(_ counter: MetricsRuntime.Counter, _ count: Int) {
        var local = counter.local(flushAfter: 1 << 20)
        // A range would be checked at each step, which costs as much as the increment.
        var rest = count
        while rest > 0 {
            local.increment()
            rest &-= 1
        }
    }
    @inline(never) func local(_ histogram: MetricsRuntime.Histogram, _ count: Int) {
        var local = histogram.local()
        observations.withUnsafeBufferPointer { values in
            for number in 0..<count { local.observe(values[number & 0xFFFF]) }
        }
    }
    @inline(never) func lookUp(_ open: OpenSeries, _ values: [String], _ count: Int) {
        values.withUnsafeBufferPointer { values in
            for number in 0..<count { open.counter(values[(number &* 7919) % 1000]).increment() }
        }
    }
    @inline(never) func lookUp3(_ open: OpenSeries, _ values: [String], _ count: Int) {
        values.withUnsafeBufferPointer { values in
            for number in 0..<count { open.counter("GET", values[(number &* 7919) % 1000], "200").increment() }
        }
    }

    /// The cost of fetching the strings: a string from an array is retained and released.
    @inline(never) func fetch(_ open: OpenSeries, _ value: String) -> Bool { value.utf8.count > 0 }
    @inline(never) func fetchOnly(_ open: OpenSeries, _ values: [String], _ count: Int) {
        values.withUnsafeBufferPointer { values in
            for number in 0..<count where !fetch(open, values[(number &* 7919) % 1000]) { floor_add(cell) }
        }
    }

    private func row(
        _ operation: String, _ floorName: String, limit: Double? = nil, divisor: Int = 80, less: Double = 0,
        floor: (Int) -> Void, _ body: (Int) -> Void
    ) -> Row {
        let times = Timing.inTurns(operations / divisor, floor, body)
        return Row(
            operation: operation, nanoseconds: times.second - less, floor: (floorName, times.first), limit: limit)
    }

    func rows() -> [Row] {
        let series = product.series
        let tenants = (0..<1000).map { "tenant-\($0)" }
        for tenant in tenants {
            series.open(4).counter(tenant).increment()
            series.open(5).counter("GET", tenant, "200").increment()
        }
        let longTenants = tenants.map { String(repeating: "x", count: 24 - $0.utf8.count) + $0 }
        for tenant in longTenants {
            series.open(8).counter(tenant).increment()
            series.open(9).counter("GET", tenant, "200").increment()
        }
        let fetching = Timing.least(operations / 80, rounds: 150) { fetchOnly(series.open(4), tenants, $0) }
        // A long text has a count of references, which taking it out of an array changes twice.
        let fetchingLong = Timing.least(operations / 80, rounds: 150) { fetchOnly(series.open(8), longTenants, $0) }
        let (add, cas, observe) = ("atomic add", "CAS add", "2 atomics + search")
        var rows = [
            row("counter increment, bound handle", add, limit: 1.15, floor: floorAdd) {
                increment(series.counter(0), $0)
            },
            row("`metrics.request.success[.stop].increment()`", add, limit: 1.5, floor: floorAdd) {
                incrementTyped(generated, $0)
            },
            row("the same, label known at run time", add, floor: floorAdd) { incrementByValue(generated, $0) },
            row("counter increment by 1.5", cas, floor: floorAddDouble) { incrementDouble(series.counter(0), $0) },
            row("gauge set", "store", floor: floorStore) { set(series.gauge(1), $0) },
            row("histogram observe, 15 bounds", observe, limit: 1.3, floor: floorObserve) {
                self.observe(series.histogram(2), $0)
            },
            row("native histogram observe", observe, floor: floorObserve) { self.observe(series.histogram(10), $0) },
            row("native histogram observe, beside 15 bounds", observe, floor: floorObserve) {
                self.observe(series.histogram(11), $0)
            },
            row("look-up and increment, 1 label, 1,000 series", add, limit: 6, less: fetching, floor: floorAdd) {
                lookUp(series.open(4), tenants, $0)
            },
            row("look-up and increment, 3 labels, 1,000 series", add, limit: 12, less: fetching, floor: floorAdd) {
                lookUp3(series.open(5), tenants, $0)
            },
            row("the same, 1 label of 24 bytes", add, limit: 6, less: fetchingLong, floor: floorAdd) {
                lookUp(series.open(8), longTenants, $0)
            },
            row("the same, 3 labels, one of 24 bytes", add, limit: 12, less: fetchingLong, floor: floorAdd) {
                lookUp3(series.open(9), longTenants, $0)
            },
            row("increment of a hidden metric", add, limit: 0.25, floor: floorAdd) { increment(series.counter(3), $0) },
            row("local counter increment", add, limit: 0.2, floor: floorAdd) { local(series.counter(0), $0) },
            row("local histogram observe", observe, floor: floorObserve) { local(series.histogram(2), $0) },
            row("counter increment through MetricsBridge, kept handler", add, limit: 3, floor: floorAdd) {
                bridged.increment(bridged.counter, $0)
            },
            row("counter made and incremented through MetricsBridge, 1,000 series", add, floor: floorAdd) {
                bridged.incrementNew(tenants, $0)
            },
        ]
        rows[0].peers = SwiftMetrics.counter()
        rows[8].peers = SwiftMetrics.lookUp(tenants)
        return rows
    }

    /// One cell, and two cells side by side, from two threads.
    func contention() -> String {
        let series = product.series
        let bare = cell
        let one = Timing.onTwoThreads(operations / 4) { _, count in for _ in 0..<count { series.counter(0).increment() }
        }
        let neighbours = Timing.onTwoThreads(operations / 4) { thread, count in
            for _ in 0..<count { series.counter(6 + thread).increment() }
        }
        nonisolated(unsafe) let memory = bare
        let adjacent = Timing.onTwoThreads(operations / 4) { thread, count in
            for _ in 0..<count { floor_add(memory + 8 * thread) }
        }
        let apart = Timing.onTwoThreads(operations / 4) { thread, count in
            for _ in 0..<count { floor_add(memory + 128 * thread) }
        }
        return """
            Two threads, ns an increment: one cell \(Row.text(one)); two cells of one label, as the runtime lays them \
            \(Row.text(neighbours)); bare adds 8 bytes apart \(Row.text(adjacent)); 128 bytes apart \(Row.text(apart)).
            """
    }
}
