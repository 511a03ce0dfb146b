// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import MetricsRuntime

/// What docs/several-processes.md says of the directory and no other suite looks at.
@Suite("What is promised of a shared directory")
struct DirectoryPromiseTests {
    private let directory: SharedDirectory

    init() throws { directory = try SharedDirectory() }

    @Test("`.memory` keeps a registry out of every directory")
    func memory() throws {
        let registry = MetricsRegistry(storage: .memory)
        let series = try ProductUnderTest().register(in: registry) { $0.counter(0, "c_total", "C.", MetricLabels()) }
        series.counter(0).increment()
        #expect(registry.exposition().contains("\nc_total 1"))
        #expect(directory.names.isEmpty)
    }

    @Test("a counter is exact to 2^53, and not beyond")
    func exactness() throws {
        let series = try ProductUnderTest().register(in: directory.registry()) {
            $0.counter(0, "c_total", "C.", MetricLabels())
        }
        series.counter(0).increment(by: 9_007_199_254_740_991)
        #expect(directory.samples == ["c_total 9.007199254740991e+15"])
        series.counter(0).increment()
        series.counter(0).increment()
        #expect(directory.samples == ["c_total 9.007199254740992e+15"])
    }

    @Test("a series is not removed from a directory, and the answer says so")
    func removal() throws {
        let registry = directory.registry()
        let series = try ProductUnderTest().register(in: registry) {
            $0.counter(0, "c_total", "C.", MetricLabels(open: ["l"]))
        }
        series.open(0).counter("a").increment()
        #expect(!registry.removeSeries(of: "c_total", "a"))
        #expect(directory.samples == [#"c_total{l="a"} 1.0"#])
    }

    @Test("buckets of a histogram whose bounds have changed are merged by bound")
    func changedBounds() throws {
        for (process, bounds) in [("1", ["1.0", "+Inf"]), ("2", ["1.0", "2.0", "+Inf"])] {
            var file = PythonFile()
            file.append(#"["h", "h_sum", {}, "H."]"#, 1)
            for bound in bounds { file.append(#"["h", "h_bucket", {"le": "\#(bound)"}, "H."]"#, 1) }
            try directory.write(file.padded, to: "histogram_\(process).db")
        }
        #expect(
            directory.samples == [
                #"h_bucket{le="1.0"} 2.0"#, #"h_bucket{le="2.0"} 3.0"#, #"h_bucket{le="+Inf"} 5.0"#, "h_sum 2.0",
                "h_count 5.0",
            ])
    }

    @Test("a number that is used again: nobody's file is taken who still writes there")
    func numberOfALivingProcess() throws {
        let live = "gauge_livesum_\(getpid()).db"
        var file = PythonFile()
        file.append(#"["g", "g", {}, "G."]"#, 9)
        try directory.write(file.padded, to: live)
        // A process of another container has our number.
        let writer = try directory.writer(of: live)
        defer { withExtendedLifetime(writer) {} }
        let series = try ProductUnderTest().register(in: directory.registry()) {
            $0.gauge(0, "g", "G.", MetricLabels(), .livesum)
        }
        series.gauge(0).set(1)
        #expect(directory.names == ["gauge_livesum_\(getpid())-1.db", live])
        #expect(directory.samples == ["g 10.0"])
    }
}
