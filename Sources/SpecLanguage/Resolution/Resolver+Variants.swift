// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel

extension Resolver {
    /// One of the metrics that have a full name.
    struct Variant {
        /// The full name, at the place of the key.
        let name: Spanned<String>
        let id: Metric.ID
        /// Nil where it has errors of its own.
        let metric: Metric?
        /// Whether it or its group has an `if`.
        let hasCondition: Bool

        var tombstone: Tombstone? {
            if case .removed(let tombstone)? = metric?.lifecycle { tombstone } else { nil }
        }
    }

    /// Remembers a metric, or that another one may exist beside it.
    ///
    /// - Returns: whether it is the only one of its name in each process.
    mutating func addVariant(_ variant: Variant) -> Bool {
        let name = variant.name.value
        guard let earlier = variants[name] else {
            variants[name] = [variant]
            return true
        }
        for first in earlier {
            let decision = decision(variant, first)
            if decision == .never { continue }
            // Whether they exclude each other isn't known where something wrong with a condition has been reported.
            let areKnown = ![variant, first].contains { unknownConditions.contains($0.id) }
            let haveConditions = variant.hasCondition || first.hasCondition
            if areKnown, !haveConditions || variant.metric != nil && first.metric != nil {
                duplicates.append((variant, first, decision))
            }
            return false
        }
        guard earlier.count < SizeLimits.variants else {
            findings.append(SizeLimit.finding(variants: earlier.count + 1, at: variant.name))
            return false
        }
        variants[name] = earlier + [variant]
        return true
    }

    private func decision(_ one: Variant, _ other: Variant) -> Condition.Decision {
        // Dashboards of a removed metric would show the values of another one, in whatever process.
        guard one.tombstone == nil, other.tombstone == nil, let one = one.metric, let other = other.metric else {
            return .possible([])
        }
        return one.coexists(with: other, among: parameters.values)
    }

    /// Whether a process can have both, as far as it is known.
    func mayCoexist(_ one: Metric, _ other: Metric) -> Bool {
        !unknownConditions.contains(one.id) && !unknownConditions.contains(other.id)
            && !one.excludes(other, among: parameters.values)
    }

    func duplicate(_ second: Variant, _ first: Variant, _ decision: Condition.Decision) -> Finding {
        switch (first.tombstone, second.tombstone) {
        case (let tombstone?, nil) where second.metric != nil:
            return DuplicateMetric.finding(second.name, tombstone: first.name.span, in: tombstone.removedIn)
        case (nil, let tombstone?) where first.metric != nil:
            return DuplicateMetric.finding(first.name, tombstone: second.name.span, in: tombstone.removedIn)
        default:
            guard second.hasCondition || first.hasCondition else {
                return DuplicateMetric.finding(second.name.value, at: second.name.span, first: first.name.span)
            }
            return DuplicateMetric.finding(second.name, first: first.name.span, decision)
        }
    }
}
