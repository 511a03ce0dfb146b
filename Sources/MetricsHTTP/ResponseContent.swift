// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if HTTP
    /// The body of a response and its format.
    struct ResponseContent {
        let page: Page
        let type: String

        private static let textType = "text/plain; charset=utf-8"

        init(_ page: Page, type: String) {
            self.page = page
            self.type = type
        }

        static func text(_ text: String) -> ResponseContent { ResponseContent(Page(text), type: textType) }

        static let index = ResponseContent(
            Page(
                """
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><title>Metrics</title></head>
                <body><p><a href="\(Route.metricsPath)">Metrics</a></p></body></html>

                """), type: "text/html; charset=utf-8")
        static let notFound = text("nothing is here; the metrics are at \(Route.metricsPath)\n")
        static let unauthorized = text("the metrics need a token: Authorization: Bearer TOKEN\n")
        static let methodNotAllowed = text("only \(Route.allowedMethods) are allowed here\n")
    }
#endif
