// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if HTTP
    import NIOHTTP1

    /// What a request asks for.
    enum Route: Equatable {
        case metrics
        case index
        case notFound
        /// The path exists and doesn't accept this method.
        case methodNotAllowed

        static let metricsPath = "/metrics"
        static let allowedMethods = "GET, HEAD"

        init(method: HTTPMethod, target: String) {
            let route: Route
            switch Self.path(of: target) {
            case Self.metricsPath, Self.metricsPath + "/": route = .metrics
            case "/": route = .index
            // The server as a whole.
            case "*" where method == .OPTIONS:
                self = .methodNotAllowed
                return
            default:
                self = .notFound
                return
            }
            self = method == .GET || method == .HEAD ? route : .methodNotAllowed
        }

        /// The target without its query and, in the absolute form that proxies use, without scheme and authority.
        private static func path(of target: String) -> Substring {
            var path = target[...]
            for scheme in ["http://", "https://"] where path.prefix(scheme.count).lowercased() == scheme {
                path = path.dropFirst(scheme.count).drop { $0 != "/" && $0 != "?" }
                if path.first != "/" { path = "/" + path }
                break
            }
            return path.prefix { $0 != "?" }
        }
    }
#endif
