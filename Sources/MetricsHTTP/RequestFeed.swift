// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if HTTP
    import NIOCore

    /// Passes a connection's bytes to the parser up to the next blank line, where a request without a body ends, and
    /// none while a response is due. One request exists at a time, however much a client sends ahead, and although
    /// the system passes on all of it when the client closes its side.
    final class RequestFeed: ChannelDuplexHandler {
        typealias InboundIn = ByteBuffer
        typealias InboundOut = ByteBuffer
        typealias OutboundIn = ByteBuffer

        /// The number of bytes that are passed on at once, and how often before other connections have a turn.
        private static let portionSize = 1024
        private static let portionsPerTurn = 4

        private let turns: Turns
        private let requestLimit: Int
        private let onRequestStart: () -> Void
        private let onTooLong: () -> Void
        private var context: ChannelHandlerContext?
        private var held = ByteBuffer()
        private var isAnswering = false
        private var isFeeding = false
        /// Waits for its next turn. Until then nothing is passed on.
        private var isWaiting = false
        private var isDiscarding = false
        private var wantsToRead = false
        private var hasEnded = false
        /// The length of the request that is arriving.
        private var requestLength = 0
        /// It has more than line ends, which the parser skips before a request.
        private var hasText = false
        /// No byte has come since the last line end.
        private var lineIsEmpty = false

        /// - Parameters:
        ///   - requestLimit: The length that a request may have, with everything that belongs to it: headers, body,
        ///     and what a client may write around them.
        ///   - onRequestStart: Called with the first byte of a request.
        ///   - onTooLong: Called when a request exceeds the limit.
        init(
            _ turns: Turns, requestLimit: Int, onRequestStart: @escaping () -> Void, onTooLong: @escaping () -> Void
        ) {
            self.turns = turns
            self.requestLimit = requestLimit
            self.onRequestStart = onRequestStart
            self.onTooLong = onTooLong
        }

        func handlerAdded(context: ChannelHandlerContext) { self.context = context }

        func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

        /// A request is complete and will be answered: the next one has to wait.
        func responseIsDue() { isAnswering = true }

        /// The response has been sent.
        func responseHasEnded() {
            isAnswering = false
            requestLength = 0
            hasText = false
            lineIsEmpty = false
            feed()
        }

        /// Nothing more will be answered. What still arrives is read and dropped: closing a connection with unread
        /// bytes would discard the response on the client's side.
        func discardTheRest() {
            isDiscarding = true
            held.clear()
            readIfPossible()
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            guard !isDiscarding else { return }
            var bytes = unwrapInboundIn(data)
            held.writeBuffer(&bytes)
            // More than the socket's buffer, where most of it stays.
            guard held.readableBytes <= requestLimit else { return context.close(promise: nil) }
            feed()
        }

        func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
            guard case ChannelEvent.inputClosed = event else { return context.fireUserInboundEventTriggered(event) }
            if isDiscarding { return context.close(promise: nil) }
            hasEnded = true
            feed()
        }

        func read(context: ChannelHandlerContext) {
            wantsToRead = true
            readIfPossible()
        }

        private func readIfPossible() {
            guard wantsToRead, !isAnswering || isDiscarding, held.readableBytes == 0, let context else { return }
            wantsToRead = false
            context.read()
        }

        private func feed() {
            // A request that is passed on may end a response, which calls this again.
            guard !isFeeding, !isWaiting else { return }
            isFeeding = true
            defer { isFeeding = false }
            var portions = 0
            while !isAnswering, !isDiscarding, held.readableBytes > 0, let context {
                guard portions < Self.portionsPerTurn else { return feedLater() }
                portions += 1
                if requestLength == 0 { onRequestStart() }
                let portion = nextPortion()
                guard requestLength <= requestLimit else { return onTooLong() }
                context.fireChannelRead(wrapInboundOut(portion))
                context.fireChannelReadComplete()
            }
            guard held.readableBytes == 0 else { return }
            // The connection keeps this memory while nothing arrives.
            held = ByteBuffer()
            if hasEnded, !isAnswering, let context {
                hasEnded = false
                context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
            }
            readIfPossible()
        }

        private func nextPortion() -> ByteBuffer {
            let length = held.withUnsafeReadableBytes { bytes in
                for (index, byte) in bytes.prefix(Self.portionSize).enumerated() {
                    switch byte {
                    case UInt8(ascii: "\n"):
                        if lineIsEmpty, hasText {
                            lineIsEmpty = false
                            return index + 1
                        }
                        lineIsEmpty = hasText
                    case UInt8(ascii: "\r"): break
                    default:
                        lineIsEmpty = false
                        hasText = true
                    }
                }
                return min(bytes.count, Self.portionSize)
            }
            requestLength += length
            return held.readSlice(length: length) ?? ByteBuffer()
        }

        private func feedLater() {
            guard !isWaiting else { return }
            isWaiting = true
            turns.later { [weak self] in
                self?.isWaiting = false
                self?.feed()
            }
        }
    }
#endif
