// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if HTTP
    import Logging
    import NIOConcurrencyHelpers
    import NIOCore
    import NIOPosix

    /// Renders the page outside the event loops. A page that takes long, or a callback that never returns, delays no
    /// other request.
    ///
    /// One rendering runs at a time. It answers every request that was waiting when it began: each client gets values no
    /// older than its request, and many clients cost as much as one.
    final class PageRenderer: Sendable {
        private struct Queue {
            var waiting: [EventLoopPromise<Page>] = []
            var isRendering = false
            /// Only used by the one rendering that runs.
            var lastSize = 0
            var lastFailure: String?
            var renderings = 0
        }

        private let queue = NIOLockedValueBox(Queue())
        private let makeRoom: @Sendable (_ size: Int) -> Void
        private let writePage: @Sendable (inout [UInt8]) throws -> Void
        private let logger: Logger

        /// - Parameter makeRoom: Called before a page is rendered, with its probable size.
        init(
            logger: Logger, makeRoom: @escaping @Sendable (_ size: Int) -> Void,
            writePage: @escaping @Sendable (inout [UInt8]) throws -> Void
        ) {
            self.logger = logger
            self.makeRoom = makeRoom
            self.writePage = writePage
        }

        /// The number of requests that wait for the next rendering, without those that a running one answers.
        var waitingCount: Int { queue.withLockedValue { $0.waiting.count } }
        var renderingCount: Int { queue.withLockedValue { $0.renderings } }

        /// Fails with `MetricsPageError` if there is no page.
        func page(on eventLoop: any EventLoop) -> EventLoopFuture<Page> {
            let promise = eventLoop.makePromise(of: Page.self)
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
            while let (waiting, lastSize) = takeWaiting() {
                makeRoom(lastSize)
                let result = Result { try render(expecting: lastSize) }
                tell(of: result)
                for promise in waiting { promise.completeWith(result) }
            }
        }

        private func render(expecting size: Int) throws -> Page {
            var bytes: [UInt8] = []
            // A page is about as long as the last. Without spare room it would be copied while it grows.
            bytes.reserveCapacity(size + size / 16)
            try writePage(&bytes)
            queue.withLockedValue { $0.lastSize = bytes.count }
            // A scraper can't distinguish an empty page from a process without values.
            guard !bytes.isEmpty else {
                throw MetricsPageError("there are no metrics yet, or all of them are turned off")
            }
            return Page(bytes)
        }

        /// A failure is one line in the log until the page is back, however many scrapes there are.
        private func tell(of result: Result<Page, any Error>) {
            let failure: String? = if case .failure(let error) = result { "\(error)" } else { nil }
            let isNew = queue.withLockedValue { queue in
                defer { queue.lastFailure = failure }
                return queue.lastFailure != failure
            }
            if isNew, let failure { logger.warning("scrapes are answered with 503: \(failure)") }
        }

        /// The requests that wait now. nil, and the rendering ends, if there are none.
        private func takeWaiting() -> (waiting: [EventLoopPromise<Page>], lastSize: Int)? {
            queue.withLockedValue { queue in
                guard !queue.waiting.isEmpty else {
                    queue.isRendering = false
                    return nil
                }
                defer { queue.waiting = [] }
                queue.renderings += 1
                return (queue.waiting, queue.lastSize)
            }
        }
    }
#endif
