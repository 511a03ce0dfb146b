#if HTTP
    import Logging
    import NIOConcurrencyHelpers
    import NIOCore

    /// The connections of one server: how many there may be, and how they end.
    final class OpenConnections: Sendable {
        private struct State {
            var channels: [ObjectIdentifier: any Channel] = [:]
            var isDraining = false
            /// So that a flood of connections is one line in the log and not a flood of lines.
            var isRefusing = false
        }

        private let state = NIOLockedValueBox(State())
        private let limit: Int
        private let logger: Logger

        init(limit: Int, logger: Logger) {
            self.limit = limit
            self.logger = logger
        }

        /// Whether there is room for one more; if so, it is counted until it closes.
        func admit(_ channel: any Channel) -> Bool {
            let (isAdmitted, isFirstRefusal) = state.withLockedValue { state in
                guard !state.isDraining else { return (false, false) }
                guard state.channels.count < limit else {
                    defer { state.isRefusing = true }
                    return (false, !state.isRefusing)
                }
                state.isRefusing = false
                state.channels[ObjectIdentifier(channel)] = channel
                return (true, false)
            }
            if isFirstRefusal {
                logger.warning("connections are refused: \(limit) are open, which is the limit")
            }
            if isAdmitted {
                channel.closeFuture.whenComplete { [self] _ in
                    state.withLockedValue { _ = $0.channels.removeValue(forKey: ObjectIdentifier(channel)) }
                }
            }
            return isAdmitted
        }

        /// Admits no more, asks those that are open to end, and closes what is left after the time-out.
        func drain(within timeout: TimeAmount, on eventLoop: any EventLoop) -> EventLoopFuture<Void> {
            let channels = state.withLockedValue { state in
                state.isDraining = true
                return Array(state.channels.values)
            }
            for channel in channels { channel.pipeline.fireUserInboundEventTriggered(DrainEvent()) }
            let deadline = eventLoop.scheduleTask(in: timeout) {
                for channel in channels { channel.close(promise: nil) }
            }
            // A connection that ended with an error has ended all the same.
            return EventLoopFuture.andAllComplete(channels.map(\.closeFuture), on: eventLoop).always { _ in
                deadline.cancel()
            }
        }
    }

    /// Tells a connection that it should end as soon as its running response is out.
    struct DrainEvent: Sendable {}
#endif
