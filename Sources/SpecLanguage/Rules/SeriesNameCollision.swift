// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel
import SpecOrigins

package enum SeriesNameCollision {
    package static let rule = Rule(code: "MG1205", name: "series-name-collision", isAboutName: true)

    static func finding(_ sample: String, of metric: Metric, and first: Metric, _ origins: Origins) -> Finding {
        // Rename the one whose own name has the suffix: readers would take it for a part of the other one anyway.
        let (named, owner) = sample == metric.name ? (metric, first) : (first, metric)
        return Finding(
            rule, at: origins.name(of: .metric(named.id)),
            named.seriesNames.contains(sample)
                ? "\(quoted: named.name) and \(quoted: owner.name) both have a series \(quoted: sample)"
                : "\(quoted: named.name) is the name of a series of \(quoted: owner.name)",
            notes: [
                "the \(owner.kind.rawValue) \(quoted: owner.name) has \(owner.seriesNames.quoted(joinedBy: "and"))"
            ],
            help: "rename \(quoted: named.name), with another suffix",
            related: [.init("\(quoted: owner.name) is declared here", at: origins.name(of: .metric(owner.id)))])
    }
}
