// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel
import SpecOrigins

package enum DuplicateMetric {
    package static let rule = Rule(code: "MG1201", name: "duplicate-metric", isAboutName: true)

    /// A name that a tombstone reserves.
    static func finding(_ name: Spanned<String>, tombstone: Span, in release: MinorVersion) -> Finding {
        Finding(
            rule, at: name.span, "\(quoted: name.value) is the name of a metric that was removed in \(release)",
            notes: ["dashboards of the old metric would show the values of the new one"],
            help: "rename this metric",
            related: [.init("its tombstone", at: tombstone)])
    }

    /// A name under which others see a metric, and which another metric has as well.
    static func finding(alias: String, of metric: Metric, and owner: Metric, _ origins: Origins) -> Finding {
        let what = owner.name == alias ? "the name of another metric" : "an alias of \(quoted: owner.name)"
        return Finding(
            rule, at: origins.name(of: .metric(metric.id)),
            "the alias \(quoted: alias) of \(quoted: metric.name) is also \(what)",
            help: "delete the alias, or rename one of the metrics",
            related: [.init("the other metric is declared here", at: origins.name(of: .metric(owner.id)))])
    }

    /// What a metric was called, while a metric of that name is still there.
    static func finding(former: String, of metric: Metric, and owner: Metric, _ origins: Origins) -> Finding {
        let isItself = owner.name == metric.name
        return Finding(
            rule, at: origins.name(of: .metric(metric.id)),
            isItself
                ? "\(quoted: metric.name) is `renamed_from` itself"
                : "\(quoted: metric.name) is `renamed_from` \(quoted: former), which is still a metric of this spec",
            help: isItself
                ? "write what it was called before, or delete `renamed_from`"
                : "delete the old metric, or delete `renamed_from` and deprecate the old one with `replaced_by`",
            related: isItself
                ? [] : [.init("the other metric is declared here", at: origins.name(of: .metric(owner.id)))])
    }

    /// Two metrics of which at least one has a condition, and a process can have both of them.
    static func finding(_ name: Spanned<String>, first: Span, _ decision: Condition.Decision) -> Finding {
        let (message, notes, help): (String, [String], String)
        switch decision {
        case .possible(let example):
            message = "\(quoted: name.value) is declared twice, and a process can have both"
            notes = example.isEmpty ? [] : ["it has both if \(words(for: example))"]
            help = "write conditions that are never true together, or rename one of the metrics"
        case .unknown, .never:
            message =
                "\(quoted: name.value) is declared twice, and whether a process can have both is too hard to decide"
            notes = []
            help = "write plainer conditions, such as comparisons of one parameter, or rename one of the metrics"
        }
        return Finding(
            rule, at: name.span, message, underline: "declared again here", notes: notes, help: help,
            related: [.init("first declared here", at: first)])
    }

    /// "`delivers` is true and `tills` is 2".
    private static func words(for example: [Condition.Assignment]) -> String {
        example.map { "\(quoted: $0.parameter) is \($0.value)" }.joined(separator: " and ")
    }

    static func finding(_ name: String, at span: Span, first: Span) -> Finding {
        Finding(
            rule, at: span, "\(quoted: name) is declared twice", underline: "declared again here",
            help: "delete this one, or rename it", related: [.init("first declared here", at: first)])
    }
}
