// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let sharedHelp: SpecCheck = SpecCheck(
        ExplainedRule(
            Rule(code: "MG2205", name: "shared-help", severity: .warning),
            explanation: """
                Readers can't distinguish two metrics with the same help: either they are the same metric, or there \
                is a difference, which their helps should explain.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      items: {type: gauge, help: Items in carts.}
                      most_items: {type: gauge, help: Items in carts.}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      items: {type: gauge, help: Items in all carts.}
                      most_items: {type: gauge, help: Items in the fullest cart.}
                """),
        joining: joiningSharedHelps
    ) { input in
        var owners: [String: Metric] = [:]
        return input.livingMetrics.compactMap { metric -> Finding? in
            let help = metric.help
            guard !help.allSatisfy(\.isWhitespace) else { return nil }
            guard let first = owners[help] else {
                owners[help] = metric
                return nil
            }
            // No process has two metrics of one name, and they may well be the same to readers.
            guard first.name != metric.name else { return nil }
            return Finding(
                sharedHelp.rule, at: input.help(of: metric),
                "\(quoted: metric.name) and \(quoted: first.name) have the same help, so readers can't tell which one to use",
                help: "say in each help how the metric differs from the other",
                related: [.init("the help of \(quoted: first.name)", at: input.help(of: first))])
        }
    }

    /// One help is one diagnostic, however many metrics have it.
    @Sendable private static func joiningSharedHelps(_ findings: [Finding], in input: CheckInput) -> [Finding] {
        let rule = sharedHelp.rule
        // Each points to the first that has the help.
        let groups = Dictionary(grouping: findings.filter { $0.rule == rule }, by: { $0.related.first?.span })
        guard groups.contains(where: { $0.value.count > 1 }) else { return findings }
        let names = Dictionary(input.livingMetrics.map { (input.help(of: $0), $0.name) }) { first, _ in first }
        return findings.compactMap { finding -> Finding? in
            guard finding.rule == rule, let group = groups[finding.related.first?.span], group.count > 1 else {
                return finding
            }
            guard group.first?.span == finding.span else { return nil }
            let others = group.dropFirst().prefix(shown).map { other in
                Finding.Related(
                    "the help of " + (names[other.span].map { "\(quoted: $0)" } ?? "another one"), at: other.span)
            }
            let rest = group.count - 1 - others.count
            return Finding(
                rule, at: finding.span,
                "\(group.count + 1) metrics have the same help, so readers can't tell which one to use",
                notes: rest > 0 ? ["and \(rest) more"] : [], help: finding.help, related: finding.related + others)
        }
    }

    /// The number of them that are named, in addition to the first two.
    private static var shown: Int { 6 }
}
