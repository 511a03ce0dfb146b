// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Hummingbird
import Metrics
import MetricsBridge
import MetricsProcess
import MetricsRuntime

/// A shop that sells tea over HTTP. `TeaShopMetrics` is made of metrics.yaml by the build.
@main
struct Service {
    static func main() async throws {
        let port = CommandLine.arguments.dropFirst().first.flatMap(Int.init) ?? 8080
        let registry = MetricsRegistry()
        // Before anything records through swift-metrics: it takes one backend, at the start.
        MetricsSystem.bootstrap(try RegistryMetricsFactory(registry))
        let metrics = try TeaShopMetrics(in: registry)
        registry.add(collector: ProcessMetrics())

        let router = Router()
        router.add(middleware: TypedMetrics(http: metrics.http))
        router.add(middleware: MetricsMiddleware())
        router.get("tea/:kind") { _, context in
            guard let tea = context.parameters.get("kind").flatMap({ TeaShopMetrics.Tea(text: $0) }) else {
                throw HTTPError(.notFound)
            }
            metrics.sales.total[tea].increment()
            return "Here is your \(tea) tea.\n"
        }
        router.get("metrics") { request, _ in
            let format = MetricsFormat(accept: request.headers[values: .accept])
            var page: [UInt8] = []
            registry.writeExposition(as: format, into: &page)
            return Response(
                status: .ok, headers: [.contentType: format.contentType],
                body: .init(byteBuffer: ByteBuffer(bytes: page)))
        }

        let service = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: port)),
            onServerRunning: { channel in
                print("http://127.0.0.1:\(channel.localAddress?.port ?? port)/metrics")
                // Into a pipe as well, such as a supervisor's.
                fflush(nil)
            })
        try await service.runService()
    }
}

/// Records every request in the typed metrics.
struct TypedMetrics<Context: RequestContext>: RouterMiddleware {
    let http: TeaShopMetrics.Http

    func handle(_ request: Request, context: Context, next: (Request, Context) async throws -> Response) async throws
        -> Response
    {
        let start = ContinuousClock.now
        return try await http.requestsInFlight.withIncrement {
            do {
                let response = try await next(request, context)
                record(context, response.status, since: start)
                return response
            } catch {
                record(context, (error as? any HTTPResponseError)?.status ?? .internalServerError, since: start)
                throw error
            }
        }
    }

    private func record(_ context: Context, _ status: HTTPResponse.Status, since start: ContinuousClock.Instant) {
        // What a client asks for has no place in a label: it could ask for anything.
        let route: TeaShopMetrics.Route =
            switch context.endpointPath {
            case "/tea/{kind}": .tea
            case "/metrics": .metrics
            default: .other
            }
        let outcome: TeaShopMetrics.Outcome =
            switch status.kind {
            case .clientError: .clientError
            case .serverError: .serverError
            default: .success
            }
        http.requestDurationSeconds[route, outcome].observe(ContinuousClock.now - start)
    }
}
