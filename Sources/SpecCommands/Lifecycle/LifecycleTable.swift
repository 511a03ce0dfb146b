// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecModel

/// Every metric that is not simply there, at one version: what is deprecated, hidden or removed, until when, and what to
/// use instead.
package struct LifecycleTable: Sendable {
    private let product: Product
    private let version: ProductVersion

    package init(_ product: Product, at version: ProductVersion) {
        self.product = product
        self.version = version
    }

    /// A table in plain text, with a line above it that counts.
    package var text: String {
        let states = product.metrics.map { ($0, state(of: $0)) }
        let counts = LifecycleState.allCases.compactMap { state -> String? in
            let count = states.count { $0.1 == state }
            return count == 0 ? nil : "\(count) \(state.rawValue)"
        }
        var table = PlainTable(columns: ["metric", "state", "since", "hidden", "removed", "use"])
        for state in LifecycleState.allCases where state != .active {
            for (metric, itsState) in states where itsState == state {
                let end = MetricEnd(metric, toldAt: version.release)
                table.add([metric.name, state.rawValue] + end.cells)
            }
        }
        let heading =
            "\(product.name) \(version): \(counts.isEmpty ? "no metrics" : counts.joined(separator: ", "))\n"
        return heading + (table.isEmpty ? "" : "\n" + table.text)
    }

    private func state(of metric: Metric) -> LifecycleState {
        version.isUnversioned ? metric.state(at: version) : metric.history(at: version.release)
    }
}

/// When a metric's life has its turns, as a table shows it.
struct MetricEnd {
    let since: MinorVersion?
    let hiddenFrom: MinorVersion?
    let removedFrom: MinorVersion?
    let reason: String?
    let replacements: [Replacement]
    /// Whether what replaces it is published under both names.
    let isFormerName: Bool

    init(_ metric: Metric, toldAt line: MinorVersion) {
        let notice: DeprecationNotice?
        switch metric.lifecycle {
        case .active: (notice, removedFrom, reason) = (nil, nil, nil)
        case .deprecated(let deprecated):
            (notice, reason) = (deprecated, deprecated.reason)
            removedFrom = deprecated.deprecation.release(of: \.removed, seenFrom: line)
        case .removed(let tombstone):
            (notice, removedFrom, reason) = (tombstone.notice, tombstone.removedIn, tombstone.reason)
        }
        since = notice?.deprecation.since
        hiddenFrom = notice.flatMap { $0.deprecation.release(of: \.hidden, seenFrom: line) }
            .flatMap { [removedFrom] hidden in removedFrom.map { hidden < $0 } == false ? nil : hidden }
        replacements = notice?.replacements ?? []
        isFormerName = metric.presentName != nil
    }

    /// Whether nobody has decided when it is removed.
    var isUndecided: Bool { since != nil && removedFrom == nil }

    var cells: [String] {
        [since?.description ?? "–", hiddenFrom?.description ?? "–"]
            + [removedFrom?.description ?? (isUndecided ? "undecided" : "–")]
            + [replacements.isEmpty ? "–" : replacements.map(\.name).joined(separator: ", ")]
    }
}
