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
                parameters have within their limits. So no process has the metric, or every one does. The same holds \
                for a condition that decides between bounds. Usually a number or an operator is wrong.
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
        } + boundFindings(input)
    }

    /// The conditions that decide between bounds.
    private static func boundFindings(_ input: CheckInput) -> [Finding] {
        var seen: Set<String> = []
        return input.livingMetrics.flatMap { metric -> [Finding] in
            guard let set = metric.buckets else { return [] }
            guard let name = set.name else {
                return findings(set.bounds, BoundsPlace(of: .metric(metric.id), keys: ["buckets"]), input)
            }
            return seen.insert(name).inserted
                ? findings(set.bounds, BoundsPlace(of: .bucketSet(name), keys: []), input) : []
        }
    }

    /// Where bounds are written, and the conditions under which they are chosen.
    private struct BoundsPlace {
        let part: Origins.Part
        var keys: [String]
        var conditions: [Condition] = []

        init(of part: Origins.Part, keys: [String]) {
            self.part = part
            self.keys = keys
        }

        func under(_ key: String, if condition: Condition) -> BoundsPlace {
            var place = self
            place.keys.append(key)
            place.conditions.append(condition)
            return place
        }
    }

    private static func findings(_ bounds: BucketSet.Bounds, _ place: BoundsPlace, _ input: CheckInput) -> [Finding] {
        guard case .conditional(let condition, let then, let otherwise) = bounds else { return [] }
        let parameters = input.product.parameters
        func isNever(_ last: Condition) -> Bool {
            Condition.joined(place.conditions + [last])?.decision(among: parameters) == .never
        }
        let isNever = (then: isNever(condition), otherwise: isNever(condition.opposite))
        guard isNever.then || isNever.otherwise else {
            return findings(then, place.under("then", if: condition), input)
                + findings(otherwise, place.under("else", if: condition.opposite), input)
        }
        // Bounds that are named there are declared elsewhere.
        guard let span = input.origins.written(.init(keys: place.keys + ["if"]), of: place.part)?.value else {
            return []
        }
        return [
            Finding(
                constantCondition.rule, at: span,
                "this condition is \(isNever.then ? "never" : "always") true, so the bounds are always those under `\(isNever.then ? "else" : "then")`",
                help: "correct it, or write only these bounds")
        ]
    }
}
