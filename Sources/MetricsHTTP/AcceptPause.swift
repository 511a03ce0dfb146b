// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if HTTP
    import NIOCore

    /// Accepts only while there is room, and waits if the system refuses (no descriptors, no memory) instead of
    /// trying again at once.
    final class AcceptPause: ChannelDuplexHandler {
        typealias InboundIn = any Channel
        typealias OutboundIn = Never

        static let pause = TimeAmount.milliseconds(100)

        private let connections: OpenConnections
        private var isResting = false
        /// The listener wants to accept and had to wait.
        private var isWaiting = false

        init(_ connections: OpenConnections) { self.connections = connections }

        func read(context: ChannelHandlerContext) {
            isWaiting = true
            acceptIfPossible(context)
        }

        private func acceptIfPossible(_ context: ChannelHandlerContext) {
            guard isWaiting, !isResting else { return }
            let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
            let eventLoop = context.eventLoop
            guard
                connections.hasRoom(orCalls: {
                    eventLoop.execute { bound.value.handler.acceptIfPossible(bound.value.context) }
                })
            else { return }
            isWaiting = false
            context.read()
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let channel = unwrapInboundIn(data)
            guard connections.admit(channel) else { return channel.close(promise: nil) }
            context.fireChannelRead(data)
        }

        /// Accepting failed. The listener stays: the missing resource may be available soon.
        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            guard error is IOError else { return context.fireErrorCaught(error) }
            connections.closeIdlest()
            isResting = true
            let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
            context.eventLoop.scheduleTask(in: Self.pause) {
                bound.value.handler.isResting = false
                bound.value.handler.acceptIfPossible(bound.value.context)
            }
        }
    }
#endif
