// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization
import Testing

@testable import MetricsRuntime

@Suite("The directory's lock, and reports", .timeLimit(.minutes(5)))
struct DirectoryLockTests {
    private let directory: SharedDirectory

    init() throws { directory = try SharedDirectory() }

    /// Runs something in a thread of its own.
    private final class Background: Sendable {
        private let isDone = Atomic(false)
        var hasEnded: Bool { isDone.load(ordering: .sequentiallyConsistent) }

        init(_ work: @escaping @Sendable () -> Void) {
            Thread.detachNewThread { [self] in
                work()
                isDone.store(true, ordering: .sequentiallyConsistent)
            }
        }

        func join() { while !hasEnded { usleep(500) } }
    }

    private func descriptor() throws -> Int32 {
        let opened = open(directory.path, O_RDONLY | O_CLOEXEC)
        try #require(opened >= 0)
        return opened
    }

    @Test("a directory's lock that somebody holds delays nobody who has no need of the directory")
    func heldLock() throws {
        let holder = try descriptor()
        defer { close(holder) }
        #expect(flock(holder, LOCK_EX) == 0)
        let registry = MetricsRegistry(storage: .memory)
        let series = try ProductUnderTest().register(in: registry) {
            $0.counter(0, "c_total", "C.", MetricLabels(open: ["l"]))
        }
        let waiting = directory.registry()
        let start = Background {
            _ = try? ProductUnderTest().register(in: waiting) { $0.counter(0, "other_total", "C.", MetricLabels()) }
        }
        #if os(Linux)
            while !SystemCall.isLocked(holder) { usleep(500) }
        #endif
        series.open(0).counter("new").increment()
        #expect(registry.exposition().contains(#"c_total{l="new"} 1.0"#))
        #expect(registry.multiprocessReports.isEmpty)
        #expect(!start.hasEnded)
        #expect(flock(holder, LOCK_UN) == 0)
        start.join()
        #expect(directory.samples == ["other_total 0.0"])
    }

    #if os(Linux)
        @Test("a process that waits for exclusive use of the directory goes before readers that come later")
        func turn() throws {
            let (reading, starting, later) = (try descriptor(), try descriptor(), try descriptor())
            defer { for number in [reading, starting, later] { close(number) } }
            #expect(SystemCall.lockDirectoryShared(reading, seconds: 60))
            let order = Lock<[String]>([])
            let start = Background {
                guard SystemCall.lockDirectoryAlone(starting, seconds: 60) else { return }
                order.withLock { $0.append("start") }
                flock(starting, LOCK_UN)
            }
            while !SystemCall.isLocked(later) { usleep(500) }
            let reader = Background {
                guard SystemCall.lockDirectoryShared(later, seconds: 60, patience: 60) else { return }
                order.withLock { $0.append("reader") }
                flock(later, LOCK_UN)
            }
            flock(reading, LOCK_UN)
            start.join()
            reader.join()
            #expect(order.withLock { $0 } == ["start", "reader"])
        }

        @Test("somebody who waits and was stopped holds readers up for a moment, and not for good")
        func stoppedStarter() throws {
            let (stopped, reader) = (try descriptor(), try descriptor())
            defer { for number in [stopped, reader] { close(number) } }
            SystemCall.announce(stopped, true)
            #expect(SystemCall.isLocked(reader))
            #expect(SystemCall.lockDirectoryShared(reader, seconds: 60, patience: 0))
        }
    #endif

    @Test("what hears reports may use the registry that they are of")
    func reports() throws {
        let registry = Lock<MetricsRegistry?>(nil)
        let heard = Lock<[String]>([])
        let made = MetricsRegistry(
            storage: .directory(
                MultiprocessDirectory(directory.path) { notice in
                    guard let registry = registry.withLock({ $0 }) else { return }
                    let log = try? ProductUnderTest(name: "log").register(in: registry) {
                        $0.gauge(0, "log_lines", "L.", MetricLabels(open: ["kind"]), .sum)
                    }
                    log?.open(0).gauge("warning").increment()
                    heard.withLock { $0.append("\(registry.overflowCount(of: "c_total")) \(notice)") }
                }))
        registry.withLock { $0 = made }
        func register() throws {
            _ = try ProductUnderTest().register(in: made) { $0.counter(0, "c_total", "C.", MetricLabels()) }
        }
        try register()
        for name in directory.names { #expect(unlink("\(directory.path)/\(name)") == 0) }
        try register()
        #expect(heard.withLock { $0 }.count == 1)
        #expect(heard.withLock { $0.first }?.contains("was removed while this process writes it") == true)
        #expect(directory.samples.contains(#"log_lines{kind="warning"} 1.0"#))
        registry.withLock { $0 = nil }
    }
}
