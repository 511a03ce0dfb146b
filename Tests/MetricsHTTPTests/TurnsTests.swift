// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if HTTP
    import NIOEmbedded
    import Testing

    @testable import MetricsHTTP

    /// On an event loop whose time is the test's.
    @Suite("Turns of connections")
    struct TurnsTests {
        /// An event loop looks at its sockets only when no task is due.
        @Test("while a turn runs, no other one is due, however long it takes and whatever asks for another")
        func apart() {
            let eventLoop = EmbeddedEventLoop()
            let turns = Turns(eventLoop)
            var count = 0
            var isRunning = false
            func work() {
                #expect(!isRunning)
                count += 1
                guard count < 5, !isRunning else { return }
                isRunning = true
                turns.later(work)
                eventLoop.advanceTime(by: .milliseconds(5))
                isRunning = false
            }
            turns.later(work)
            for _ in 1...5 { eventLoop.advanceTime(by: .milliseconds(1)) }
            #expect(count == 5)
        }
    }
#endif
