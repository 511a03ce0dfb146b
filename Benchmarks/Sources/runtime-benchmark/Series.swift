// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CFloor
import MetricsRuntime

#if canImport(Glibc)
    import Glibc
#endif

/// Making very many series, and writing them out.
struct ManySeries {
    let count: Int
    let registry = MetricsRegistry(storage: .memory)
    let series: InstanceSeries

    init(_ count: Int) throws {
        self.count = count
        series = try ProductUnderTest(in: registry).series
    }

    /// Nanoseconds and bytes for each new series.
    func create() -> (nanoseconds: Double, bytes: Double) {
        let names = (0..<count).map { "tenant-\($0)" }
        let before = Timing.residentBytes()
        let time = Timing.once { for name in names { series.open(4).counter(name).increment() } }
        return (time / Double(count), Double(Timing.residentBytes() - before) / Double(count))
    }

    func createOnTwoThreads() throws -> Double {
        let series = try ProductUnderTest().series
        let names = (0..<count).map { "tenant-\($0)" }
        let next = Timing.once {
            _ = Timing.onTwoThreads(count / 2) { thread, count in
                for number in 0..<count { series.open(4).counter(names[thread * count + number]).increment() }
            }
        }
        // The first of five rounds makes them, the others look up.
        return next / Double(count)
    }

    /// Nanoseconds of a page and of copying its bytes, and the allocations of a page.
    func page() -> (page: Double, copy: Double, bytes: Int, allocations: UInt64) {
        var text: [UInt8] = []
        registry.writeExposition(into: &text)
        text.removeAll(keepingCapacity: true)
        let before = floor_allocations()
        registry.writeExposition(into: &text)
        let allocations = floor_allocations() - before
        let target = UnsafeMutableRawPointer.allocate(byteCount: text.count, alignment: 64)
        var other: [UInt8] = []
        registry.writeExposition(into: &other)
        let times = Timing.inTurns(
            1, rounds: 31,
            { _ in
                other.removeAll(keepingCapacity: true)
                registry.writeExposition(into: &other)
            }, { _ in text.withUnsafeBytes { _ = memcpy(target, $0.baseAddress!, $0.count) } })
        target.deallocate()
        return (times.first, times.second, text.count, allocations)
    }

    /// Nanoseconds and bytes of a page in a format.
    func page(as format: MetricsFormat) -> (page: Double, bytes: Int) {
        var page: [UInt8] = []
        registry.writeExposition(as: format, into: &page)
        var best = Double.infinity
        for _ in 0..<31 {
            page.removeAll(keepingCapacity: true)
            best = min(best, Timing.once { registry.writeExposition(as: format, into: &page) })
        }
        return (best, page.count)
    }
}
