// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if HTTP
    import NIOConcurrencyHelpers
    import NIOCore

    /// Work of connections that have used their share of an event loop, done in small portions.
    ///
    /// An event loop looks at its sockets only when it has no task left: tasks that ask for another turn would keep
    /// new connections waiting for ever. So there is one task for all of them, which runs a moment after the last one
    /// has ended, when the loop has looked at its sockets.
    final class Turns {
        private static let pause = TimeAmount.milliseconds(1)
        private static let budget = TimeAmount.milliseconds(2)

        private let eventLoop: any EventLoop
        private var queue = CircularBuffer<() -> Void>()
        private var isScheduled = false

        init(_ eventLoop: any EventLoop) { self.eventLoop = eventLoop }

        /// Does something after the waiting events of the sockets, and after the work of others.
        func later(_ work: @escaping () -> Void) {
            queue.append(work)
            schedule()
        }

        private func schedule() {
            guard !isScheduled, !queue.isEmpty else { return }
            isScheduled = true
            let bound = NIOLoopBound(self, eventLoop: eventLoop)
            eventLoop.scheduleTask(in: Self.pause) { bound.value.run() }
        }

        private func run() {
            let end = NIODeadline.now() + Self.budget
            while let work = queue.popFirst() {
                work()
                if NIODeadline.now() > end { break }
            }
            // Not before: work that asks for another turn would schedule it while this one runs, and it would be due at
            // once.
            isScheduled = false
            schedule()
        }

        /// The turns of each event loop.
        final class OfAllLoops: Sendable {
            private let turns = NIOLockedValueBox([ObjectIdentifier: NIOLoopBound<Turns>]())

            /// Called on the event loop.
            func on(_ eventLoop: any EventLoop) -> Turns {
                turns.withLockedValue { turns in
                    let id = ObjectIdentifier(eventLoop)
                    if let known = turns[id] { return known.value }
                    let new = Turns(eventLoop)
                    turns[id] = NIOLoopBound(new, eventLoop: eventLoop)
                    return new
                }
            }
        }
    }
#endif
