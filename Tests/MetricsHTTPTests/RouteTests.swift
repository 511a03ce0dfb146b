// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if HTTP
    import NIOHTTP1
    import Testing

    @testable import MetricsHTTP

    @Suite("Routes")
    struct RouteTests {
        @Test(
            "the metrics and the index are read, with a query or without",
            arguments: [
                ("/metrics", Route.metrics), ("/metrics?name%5B%5D=x", .metrics), ("/", .index), ("/?", .index),
                ("http://host:8000/metrics?x", .metrics), ("http://host", .index), ("http://host?x", .index),
                ("HTTP://host/metrics", .metrics), ("https://[::1]:8000/metrics/?x", .metrics), ("/metrics/", .metrics),
            ])
        func found(target: String, route: Route) {
            #expect(Route(method: .GET, target: target) == route)
            #expect(Route(method: .HEAD, target: target) == route)
            #expect(Route(method: .POST, target: target) == .methodNotAllowed)
        }

        @Test(
            "everything else is not found, whatever the method",
            arguments: [
                "/metrics//", "//metrics", "/Metrics", "/metrics/x", "/favicon.ico", "", "metrics",
                "ftp://host/metrics",
            ])
        func notFound(target: String) {
            for method in [HTTPMethod.GET, .HEAD, .POST, .OPTIONS] {
                #expect(Route(method: method, target: target) == .notFound)
            }
        }

        @Test("the server as a whole takes the methods that its pages take")
        func asterisk() {
            #expect(Route(method: .OPTIONS, target: "*") == .methodNotAllowed)
            #expect(Route(method: .GET, target: "*") == .notFound)
        }
    }
#endif
