#if HTTP
    import NIOHTTP1

    /// What a request asks for.
    enum Route: Equatable {
        case metrics
        case index
        case notFound
        /// The path exists and takes no such method.
        case methodNotAllowed

        static let metricsPath = "/metrics"
        static let allowedMethods = "GET, HEAD"

        init(method: HTTPMethod, target: String) {
            let route: Route
            switch Self.path(of: target) {
            case Self.metricsPath: route = .metrics
            case "/": route = .index
            default:
                self = .notFound
                return
            }
            self = method == .GET || method == .HEAD ? route : .methodNotAllowed
        }

        /// The target without query and, in the absolute form that proxies are sent, without scheme and authority.
        private static func path(of target: String) -> Substring {
            var path = target[...]
            if path.hasPrefix("http://") {
                path = path.dropFirst("http://".count)
                path = path.firstIndex(of: "/").map { path[$0...] } ?? "/"
            }
            return path.prefix { $0 != "?" }
        }
    }
#endif
