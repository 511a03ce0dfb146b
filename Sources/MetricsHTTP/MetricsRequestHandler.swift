// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if HTTP
    import MetricsRuntime
    import NIOCore
    import NIOHTTP1

    /// Answers the requests of one connection, one after the other. The next request is read when the system has taken
    /// the last byte of the response.
    final class MetricsRequestHandler: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        private struct Transfer {
            let page: Page
            let end: Int
            let isLast: Bool
            var offset = 0
        }

        private enum State {
            case receiving
            /// For the page. The number distinguishes a page that comes too late from the awaited one.
            case waiting(HTTPRequestHead, MetricsFormat, number: Int)
            case sending(Transfer)
            /// The last response is out, and the client may still be sending.
            case lingering
        }

        private let configuration: MetricsServerConfiguration
        private let connections: OpenConnections
        private let renderer: PageRenderer
        private let access: MetricsAccess
        private let turns: Turns
        private var context: ChannelHandlerContext?
        private var feed: RequestFeed?
        private var deadline: Deadline?

        private var state = State.receiving
        private var request: HTTPRequestHead?
        private var bodyLength = 0
        private var waitNumber = 0
        /// When the request for metrics came that is being answered.
        private var scrapeStart: NIODeadline?
        /// The connection ends after the response that is due.
        private var isEnding = false
        /// A response is being sent before its request is complete.
        private var isEarly = false

        /// The number of parts of a page that are sent before other connections have a turn.
        private static let chunksPerTurn = 32
        /// The time that a client has to receive the last response before the connection is closed.
        private static let lingerTime = TimeAmount.seconds(2)

        init(
            _ configuration: MetricsServerConfiguration, _ connections: OpenConnections, _ renderer: PageRenderer,
            _ access: MetricsAccess, _ turns: Turns
        ) {
            self.access = access
            self.turns = turns
            self.configuration = configuration
            self.connections = connections
            self.renderer = renderer
        }

        /// Puts this handler and what it needs into a new connection.
        func install(in pipeline: ChannelPipeline.SynchronousOperations) throws {
            let feed = RequestFeed(
                turns, requestLimit: configuration.headerListLimit + configuration.bodyLimit + 32 * 1024,
                onRequestStart: { [weak self] in self?.requestBegins() },
                onTooLong: { [weak self] in self?.requestIsTooLong() })
            self.feed = feed
            try pipeline.addHandler(feed)
            var limits = NIOHTTPDecoderLimitConfiguration()
            limits.maxHeaderFieldSize = configuration.headerFieldLimit
            limits.maxHeaderListSize = configuration.headerListLimit
            limits.maxHeaderFieldCount = configuration.headerCountLimit
            try pipeline.configureHTTPServerPipeline(
                withErrorHandling: false, withEncoderConfiguration: .init(), withDecoderLimitConfiguration: limits)
            try pipeline.addHandler(self)
        }

        func handlerAdded(context: ChannelHandlerContext) {
            self.context = context
            deadline = Deadline(context.eventLoop) { [weak self] in self?.expire() }
            deadline?.set(in: configuration.requestTimeout)
        }

        func channelActive(context: ChannelHandlerContext) {
            let channel = context.channel
            let address = ClientAddress(context.remoteAddress)
            // Then what has come already has been read.
            turns.later { [connections] in connections.settle(channel, as: address) }
            context.fireChannelActive()
        }

        func handlerRemoved(context: ChannelHandlerContext) {
            deadline?.cancel()
            state = .lingering
            self.context = nil
            feed = nil
        }

        // MARK: Requests

        private func requestBegins() {
            if case .receiving = state { deadline?.set(in: configuration.requestTimeout) }
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            guard case .receiving = state else { return }
            switch unwrapInboundIn(data) {
            case .head(let head):
                request = head
                bodyLength = 0
                // The client waits for an answer before it sends its body. No route takes one.
                if head.headers.contains(name: "Expect") { answerEarly { answer(head) } }
            case .body(let part):
                // No route takes a body: it is read to find the next request, up to a limit.
                bodyLength += part.readableBytes
                if bodyLength > configuration.bodyLimit { requestIsTooLong() }
            case .end:
                guard let request else { return }
                feed?.responseIsDue()
                answer(request)
            }
        }

        private func requestIsTooLong() {
            guard case .receiving = state, let request else { context?.close(promise: nil); return }
            answerEarly { respond(to: request, .payloadTooLarge, .text("a request takes no body here\n")) }
        }

        private func answerEarly(_ answer: () -> Void) {
            isEarly = true
            isEnding = true
            feed?.responseIsDue()
            answer()
        }

        func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
            switch event {
            case is DrainEvent:
                isEnding = true
                if case .receiving = state, request == nil { context.close(promise: nil) }
            case ChannelEvent.inputClosed:
                // Comes when all requests of the client have been answered.
                context.close(promise: nil)
            default:
                context.fireUserInboundEventTriggered(event)
            }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            // Otherwise the client went away.
            guard error is HTTPParserError, case .receiving = state else { return context.close(promise: nil) }
            let request = HTTPRequestHead(version: .http1_1, method: .GET, uri: "")
            answerEarly { respond(to: request, .badRequest, .text("this is not a request in HTTP/1.1\n")) }
        }

        private func answer(_ request: HTTPRequestHead) {
            switch Route(method: request.method, target: request.uri) {
            case .metrics: answerScrape(request)
            case .index: respond(to: request, .ok, .index)
            case .notFound: respond(to: request, .notFound, .notFound)
            case .methodNotAllowed: respond(to: request, .methodNotAllowed, .methodNotAllowed)
            }
        }

        // MARK: The page

        private func answerScrape(_ request: HTTPRequestHead) {
            let format = MetricsFormat(accept: request.headers["Accept"])
            scrapeStart = .now()
            guard access.token?.permits(request.headers["Authorization"]) ?? true else {
                return respond(to: request, .unauthorized, .unauthorized, format)
            }
            awaitPage(for: request, format)
        }

        private func awaitPage(for request: HTTPRequestHead, _ format: MetricsFormat) {
            guard let context else { return }
            waitNumber += 1
            let number = waitNumber
            state = .waiting(request, format, number: number)
            connections.scrapeBegan(context.channel)
            deadline?.set(in: Self.patience(of: request) ?? configuration.pageTimeout)
            let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
            renderer.page(
                ScrapeRequest(request, format, mayCompress: renderer.compresses), on: context.eventLoop
            ).whenComplete { result in bound.value.pageCame(result, number: number) }
        }

        /// How long the scraper waits, less what the answer needs to arrive.
        private static func patience(of request: HTTPRequestHead) -> TimeAmount? {
            guard let text = request.headers.first(name: "X-Prometheus-Scrape-Timeout-Seconds"),
                let seconds = Double(text), seconds > 0
            else { return nil }
            return .milliseconds(Int64(min(seconds, 120) * 950))
        }

        private func pageCame(_ result: Result<Page, any Error>, number: Int) {
            guard case .waiting(let request, let format, number) = state else { return }
            switch result {
            case .success(let page):
                if let context { connections.sendingBegan(page, context.channel) }
                respond(to: request, .ok, ResponseContent(page, type: format.contentType), format)
            case .failure(let error):
                respond(to: request, .serviceUnavailable, .text("there are no values to show: \(error)\n"), format)
            }
        }

        /// Called when nothing has happened for too long.
        private func expire() {
            if case .waiting(let request, let format, _) = state {
                respond(to: request, .serviceUnavailable, .text("the values could not be read in time\n"), format)
            } else {
                context?.close(promise: nil)
            }
        }

        // MARK: Responses

        /// - Parameter format: Of the answer to a request for metrics.
        private func respond(
            to request: HTTPRequestHead, _ status: HTTPResponseStatus, _ content: ResponseContent,
            _ format: MetricsFormat? = nil
        ) {
            guard let context else { return }
            if let format { access.own?.answered(status.code, format, size: content.page.bytes.count) }
            // After a request to change the protocol the rest is not HTTP.
            let isLast =
                isEnding || !request.isKeepAlive || request.method == .CONNECT
                || request.headers.contains(name: "Upgrade")
            var headers = HTTPHeaders([
                ("Content-Type", content.type), ("Content-Length", "\(content.page.bytes.count)"),
                ("Cache-Control", "no-store"),
            ])
            if format != nil { headers.add(name: "Vary", value: "Accept, Accept-Encoding") }
            if content.page.isCompressed { headers.add(name: "Content-Encoding", value: "gzip") }
            if status == .unauthorized { headers.add(name: "WWW-Authenticate", value: "Bearer") }
            if status == .methodNotAllowed { headers.add(name: "Allow", value: Route.allowedMethods) }
            if isLast {
                headers.add(name: "Connection", value: "close")
            } else if request.version == .http1_0 {
                headers.add(name: "Connection", value: "keep-alive")
            }
            deadline?.set(in: configuration.idleTimeout)
            context.write(
                wrapOutboundOut(.head(HTTPResponseHead(version: request.version, status: status, headers: headers))),
                promise: nil)
            // The response to HEAD has the headers of GET and no body.
            let end = request.method == .HEAD ? 0 : content.page.bytes.count
            state = .sending(Transfer(page: content.page, end: end, isLast: isLast))
            sendNext(written: 0)
        }

        /// Sends one part after another, each when the system has taken the last: for a client that does not read,
        /// this process keeps only one part.
        private func sendNext(written: Int) {
            var written = written
            for _ in 0..<Self.chunksPerTurn {
                guard case .sending(var transfer) = state, let context else { return }
                if written > 0 {
                    transfer.offset += written
                    state = .sending(transfer)
                    connections.sent(written, context.channel)
                    deadline?.set(in: configuration.idleTimeout)
                }
                let chunk = transfer.page.chunk(transfer.offset..<transfer.end, context.channel.allocator)
                written = chunk.readableBytes
                let promise = context.eventLoop.makePromise(of: Void.self)
                let progress = ChunkProgress()
                let bound = NIOLoopBound((handler: self, progress: progress), eventLoop: context.eventLoop)
                promise.futureResult.whenComplete { [written] result in
                    let (handler, progress) = bound.value
                    guard case .success = result else { return }
                    if progress.isAwaited {
                        handler.chunkWasTaken(written)
                    } else {
                        progress.isTaken = true
                    }
                }
                context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(chunk))), promise: promise)
                guard progress.isTaken else {
                    progress.isAwaited = true
                    return
                }
                if transfer.offset + written == transfer.end { return endResponse(written) }
            }
            turns.later { [weak self, written] in self?.sendNext(written: written) }
        }

        private func chunkWasTaken(_ written: Int) {
            guard case .sending(let transfer) = state else { return }
            if transfer.offset + written == transfer.end {
                endResponse(written)
            } else {
                sendNext(written: written)
            }
        }

        private func endResponse(_ written: Int) {
            guard case .sending(let transfer) = state, let context else { return }
            connections.sent(written, context.channel)
            connections.scrapeEnded(context.channel)
            if let start = scrapeStart { access.own?.ended(after: .now() - start) }
            scrapeStart = nil
            request = nil
            state = transfer.isLast ? .lingering : .receiving
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
            if !transfer.isLast, !isEnding {
                deadline?.set(in: configuration.idleTimeout)
                feed?.responseHasEnded()
            } else if isEarly {
                deadline?.set(in: Self.lingerTime)
                feed?.discardTheRest()
                context.close(mode: .output, promise: nil)
            } else {
                context.close(promise: nil)
            }
        }
    }

    /// Who may scrape, and what the server says about it.
    struct MetricsAccess: Sendable {
        var token: BearerToken?
        var own: ServerMetrics?
    }

    /// Whether a part that was written has been taken, and whether that is still to be reported.
    private final class ChunkProgress {
        var isTaken = false
        var isAwaited = false
    }
#endif
