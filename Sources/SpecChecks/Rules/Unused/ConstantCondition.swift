// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel
import SpecOrigins

extension SpecCheck {
    static let constantCondition: SpecCheck = SpecCheck(
        ExplainedRule(
            Rule(code: "MG2607", name: "constant-condition", severity: .warning),
            explanation: """
                The condition of this metric, joined with that of its group, is never true, or always, whatever values the \
                parameters have within their limits. So no process has the metric, or every one does. Usually a number \
                or an operator is wrong.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                parameters:
                  tills: {type: integer, minimum: 1, help: How many tills the shop has.}
                groups:
                  cart:
                    metrics:
                      queue_customers: {type: gauge, help: Customers who wait., if: $tills >= 1}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                parameters:
                  tills: {type: integer, minimum: 1, help: How many tills the shop has.}
                groups:
                  cart:
                    metrics:
                      queue_customers: {type: gauge, help: Customers who wait., if: $tills > 1}
                """)
    ) { input in
        var reported: Set<Span> = []
        let parameters = input.product.parameters
        return input.livingMetrics.compactMap { metric in
            guard let condition = metric.condition else { return nil }
            let isNever = condition.decision(among: parameters) == .never
            guard isNever || condition.isAlwaysTrue(among: parameters) else { return nil }
            let own = input.origins.written(.condition, of: .metric(metric.id))
            let ofGroup = input.origins.written(.condition, of: .group(metric.id.group))
            let place = (own ?? ofGroup)?.value ?? input.name(of: metric)
            // A group's condition is one diagnostic.
            guard reported.insert(place).inserted else { return nil }
            let isJoined = own != nil && ofGroup != nil
            let subject = isJoined ? "this condition, together with that of the group, is" : "this condition is"
            return isNever
                ? Finding(
                    constantCondition.rule, at: place,
                    "\(subject) never true, so no process has \(quoted: metric.name)",
                    help: "correct it, or delete the metric")
                : Finding(
                    constantCondition.rule, at: place,
                    "\(subject) always true, so every process has \(quoted: metric.name)",
                    help: "correct it, or delete it")
        }
    }
}
