// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import MetricsRuntime
import Testing

@testable import MetricsProcess

@Suite("Metrics of the process")
struct ProcessMetricsTests {
    private let registry = MetricsRegistry(storage: .memory)

    private func value(_ name: String) -> Double? { registry.snapshot()[name]?[[:]]?.number }

    @Test("one call adds them, under the names and types of other clients")
    func families() throws {
        registry.add(collector: ProcessMetrics())
        let families = registry.snapshot().families
        for family in families { #expect(family.kind == (family.name.hasSuffix("_total") ? .counter : .gauge)) }
        let names = Set(families.map(\.name))
        #expect(
            names.isSuperset(of: [
                "process_cpu_seconds_total", "process_resident_memory_bytes", "process_start_time_seconds",
                "process_open_fds", "process_max_fds",
            ]))
        // Without a limit there is no number, as other clients print the greatest one that there is.
        #expect(value("process_virtual_memory_max_bytes") ?? 0 < 0x1p63)
    }

    @Test("the numbers are those of this process")
    func numbers() throws {
        registry.add(collector: ProcessMetrics())
        let processor = try #require(value("process_cpu_seconds_total"))
        #expect(processor > 0 && processor < 1e6)
        #expect(try #require(value("process_resident_memory_bytes")) > 1e6)
        let start = try #require(value("process_start_time_seconds"))
        let now = Date().timeIntervalSince1970
        #expect(start > 1e9 && start <= now + 60)
    }

    @Test("an open file counts one more, and reading them counts none")
    func openFiles() throws {
        // Other tests of this process open files meanwhile: many at once are seen all the same.
        let before = try #require(ProcessReading.now.openFiles)
        let files = (0..<200).map { _ in open("/dev/null", O_RDONLY) }
        defer { for file in files { close(file) } }
        #expect(try #require(ProcessReading.now.openFiles) >= before + 100)
        #expect(ProcessReading.entryCount(of: "/nowhere") == nil)
    }

    #if os(Linux)
        @Test("the name of a program can have parentheses and spaces")
        func status() throws {
            let fields = (3...52).map { "\($0)" }.joined(separator: " ")
            let status = try #require(ProcessStatus("1 (a ) b (c)) \(fields)\n"))
            #expect((status.startTicks, status.virtualBytes, status.residentPages) == (22, 23, 24))
            #expect(ProcessStatus("1 (a) S 4") == nil)
            #expect(ProcessStatus("") == nil)
        }

        @Test("what can't be read is left out")
        func unreadable() throws {
            #expect(ProcessReading.bootTime(in: "cpu 1\nbtime 1700000000\n") == 1_700_000_000)
            #expect(ProcessReading.bootTime(in: "cpu 1\n") == nil)
            let octets = try #require(
                ProcessReading.octets(in: "TcpExt: A\nTcpExt: 1\nIpExt: A InOctets OutOctets\nIpExt: 1 20 30\n"))
            #expect(octets == (20, 30))
            #expect(ProcessReading.octets(in: "IpExt: A InOctets OutOctets\nIpExt: 1 20\n") == nil)
            #expect(ProcessReading.octets(in: "IpExt: A\nIpExt: 1\n") == nil)
        }
    #endif

    @Test("the build is that of each product in the registry")
    func build() throws {
        registry.add(collector: BuildInfo(of: registry, labels: ["revision": "3f2a"]))
        for product in ["corner-shop", "1st"] {
            _ = try ProductDeclaration(name: product, version: "1.4.0")
                .register(in: registry, visibility: Visibility())
        }
        let snapshot = registry.snapshot()
        #expect(snapshot["corner_shop_build_info"]?[["version": "1.4.0", "revision": "3f2a"]]?.number == 1)
        #expect(snapshot["_1st_build_info"]?[["version": "1.4.0", "revision": "3f2a"]]?.number == 1)
        #expect(registry.exposition().contains("# TYPE corner_shop_build_info gauge\n"))
    }
}
