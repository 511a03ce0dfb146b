// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Code of a user that a scrape calls. One that is running is not called again.
protocol ScrapeReader: AnyObject, Sendable {
    var run: ReaderRun { get }
    /// Calls the code, and keeps what it gives.
    ///
    /// - Returns: What went wrong.
    func read() -> CallbackFault.Problem?
    func fault(_ problem: CallbackFault.Problem) -> CallbackFault
}

/// Whether a reader is running, and how often it gave no value.
final class ReaderRun: Sendable {
    /// The generation of the process in which it runs, plus 1; 0 if it doesn't. In a forked child the thread that runs
    /// it is gone.
    private let running = Atomic<UInt32>(0)
    private let isLate = Atomic<Bool>(false)
    /// Whether the present fault has been reported: a fault that lasts is reported once.
    private let isReported = Atomic<Bool>(false)
    let lateCount = Atomic<UInt64>(0)
    let errorCount = Atomic<UInt64>(0)

    enum Claim {
        case mine
        /// Another scrape waits for it.
        case running
        /// It had not returned when an earlier scrape stopped waiting.
        case late
    }

    func claim() -> Claim {
        let mark = StructureLock.generation.load(ordering: .relaxed) &+ 1
        var expected = running.load(ordering: .relaxed)
        while expected != mark {
            let (isMine, found) = running.compareExchange(
                expected: expected, desired: mark, ordering: .acquiringAndReleasing)
            if isMine {
                isLate.store(false, ordering: .relaxed)
                return .mine
            }
            expected = found
        }
        return isLate.load(ordering: .relaxed) ? .late : .running
    }

    func end() { running.store(0, ordering: .releasing) }

    func count(_ problem: CallbackFault.Problem?) {
        switch problem {
        case nil: isReported.store(false, ordering: .relaxed)
        case .late:
            isLate.store(true, ordering: .relaxed)
            lateCount.wrappingAdd(1, ordering: .relaxed)
        case .failed, .refused: errorCount.wrappingAdd(1, ordering: .relaxed)
        }
    }

    /// Whether nobody has been told about this fault yet.
    func beginReport() -> Bool { !isReported.exchange(true, ordering: .relaxed) }
}
