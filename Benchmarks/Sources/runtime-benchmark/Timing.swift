// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

enum Timing {
    static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
    }

    /// Nanoseconds an operation, the least of several rounds: what disturbs only adds.
    static func least(_ operations: Int, rounds: Int = 9, _ body: (Int) -> Void) -> Double {
        body(operations / 10)
        return (0..<rounds).map { _ in
            let start = now()
            body(operations)
            return (now() - start) / Double(operations)
        }.min() ?? .nan
    }

    /// Both, in turns: a machine that others use as well is as slow for the one as for the other. Many short rounds: one
    /// that is done within a turn of the processor's own is not disturbed by who has the next.
    static func inTurns(
        _ operations: Int, rounds: Int = 150, _ first: (Int) -> Void, _ second: (Int) -> Void
    ) -> (first: Double, second: Double) {
        var least = (first: Double.infinity, second: Double.infinity)
        for _ in 0..<rounds {
            least.first = min(least.first, Timing.least(operations, rounds: 1, first))
            least.second = min(least.second, Timing.least(operations, rounds: 1, second))
        }
        return least
    }

    static func once(_ body: () throws -> Void) rethrows -> Double {
        let start = now()
        try body()
        return now() - start
    }

    /// Nanoseconds an operation where two threads run the same at once.
    static func onTwoThreads(_ operations: Int, _ body: @escaping @Sendable (_ thread: Int, _ operations: Int) -> Void)
        -> Double
    {
        (0..<5).map { _ in
            let start = now()
            let threads = (0..<2).map { number in Thread { body(number, operations) } }
            for thread in threads { thread.join() }
            return (now() - start) / Double(operations)
        }.min() ?? .nan
    }

    /// Bytes of memory that the process has.
    static func residentBytes() -> Int {
        guard let file = fopen("/proc/self/statm", "r") else { return 0 }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 128)
        fgets(&line, 128, file)
        let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return (Int(text.split(separator: " ")[1]) ?? 0) * 4096
    }
}

private final class Thread {
    private var identifier = pthread_t()

    init(_ body: @escaping @Sendable () -> Void) {
        let box = Unmanaged.passRetained(Body(run: body))
        pthread_create(
            &identifier, nil,
            {
                #if canImport(Glibc)
                    let body = Unmanaged<Body>.fromOpaque($0!).takeRetainedValue()
                #else
                    let body = Unmanaged<Body>.fromOpaque($0).takeRetainedValue()
                #endif
                body.run()
                return nil
            }, box.toOpaque())
    }

    func join() { pthread_join(identifier, nil) }

    private final class Body {
        let run: @Sendable () -> Void
        init(run: @escaping @Sendable () -> Void) { self.run = run }
    }
}
