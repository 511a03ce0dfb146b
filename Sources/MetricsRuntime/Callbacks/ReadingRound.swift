// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The calls of one scrape. A thread makes one after the other. When one of them takes long, another thread goes on with
/// the rest, so one call delays no other. The scrape waits until all have returned, or until the deadline: the calls that
/// are running then go on, and what they give is for a later scrape.
// @unchecked: what changes is touched under `lock`. A forked child has none of its threads and makes rounds of its own.
final class ReadingRound: @unchecked Sendable {
    typealias Report = @Sendable (CallbackFault) -> Void

    /// A call that takes longer than this gets a thread of its own, in nanoseconds.
    private static let patience: UInt64 = 5_000_000

    private let readers: [any ScrapeReader]
    private let report: Report
    private let lock = WaitingLock()
    private var next = 0
    private var isReturned: [Bool]
    private var returnedCount = 0
    /// The thread that takes the next call.
    private var taker = 0
    private var isOver = false

    private init(_ readers: [any ScrapeReader], _ report: @escaping Report) {
        self.readers = readers
        self.report = report
        isReturned = Array(repeating: false, count: readers.count)
    }

    /// Calls the readers that aren't running, and waits for them.
    static func read(_ readers: [any ScrapeReader], deadline nanoseconds: UInt64, _ report: @escaping Report) {
        var mine: [any ScrapeReader] = []
        for reader in readers {
            switch reader.run.claim() {
            case .mine: mine.append(reader)
            case .running: break
            case .late: tell(reader, .late, report)
            }
        }
        if !mine.isEmpty { ReadingRound(mine, report).wait(nanoseconds) }
    }

    private static func tell(_ reader: any ScrapeReader, _ problem: CallbackFault.Problem, _ report: Report) {
        reader.run.count(problem)
        if reader.run.beginReport() { report(reader.fault(problem)) }
    }

    private func wait(_ nanoseconds: UInt64) {
        let end = ClockReading.monotonic &+ nanoseconds
        var started = 0
        if startThread(0) { started = 1 }
        var late: [Int] = []
        var uncalled: [Int] = []
        lock.withLock {
            var before = next
            while started > 0, returnedCount < readers.count {
                let now = ClockReading.monotonic
                guard now < end else { break }
                lock.wait(nanoseconds: min(Self.patience, end &- now))
                // Another thread takes over if the same call is still running.
                if next == before, next < readers.count, next > returnedCount {
                    taker += 1
                    if startThread(taker) { started += 1 }
                }
                before = next
            }
            isOver = true
            late = (0..<next).filter { !isReturned[$0] }
            uncalled = Array(next..<readers.count)
        }
        for index in late { Self.tell(readers[index], .late, report) }
        for index in uncalled {
            Self.tell(readers[index], .late, report)
            readers[index].run.end()
        }
    }

    private func startThread(_ number: Int) -> Bool { ReadingThread.start { [self] in work(number) } }

    private func work(_ number: Int) {
        while let index = take(number) {
            let reader = readers[index]
            let problem = reader.read()
            if let problem { Self.tell(reader, problem, report) } else { reader.run.count(nil) }
            reader.run.end()
            lock.withLock {
                isReturned[index] = true
                returnedCount += 1
                lock.signal()
            }
        }
    }

    private func take(_ number: Int) -> Int? {
        lock.withLock {
            guard !isOver, number == taker, next < readers.count else { return nil }
            next += 1
            return next - 1
        }
    }
}
