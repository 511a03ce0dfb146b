// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel
import SpecOrigins

extension SpecCheck {
    /// The diagnostics that no waiver hides, and those about the waivers themselves.
    static func applyingWaivers(_ findings: [Finding], in input: CheckInput) -> [Finding] {
        let waivable = all.map(\.rule)
        let line = input.product.version.releaseLine
        let waivers = input.declarations.waivers
        var applied = AppliedWaivers(waivable: waivable)
        let numbers = waivers.map { waiver in
            applied.add(
                waiver, meant: UnknownWaiver.meant(waiver, among: waivable),
                isOver: waiver.until.flatMap { MinorVersion($0.value) }?.isReached(at: line) == true)
        }
        var left = applied.hiding(findings, by: numbers)
        for (waiver, number) in zip(waivers, numbers) where !waiver.isFaulty {
            let hidden = applied.hidden[number]
            guard let check = all.first(where: { $0.rule.name == waiver.rule.value }) else {
                left.append(UnknownWaiver.finding(waiver, among: waivable))
                continue
            }
            if hidden.isEmpty {
                if !input.mayHideFault(for: waiver, of: check) {
                    left.append(UnusedWaiver.finding(waiver, of: check.rule))
                }
            } else if let until = waiver.until, applied.isOver(number) {
                left.append(ExpiredWaiver.finding(waiver, until: until, hidden: hidden, at: line))
            }
        }
        return left
    }

    /// The rules about waivers, which are not checks of their own.
    static let waiverRules = [UnusedWaiver.explained, ExpiredWaiver.explained, UnknownWaiver.explained]
}

extension CheckInput {
    /// Whether an error can hide what a waiver is there for: a rule finds nothing in a metric without a type, nor two with
    /// one help where one of them is missing. What a metric says for itself an error elsewhere doesn't hide.
    fileprivate func mayHideFault(for waiver: Waiver, of check: SpecCheck) -> Bool {
        guard declarations.isFaulty, let scope = waiver.scope else { return false }
        return !check.isAboutOneMetric || !declarations.isComplete
            || declarations.faultPlaces.contains { scope.contains($0) }
            || !livingMetrics.contains { metric in
                let name = name(of: metric)
                return name.start == scope.start && scope.contains(name)
            }
    }
}
