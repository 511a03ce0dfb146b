// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecModel
import Testing

@testable import SpecEmitters

@Suite("The overview")
struct OverviewRowTests {
    private func titles(_ metrics: Metric...) -> [String] {
        OverviewRow.panels(
            for: metrics.map { MetricPanel($0) }, at: ModelBuilder.product(version: "1.1").product.version
        )
        .map(\.title)
    }

    @Test("shows first what there is to do, then how full it is, what gets done and how long it takes")
    func order() {
        #expect(
            titles(
                ModelBuilder.histogram("wait_seconds", unit: .seconds),
                ModelBuilder.counter("done_total", unit: .requests),
                ModelBuilder.gauge("usage_ratio", unit: .ratio), ModelBuilder.gauge("waiting", unit: .requests))
                == ["Waiting", "Usage", "Done / s", "Wait, p99"])
    }

    @Test("prefers counters of requests to those of what they are made of")
    func counters() {
        #expect(
            titles(
                ModelBuilder.counter("faults_total", unit: .events), ModelBuilder.counter("read_total", unit: .bytes),
                ModelBuilder.counter("in_total", unit: .tokens), ModelBuilder.counter("done_total", unit: .requests))
                == ["Done / s", "In / s", "Read / s"])
    }

    @Test("leaves out deprecated metrics, metrics with open labels and metrics whose values don't add up")
    func leftOut() {
        #expect(
            titles(
                ModelBuilder.counter("old_total", lifecycle: ModelBuilder.deprecated(since: "1.1")),
                ModelBuilder.gauge("seen", unit: .unixSeconds, labels: [ModelBuilder.open("who")]),
                ModelBuilder.gauge("sessions", unit: .requests, labels: [ModelBuilder.open("who")]),
                ModelBuilder.histogram("size_tokens", unit: .tokens)
            ).isEmpty)
    }
}
