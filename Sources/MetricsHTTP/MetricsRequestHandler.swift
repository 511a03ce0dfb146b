#if HTTP
    import NIOCore
    import NIOHTTP1

    /// Answers the requests of one connection, one after the other.
    final class MetricsRequestHandler: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        private let renderer: PageRenderer
        private let bodyLimit: Int

        private var request: HTTPRequestHead?
        private var bodyLength = 0
        /// Requests whose head has come and whose response has not left this process: while there is one, draining
        /// waits.
        private var unanswered = 0
        /// The connection ends with the response that is due.
        private var isEnding = false

        init(renderer: PageRenderer, bodyLimit: Int) {
            self.renderer = renderer
            self.bodyLimit = bodyLimit
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head(let head):
                request = head
                bodyLength = 0
                unanswered += 1
            case .body(let part):
                // No route takes a body: it is read to find the next request, and not for ever.
                bodyLength += part.readableBytes
                if bodyLength > bodyLimit { context.close(promise: nil) }
            case .end:
                guard let request else { return }
                self.request = nil
                answer(request, context: context)
            }
        }

        func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
            switch event {
            case is IdleStateHandler.IdleStateEvent:
                context.close(promise: nil)
            case is DrainEvent, ChannelEvent.inputClosed:
                isEnding = true
                if unanswered == 0 { context.close(promise: nil) }
            default:
                context.fireUserInboundEventTriggered(event)
            }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            // A client that went away, or bytes that are no HTTP and have been answered with 400.
            context.close(promise: nil)
        }

        private func answer(_ request: HTTPRequestHead, context: ChannelHandlerContext) {
            switch Route(method: request.method, target: request.uri) {
            case .metrics:
                let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
                renderer.page(on: context.eventLoop).whenSuccess { page in
                    let (handler, context) = bound.value
                    handler.respond(
                        to: request, .ok, type: "text/plain; version=0.0.4; charset=utf-8", body: page,
                        context: context)
                }
            case .index:
                respond(
                    to: request, .ok, type: "text/html; charset=utf-8", body: ByteBuffer(string: Self.indexPage),
                    context: context)
            case .notFound:
                respond(
                    to: request, .notFound, type: "text/plain; charset=utf-8",
                    body: ByteBuffer(string: "nothing is here; the metrics are at \(Route.metricsPath)\n"),
                    context: context)
            case .methodNotAllowed:
                respond(
                    to: request, .methodNotAllowed, type: "text/plain; charset=utf-8",
                    body: ByteBuffer(string: "only \(Route.allowedMethods) are allowed here\n"),
                    more: [("Allow", Route.allowedMethods)], context: context)
            }
        }

        private func respond(
            to request: HTTPRequestHead, _ status: HTTPResponseStatus, type: String, body: ByteBuffer,
            more: [(String, String)] = [], context: ChannelHandlerContext
        ) {
            let ends = isEnding || !request.isKeepAlive
            var headers = HTTPHeaders([
                ("Content-Type", type), ("Content-Length", "\(body.readableBytes)"), ("Cache-Control", "no-store"),
            ])
            headers.add(contentsOf: more)
            if ends {
                headers.add(name: "Connection", value: "close")
            } else if request.version == .http1_0 {
                headers.add(name: "Connection", value: "keep-alive")
            }
            context.write(
                wrapOutboundOut(.head(HTTPResponseHead(version: request.version, status: status, headers: headers))),
                promise: nil)
            // The response to HEAD has the headers of GET and no body.
            if request.method != .HEAD, body.readableBytes > 0 {
                context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
            }
            let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
            // One flush, so that a small response is one packet and waits for no acknowledgement.
            context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in
                let (handler, context) = bound.value
                handler.unanswered -= 1
                if ends || handler.isEnding && handler.unanswered == 0 { context.close(promise: nil) }
            }
        }

        private static let indexPage = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>Metrics</title></head>
            <body><p><a href="\(Route.metricsPath)">Metrics</a></p></body></html>

            """
    }
#endif
