// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecOrigins

extension SpecCheck {
    static let invalidPolicyPattern: SpecCheck = SpecCheck(
        ExplainedRule(
            Rule(code: "MG2916", name: "invalid-policy-pattern", severity: .error),
            explanation: """
                The patterns of a policy on names are regular expressions as Prometheus reads them (RE2). This one can't \
                be read, or is too large, so no name is compared with it.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                policies:
                  - {name: {pattern: "shop_[a-z_+"}, reason: Digits in names look like versions.}
                groups:
                  cart:
                    metrics:
                      items: {type: gauge, help: Items in all carts.}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                policies:
                  - {name: {pattern: "shop_[a-z_]+"}, reason: Digits in names look like versions.}
                groups:
                  cart:
                    metrics:
                      items: {type: gauge, help: Items in all carts.}
                """)
    ) { input in
        var written: [Spanned<String>] = []
        for case .name(let pattern, let except) in input.spec.policies.map(\.demand) { written += [pattern] + except }
        return written.compactMap { pattern in
            do throws(PolicyPattern.Fault) {
                _ = try PolicyPattern(pattern)
                return nil
            } catch {
                return Finding(invalidPolicyPattern.rule, at: pattern.span, error.message, help: error.help)
            }
        }
    }
}
