// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if HTTP
    import MetricsRuntime
    import NIOHTTP1

    /// The page that a request asks for. Requests that are equal get the same page.
    struct ScrapeRequest: Hashable, Sendable {
        let syntax: MetricsFormat.Syntax
        /// The names of the only families or series; nil for all.
        let names: Set<String>?
        let isCompressed: Bool

        init(syntax: MetricsFormat.Syntax = .text, names: Set<String>? = nil, isCompressed: Bool = false) {
            self.syntax = syntax
            self.names = names
            self.isCompressed = isCompressed
        }

        init(_ head: HTTPRequestHead, _ format: MetricsFormat, mayCompress: Bool) {
            syntax = format.syntax
            names = Self.names(in: head.uri)
            isCompressed = mayCompress && Self.acceptsGzip(head.headers["Accept-Encoding"])
        }

        /// Whether gzip is named, and wanted as much as no compression. `*` doesn't name it.
        static func acceptsGzip(_ fields: [String]) -> Bool {
            let clauses = HeaderClause.all(in: fields)
            guard let gzip = clauses.first(where: { $0.value == "gzip" }) else { return false }
            let identity = clauses.first { $0.value == "identity" }
            return gzip.quality >= identity?.quality ?? 0
        }

        /// The values of `name[]` in the query of a target; nil if there are none.
        static func names(in target: String) -> Set<String>? {
            guard let start = target.utf8.firstIndex(of: UInt8(ascii: "?")) else { return nil }
            let query = target[target.utf8.index(after: start)...].prefix { $0 != "#" }
            var names: Set<String>?
            for pair in query.split(separator: "&") {
                let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                guard sides.count == 2, decoded(sides[0]) == "name[]" else { continue }
                names = (names ?? []).union([decoded(sides[1])])
            }
            return names
        }

        /// Without `%XX` and with spaces for `+`. What isn't a code stays as it is.
        private static func decoded(_ text: Substring) -> String {
            var bytes: [UInt8] = []
            var rest = text.utf8
            while let byte = rest.popFirst() {
                if byte == UInt8(ascii: "%"), rest.count >= 2,
                    let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
                {
                    bytes.append(code)
                    rest = rest.dropFirst(2)
                } else {
                    bytes.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
                }
            }
            return String(decoding: bytes, as: UTF8.self)
        }
    }
#endif
