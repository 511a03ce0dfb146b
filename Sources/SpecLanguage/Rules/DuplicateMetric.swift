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

    static func finding(_ name: String, at span: Span, first: Span) -> Finding {
        Finding(
            rule, at: span, "\(quoted: name) is declared twice", underline: "declared again here",
            help: "delete this one, or rename it", related: [.init("first declared here", at: first)])
    }
}
