// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel
import SpecOrigins

enum ExpiredWaiver {
    static let rule = Rule(code: "MG2902", name: "expired-waiver", severity: .warning)
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A waiver with `until` is temporary, and the product has reached the version in which it expires. It hides \
            nothing any more, so the diagnostic is shown too. Fix that, or write a later version after you have looked \
            at it again.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  orders:
                    type: counter
                    help: Orders placed.
                    allow: [{rule: counter-without-total, reason: Published under this name., until: "1.4"}]
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  orders:
                    type: counter
                    help: Orders placed.
                    allow: [{rule: counter-without-total, reason: Published under this name., until: "2.0"}]
            """)

    /// - Parameter hidden: what it hid.
    static func finding(_ waiver: Waiver, until: Spanned<String>, hidden: [Finding], at line: MinorVersion)
        -> Finding
    {
        Finding(
            rule, at: until.span, "this waiver expired in \(until.value), and this product is at \(line)",
            notes: ["it hides nothing any more"],
            help: "fix the diagnostic that it hid, or write a later version",
            related: hidden.prefix(1).map {
                .init("it hid \(quoted: $0.rule.name) (\($0.rule.code)) here", at: $0.span)
            })
    }
}
