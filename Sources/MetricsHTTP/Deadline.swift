// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if HTTP
    import NIOCore

    /// A deadline that changes often: it starts a timer only when the last one has fired.
    final class Deadline {
        private let eventLoop: any EventLoop
        private let onExpiry: () -> Void
        private var time = NIODeadline.distantFuture
        private var timer: Scheduled<Void>?
        private var timerFires = NIODeadline.distantFuture

        init(_ eventLoop: any EventLoop, onExpiry: @escaping () -> Void) {
            self.eventLoop = eventLoop
            self.onExpiry = onExpiry
        }

        func set(in amount: TimeAmount) {
            time = eventLoop.now + amount
            if time < timerFires { schedule() }
        }

        func cancel() {
            time = .distantFuture
            timer?.cancel()
            timer = nil
        }

        private func schedule() {
            timer?.cancel()
            timerFires = time
            let bound = NIOLoopBound(self, eventLoop: eventLoop)
            timer = eventLoop.scheduleTask(deadline: time) { bound.value.fire() }
        }

        private func fire() {
            timerFires = .distantFuture
            guard time > eventLoop.now else { return onExpiry() }
            if time < .distantFuture { schedule() }
        }
    }
#endif
