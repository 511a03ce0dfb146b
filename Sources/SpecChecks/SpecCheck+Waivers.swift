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
        // A misspelled waiver is reported, and not also what it was meant to hide.
        let meant = waivers.map { UnknownWaiver.meant($0, among: waivable) }
        /// One that names its rule goes before one that most likely means it, and the innermost before the others: it was
        /// written for this place.
        func isWorse(_ one: Int, _ other: Int) -> Bool {
            func isNamed(_ index: Int) -> Bool {
                !waivers[index].isFaulty && waivers[index].rule.value == meant[index]
            }
            guard isNamed(one) == isNamed(other) else { return isNamed(other) }
            return waivers[one].scope.start < waivers[other].scope.start
        }
        var hidden: [[Finding]] = Array(repeating: [], count: waivers.count)
        var left = findings.filter { finding in
            let fitting = waivers.indices.filter {
                meant[$0] == finding.rule.name && waivers[$0].scope.contains(finding.span)
            }
            guard let best = fitting.max(by: isWorse), waivable.contains(finding.rule) else { return true }
            hidden[best].append(finding)
            return false
        }
        for (waiver, hidden) in zip(waivers, hidden) where !waiver.isFaulty {
            guard let check = all.first(where: { $0.rule.name == waiver.rule.value }) else {
                left.append(UnknownWaiver.finding(waiver, among: waivable))
                continue
            }
            if hidden.isEmpty {
                if !input.mayHideFault(for: waiver, of: check) {
                    left.append(UnusedWaiver.finding(waiver, of: check.rule))
                }
            } else if let until = waiver.until, until.value <= line {
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
        guard declarations.isFaulty else { return false }
        return !check.isAboutOneMetric || !declarations.isComplete
            || declarations.faultPlaces.contains { waiver.scope.contains($0) }
            || !livingMetrics.contains { metric in
                let name = name(of: metric)
                return name.start == waiver.scope.start && waiver.scope.contains(name)
            }
    }
}

extension Span {
    fileprivate func contains(_ other: Span) -> Bool {
        source == other.source && start <= other.start && other.start < end
    }
}
