// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CFloor
import MetricsRuntime

#if canImport(Glibc)
    import Glibc
#endif

/// Recording into a shared directory, and reading one.
struct Multiprocess {
    let directory: String

    init() throws {
        // Memory, where there is a disk of it: a disk's first store into a page after its write-back takes microseconds.
        var template =
            Array((access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp").utf8CString.dropLast())
            + Array("/bench-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Failure() }
        directory = String(decoding: template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    struct Failure: Error {}

    func remove() {
        MultiprocessDirectory(directory).removeFiles()
        rmdir(directory)
    }

    func rows(floor: InMemory) throws -> [Row] {
        let own = directory + "/own"
        mkdir(own, 0o755)
        let series = try ProductUnderTest(in: MetricsRegistry(storage: .directory(MultiprocessDirectory(own)))).series
        defer {
            MultiprocessDirectory(own).removeFiles()
            rmdir(own)
        }
        func row(_ operation: String, _ name: String, limit: Double?, _ bare: (Int) -> Void, _ body: (Int) -> Void)
            -> Row
        {
            let times = Timing.inTurns(floor.operations / 80, bare, body)
            return Row(operation: operation, nanoseconds: times.second, floor: (name, times.first), limit: limit)
        }
        return [
            row("counter increment in a shared directory", "CAS add", limit: 1.3, floor.floorAddDouble) {
                floor.increment(series.counter(0), $0)
            },
            row("gauge set in a shared directory", "store", limit: nil, floor.floorStore) {
                floor.set(series.gauge(1), $0)
            },
            row("histogram observe in a shared directory", "2 atomics + search", limit: nil, floor.floorObserve) {
                floor.observe(series.histogram(2), $0)
            },
        ]
    }

    /// Files of so many processes with so many series each.
    func fill(processes: Int, series: Int) {
        var children: [pid_t] = []
        for _ in 0..<processes {
            let child = fork()
            if child == 0 {
                var product = ProductDeclaration(name: "bench", version: "1.0.0")
                product.counter(0, "requests_total", "Requests by tenant.", MetricLabels(open: ["tenant"]))
                let registry = MetricsRegistry(storage: .directory(MultiprocessDirectory(directory, report: { _ in })))
                if let table = try? product.register(in: registry, visibility: .init()) {
                    for number in 0..<series { table.open(0).counter("tenant-\(number)").increment(by: number) }
                }
                _exit(0)
            }
            children.append(child)
        }
        for child in children {
            var status: Int32 = 0
            waitpid(child, &status, 0)
        }
    }

    /// Nanoseconds of a page by a new reader, and by one that has read before.
    func read() -> (cold: Double, warm: Double, bytes: Int) {
        var text: [UInt8] = []
        let cold =
            (0..<25).map { _ in
                Timing.once {
                    text.removeAll(keepingCapacity: true)
                    MultiprocessReader(directory: directory).writeExposition(into: &text)
                }
            }.min() ?? .nan
        let reader = MultiprocessReader(directory: directory)
        let warm = Timing.least(1, rounds: 25) { _ in
            text.removeAll(keepingCapacity: true)
            reader.writeExposition(into: &text)
        }
        return (cold, warm, text.count)
    }
}
