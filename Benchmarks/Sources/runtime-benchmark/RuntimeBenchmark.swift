// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsRuntime

#if canImport(Glibc)
    import Glibc
#endif

/// The runtime beside bare operations and its peers, all in one run: `runtime-benchmark PEERS`, where PEERS are programs
/// that print `name operation nanoseconds` a line.
@main
enum RuntimeBenchmark {
    static func main() throws {
        let peers = Peers(CommandLine.arguments.dropFirst())
        // Before there are threads: it forks.
        let shared = try Multiprocess()
        defer { shared.remove() }
        shared.fill(processes: 8, series: 10_000)

        let memory = try InMemory()
        var rows = try memory.rows() + shared.rows(floor: memory)
        for index in rows.indices { rows[index].peers.merge(peers.times(of: rows[index].operation)) { $1 } }
        print(Row.table(rows, peers: [SwiftMetrics.name] + peers.names))
        print("\n" + memory.contention())

        let many = try ManySeries(100_000)
        let created = many.create()
        // The memory of the first, and the least time of several: what disturbs only adds.
        let time = try (0..<5).map { _ in try ManySeries(100_000).create().nanoseconds }.reduce(
            created.nanoseconds, min)
        let page = many.page()
        let few = try ManySeries(1000)
        _ = few.create()
        let fewPage = few.page()
        print(
            """

            Series: \(Row.text(time)) ns and \(Row.text(created.bytes)) bytes to create one, at 100,000 \
            (aims 1,786 ns and 200 bytes); on two threads \(Row.text(try many.createOnTwoThreads())) ns.
            Page of 100,000 counters, \(page.bytes) bytes: \(Row.text(page.page / 1000)) µs, \
            \(Row.text(page.page / page.copy, digits: 2)) times a memcpy of its bytes (\(Row.text(page.copy / 1000)) µs; aim 4). \
            \(page.allocations) allocations; with 1,000 counters \(fewPage.allocations).
            """)
        for (name, format) in [("text", MetricsFormat.text), ("OpenMetrics", .openMetrics), ("protobuf", .protobuf)] {
            let own = many.page(as: format)
            let others = peers.times(of: "page in \(name)").sorted { $0.key < $1.key }.map {
                "; \($0.key)'s handler \(Row.text($0.value / 1000)) µs, \(Row.text($0.value / own.page, digits: 1)) times"
            }
            print(
                "The same page in \(name), \(own.bytes) bytes: \(Row.text(own.page / 1000)) µs, "
                    + "\(Row.text(own.page / page.page, digits: 2)) times the text page\(others.joined())")
        }
        let read = shared.read()
        print(
            """
            Page of 8 processes with 10,000 series each, \(read.bytes) bytes: cold \(Row.text(read.cold / 1000)) µs, \
            warm \(Row.text(read.warm / 1000)) µs.
            """)
        if let python = peers.pythonPage(of: shared.directory) {
            print(
                """
                prometheus-client's collector and page of the same directory: \(Row.text(python / 1000)) µs, \
                \(Row.text(python / read.cold)) times cold (aim 15), \(Row.text(python / read.warm)) times warm (aim 100).
                """)
        }
    }
}
