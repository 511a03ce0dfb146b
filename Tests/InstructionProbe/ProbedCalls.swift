// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

import MetricsRuntime
import VLLMMetrics

// One function for each call on the hot path, never inlined, called from a loop.

@inline(never) public func probeIncrement(_ counter: Counter) { counter.increment() }
@inline(never) public func probeIncrementBy(_ counter: Counter, _ amount: Int) { counter.increment(by: amount) }
@inline(never) public func probeTyped(_ metrics: VLLMMetrics) { metrics.request.success[.stop].increment() }
@inline(never) public func probeSet(_ gauge: Gauge, _ value: Double) { gauge.set(value) }
@inline(never) public func probeObserve(_ histogram: Histogram, _ value: Double) { histogram.observe(value) }
@inline(never) public func probeSummary(_ summary: Summary, _ value: Double) { summary.observe(value) }
public enum Phase: UInt8, Sendable { case idle, busy, full }
@inline(never) public func probeState(_ states: StateSet<Phase>, _ state: Phase) { states.set(state) }
@inline(never) public func probeLookUp(_ open: OpenSeries, _ value: String) { open.counter(value).increment() }
@inline(never) public func probeLookUp(_ open: OpenSeries, _ first: String, _ second: String) {
    open.counter(first, second).increment()
}
@inline(never) public func probeLookUp(_ open: OpenSeries, _ first: String, _ second: String, _ third: String) {
    open.counter(first, second, third).increment()
}
/// The loop is in here: a recorder for one owner has no function around each increment.
@inline(never) public func probeLocal(_ counter: Counter, _ count: Int) {
    var local = counter.local(flushAfter: 1 << 20)
    var rest = count
    while rest > 0 {
        local.increment()
        rest &-= 1
    }
}
@inline(never) public func probeLocal(_ histogram: Histogram, _ count: Int) {
    var local = histogram.local(flushAfter: 1 << 20)
    var number = 0
    while number < count {
        local.observe(Double(number & 63))
        number &+= 1
    }
}
