#if HTTP
    import NIOConcurrencyHelpers
    import NIOCore
    import NIOPosix

    /// Renders the page away from the event loops, so that a long page holds up no other connection.
    ///
    /// One rendering runs at a time. It answers every request that was waiting when it began, so that each client gets
    /// values no older than its request, and many clients cost as much as one.
    final class PageRenderer: Sendable {
        private struct Queue {
            var waiting: [EventLoopPromise<ByteBuffer>] = []
            var isRendering = false
        }

        private let queue = NIOLockedValueBox(Queue())
        /// Kept between renderings: a page is about as long as the last.
        private let page = NIOLockedValueBox([UInt8]())
        private let writePage: @Sendable (inout [UInt8]) -> Void

        init(writePage: @escaping @Sendable (inout [UInt8]) -> Void) {
            self.writePage = writePage
        }

        func page(on eventLoop: any EventLoop) -> EventLoopFuture<ByteBuffer> {
            let promise = eventLoop.makePromise(of: ByteBuffer.self)
            let isFirst = queue.withLockedValue { queue in
                queue.waiting.append(promise)
                defer { queue.isRendering = true }
                return !queue.isRendering
            }
            if isFirst {
                NIOThreadPool.singleton.submit { _ in self.renderWhileSomeoneWaits() }
            }
            return promise.futureResult
        }

        private func renderWhileSomeoneWaits() {
            while let waiting = takeWaiting() {
                let buffer = page.withLockedValue { page in
                    page.removeAll(keepingCapacity: true)
                    writePage(&page)
                    return ByteBuffer(bytes: page)
                }
                for promise in waiting { promise.succeed(buffer) }
            }
        }

        /// Those who wait now; nil, and rendering over, when nobody does.
        private func takeWaiting() -> [EventLoopPromise<ByteBuffer>]? {
            queue.withLockedValue { queue in
                guard !queue.waiting.isEmpty else {
                    queue.isRendering = false
                    return nil
                }
                defer { queue.waiting = [] }
                return queue.waiting
            }
        }
    }
#endif
