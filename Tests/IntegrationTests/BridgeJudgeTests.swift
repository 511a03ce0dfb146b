// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if SwiftMetrics
    import CoreMetrics
    import Foundation
    import MetricsBridge
    import MetricsRuntime
    import TestSupport
    import Testing

    /// Faults that bridges to Prometheus have had, on one page. Each of them made a scrape fail, lost series or gave
    /// wrong numbers.
    @Suite("Prometheus on what swift-metrics records")
    struct BridgeJudgeTests {
        private static let hostile = "a\"b\\c\nd{e}=,\u{7}é😀 "

        private func record(with factory: RegistryMetricsFactory) {
            func counter(_ label: String, _ dimensions: [(String, String)] = []) -> CoreMetrics.Counter {
                CoreMetrics.Counter(label: label, dimensions: dimensions, factory: factory)
            }
            // Values that need escapes; names that aren't legal; label names that differ, or are missing.
            counter("http.requests", [("uri-path", Self.hostile), ("5xx", "no")]).increment()
            counter("http.requests", [("method", "GET")]).increment()
            counter("http.requests").increment()
            // Handlers made again, in another order of dimensions.
            for _ in 0..<3 { counter("again", [("a", "1"), ("b", "2")]).increment() }
            counter("again", [("b", "2"), ("a", "1")]).increment()
            // Labels that samples have.
            Recorder(label: "size", dimensions: [("le", "1"), ("quantile", "2")], factory: factory).record(3)
            // Durations in one unit, with the bounds that are configured.
            let timer = CoreMetrics.Timer(
                label: "wait", dimensions: [("kind", "\u{2028}")], preferredDisplayUnit: .milliseconds, factory: factory
            )
            timer.recordMilliseconds(1500)
            // The same label with other types; a meter, which isn't a histogram.
            Meter(label: "size", factory: factory).set(4)
            Meter(label: "open", factory: factory).set(2)
            counter("open").increment()
            // Metrics that come and go.
            let gone = counter("gone", [("x", "1")])
            gone.increment()
            gone.destroy()
            counter("gone", [("x", "2")]).increment()
        }

        @Test("its clients and its server read the same samples in each format, and all of them")
        func page() throws {
            let registry = MetricsRegistry(storage: .memory, constantLabels: ["zone": "north"])
            var configuration = BridgeConfiguration()
            configuration.durationBounds = [1, 2]
            configuration.recorderBounds = [1]
            configuration.onFault = { _ in }
            record(with: try RegistryMetricsFactory(registry, configuration: configuration))
            let directory = try TemporaryDirectory()
            for (name, format) in [("text", MetricsFormat.text), ("openmetrics", .openMetrics)] {
                var page: [UInt8] = []
                registry.writeExposition(as: format, into: &page)
                try directory.write(String(decoding: page, as: UTF8.self), to: name)
            }
            let outcome = try Judge.python(
                "bridge_page.py", [directory.path + "/text", directory.path + "/openmetrics"])
            try #require(outcome.ending == .exited(0), "\(outcome.output)\(outcome.errorOutput)")
            let all = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[Any]])
            let found = all.map { sample in
                let labels = (sample[1] as? [String: String] ?? [:]).filter { $0.key != "zone" }
                let list = labels.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
                let value = "\(sample[2])"
                return
                    "\(sample[0]){\(list.joined(separator: ","))} \(value.hasSuffix(".0") ? String(value.dropLast(2)) : value)"
            }
            #expect(
                Set(found) == [
                    "http_requests_total{_5xx=no,uri_path=\(Self.hostile)} 1", "http_requests_total{method=GET} 1",
                    "http_requests_total{} 1", "again_total{a=1,b=2} 4",
                    "size_bucket{exported_le=1,le=1.0,quantile=2} 0", "size_bucket{exported_le=1,le=+Inf,quantile=2} 1",
                    "size_sum{exported_le=1,quantile=2} 3", "size_count{exported_le=1,quantile=2} 1",
                    "wait_seconds_bucket{kind=\u{2028},le=1.0} 0", "wait_seconds_bucket{kind=\u{2028},le=2.0} 1",
                    "wait_seconds_bucket{kind=\u{2028},le=+Inf} 1", "wait_seconds_sum{kind=\u{2028}} 1.5",
                    "wait_seconds_count{kind=\u{2028}} 1", "open{} 2", "open_total{} 1", "gone_total{x=2} 1",
                    "metricsgen_bridge_faults_total{fault=type,metric=size} 1",
                ], "\(found)")
            #expect(found.count == 17)
        }
    }
#endif
