// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if HTTP
    import Logging
    import MetricsRuntime
    import NIOConcurrencyHelpers
    import NIOCore
    import NIOPosix

    /// Renders the page outside the event loops. A page that takes long, or a callback that never returns, delays no
    /// other request.
    ///
    /// One rendering runs at a time. It answers every request for the same page that was waiting when it began: each
    /// client gets values no older than its request, and many clients cost as much as one.
    final class PageRenderer: Sendable {
        private struct Waiting {
            let request: ScrapeRequest
            let promise: EventLoopPromise<Page>
        }

        private struct Queue {
            var waiting: [Waiting] = []
            /// The number of requests that the running rendering answers.
            var running = 0
            var isRendering = false
            /// Whether the last rendering was of a part.
            var wasPart = false
            /// The sizes of the last whole pages, before they were compressed.
            var lastSizes: [MetricsFormat.Syntax: Int] = [:]
            var lastFailure: String?
            var renderings = 0
        }

        private let queue = NIOLockedValueBox(Queue())
        private let makeRoom: @Sendable (_ size: Int) -> Void
        private let writePage: @Sendable (inout MetricsPage) throws -> Void
        private let compressionLevel: Int
        private let limit: Int?
        private let logger: Logger

        /// - Parameter makeRoom: Called before a page is rendered, with its probable size.
        init(
            logger: Logger, compressionLevel: Int = 0, limit: Int? = nil,
            makeRoom: @escaping @Sendable (_ size: Int) -> Void,
            writePage: @escaping @Sendable (inout MetricsPage) throws -> Void
        ) {
            self.compressionLevel = min(max(compressionLevel, 0), 9)
            self.limit = limit
            self.logger = logger
            self.makeRoom = makeRoom
            self.writePage = writePage
        }

        /// The number of requests that wait for the next rendering, without those that a running one answers.
        var waitingCount: Int { queue.withLockedValue { $0.waiting.count } }
        var renderingCount: Int { queue.withLockedValue { $0.renderings } }

        var compresses: Bool { compressionLevel > 0 }

        /// Fails with `MetricsPageError` if there is no page, or if too many requests wait for theirs.
        func page(_ request: ScrapeRequest, on eventLoop: any EventLoop) -> EventLoopFuture<Page> {
            let promise = eventLoop.makePromise(of: Page.self)
            let (isAccepted, isFirst) = queue.withLockedValue { queue in
                if let limit, queue.waiting.count + queue.running >= limit { return (false, false) }
                queue.waiting.append(Waiting(request: request, promise: promise))
                defer { queue.isRendering = true }
                return (true, !queue.isRendering)
            }
            guard isAccepted else {
                promise.fail(MetricsPageError("too many scrapes wait for theirs"))
                return promise.futureResult
            }
            if isFirst {
                NIOThreadPool.singleton.submit { _ in self.renderWhileSomeoneWaits() }
            }
            return promise.futureResult
        }

        private func renderWhileSomeoneWaits() {
            while let (request, waiting, lastSize) = takeWaiting() {
                makeRoom(lastSize)
                let result = Result { try render(request, expecting: lastSize) }
                tell(of: result)
                for promise in waiting { promise.completeWith(result) }
            }
        }

        private func render(_ request: ScrapeRequest, expecting size: Int) throws -> Page {
            var page = MetricsPage(request.syntax.format, only: request.names)
            // A page is about as long as the last. Without spare room it would be copied while it grows.
            page.reserveCapacity(size + size / 16)
            try writePage(&page)
            // A scraper can't distinguish an empty page from a process without values. One that names families may find
            // that there are none.
            guard !page.bytes.isEmpty || request.names != nil else {
                throw MetricsPageError("there are no metrics yet, or all of them are turned off")
            }
            let bytes = page.finished()
            if request.names == nil { queue.withLockedValue { $0.lastSizes[request.syntax] = bytes.count } }
            guard request.isCompressed, bytes.count >= Gzip.smallestPage,
                let compressed = Gzip.compressed(bytes, level: compressionLevel)
            else { return Page(bytes) }
            return Page(compressed, isCompressed: true)
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

        /// The first request that waits now, and all that ask for the same page. nil, and the rendering ends, if there are
        /// none. Parts and whole pages take turns: there are few different whole pages, and any number of parts.
        private func takeWaiting() -> (ScrapeRequest, [EventLoopPromise<Page>], lastSize: Int)? {
            queue.withLockedValue { queue in
                queue.running = 0
                let next = queue.waiting.first { ($0.request.names != nil) != queue.wasPart } ?? queue.waiting.first
                guard let request = next?.request else {
                    queue.isRendering = false
                    return nil
                }
                queue.wasPart = request.names != nil
                let taken = queue.waiting.filter { $0.request == request }
                queue.waiting.removeAll { $0.request == request }
                queue.running = taken.count
                queue.renderings += 1
                return (request, taken.map(\.promise), queue.lastSizes[request.syntax] ?? 0)
            }
        }
    }
#endif
