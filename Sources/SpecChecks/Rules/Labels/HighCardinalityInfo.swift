// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let highCardinalityInfo: SpecCheck = SpecCheck(
        ExplainedRule(
            Rule(code: "MG2403", name: "high-cardinality-info", severity: .warning),
            explanation: """
                An info metric should be one series that is always 1. If the values of its labels change while the \
                process runs, each change adds a series, and a query finds all of them. Bind the labels to the \
                instance, or limit them with `max_values`. Or use the type `info` and make the changing labels its \
                `fields`: setting them replaces the old values.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                labels:
                  version: {help: The version of the shop., allow: [{rule: uncapped-label, reason: There is one at a time.}]}
                groups:
                  cart:
                    metrics:
                      build_info: {type: info, help: The version of the shop., labels: version}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                labels:
                  version: {help: The version of the shop., bind: instance}
                groups:
                  cart:
                    metrics:
                      build_info: {type: info, help: The version of the shop., labels: version}
                """),
        joining: joiningUncappedLabels
    ) { input in
        let limited = input.product.limitedLabels
        return input.livingMetrics.compactMap { metric -> Finding? in
            guard metric.isInformation else { return nil }
            let growing = metric.growingLabels.filter { !limited.contains($0.name) }
            guard let first = growing.first else { return nil }
            let others = growing.count > 1 ? " and \(growing.count - 1) more" : ""
            return Finding(
                highCardinalityInfo.rule, at: input.name(of: metric),
                "\(quoted: metric.name) gets another series whenever \(quoted: first.name)\(others) changes, and keeps the old series",
                help: metric.kind == .info
                    ? "list the labels that change under `fields`, or bind them to the instance"
                    : "bind its labels to the instance, or limit them with `max_values`",
                related: [.init("\(quoted: first.name) is declared here", at: input.name(of: first))])
        }
    }

    /// A label without a limit is one mistake. If only an info metric has it, this rule has the best advice; if
    /// others have it too, a limit fixes all of them.
    @Sendable private static func joiningUncappedLabels(_ findings: [Finding], in input: CheckInput) -> [Finding] {
        let rules = (growing: highCardinalityInfo.rule, uncapped: uncappedLabel.rule)
        let growing = Set(findings.filter { $0.rule == rules.growing }.map(\.span))
        guard !growing.isEmpty else { return findings }
        var uncapped = Set(findings.filter { $0.rule == rules.uncapped }.map(\.span))
        var users: [Span: [Metric]] = [:]
        for metric in input.livingMetrics {
            for label in metric.growingLabels { users[input.name(of: label), default: []].append(metric) }
        }
        uncapped = uncapped.filter { label in !(users[label] ?? []).allSatisfy { growing.contains(input.name(of: $0)) }
        }
        let capped = Set(
            input.livingMetrics.filter { metric in
                metric.growingLabels.allSatisfy { uncapped.contains(input.name(of: $0)) }
            }.map { input.name(of: $0) })
        let left = findings.filter { finding in
            finding.rule == rules.growing
                ? !capped.contains(finding.span) : finding.rule != rules.uncapped || uncapped.contains(finding.span)
        }
        return joiningMetrics(of: rules.growing, left, in: input)
    }

    /// One label is one diagnostic, however many info metrics have it.
    private static func joiningMetrics(of rule: Rule, _ findings: [Finding], in input: CheckInput) -> [Finding] {
        let groups = Dictionary(grouping: findings.filter { $0.rule == rule }, by: { $0.related.first?.span })
        let names = Dictionary(input.livingMetrics.map { (input.name(of: $0), $0.name) }) { first, _ in first }
        return findings.compactMap { finding -> Finding? in
            guard finding.rule == rule, let group = groups[finding.related.first?.span], group.count > 1 else {
                return finding
            }
            guard group.first?.span == finding.span else { return nil }
            let others = group.dropFirst().prefix(3).map { other in
                Finding.Related("so does \(quoted: names[other.span] ?? "another one")", at: other.span)
            }
            let rest = group.count - 1 - others.count
            return Finding(
                rule, at: finding.span, finding.message, notes: rest > 0 ? ["and \(rest) more"] : [],
                help: finding.help, related: finding.related + others)
        }
    }
}

extension Metric {
    /// Those that can have any number of values.
    fileprivate var growingLabels: [Label] { labels.filter { if case .open(nil) = $0.values { true } else { false } } }
}
