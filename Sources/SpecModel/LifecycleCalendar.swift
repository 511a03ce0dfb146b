// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary

/// What each coming release deprecates, hides and removes.
package struct LifecycleCalendar: Sendable {
    /// A release with something to do.
    package struct Entry: Sendable {
        package let release: MinorVersion
        package var deprecates: [Metric] = []
        package var hides: [Metric] = []
        package var removes: [Metric] = []
    }

    /// The next release first.
    package let entries: [Entry]

    /// - Parameter version: what lies behind it is left out.
    package init(_ product: Product, after version: ProductVersion) {
        var entries: [MinorVersion: Entry] = [:]
        func add(_ metric: Metric, to list: WritableKeyPath<Entry, [Metric]>, in release: MinorVersion) {
            guard release > version.release || version.isUnversioned else { return }
            entries[release, default: Entry(release: release)][keyPath: list].append(metric)
        }
        for metric in product.metrics {
            guard case .deprecated(let notice) = metric.lifecycle else { continue }
            let hidden = notice.deprecation.release(of: \.hidden, seenFrom: version.release)
            let removed = notice.deprecation.release(of: \.removed, seenFrom: version.release)
            add(metric, to: \.deprecates, in: notice.deprecation.since)
            if let hidden, removed.map({ hidden < $0 }) ?? true { add(metric, to: \.hides, in: hidden) }
            if let removed { add(metric, to: \.removes, in: removed) }
        }
        self.entries = entries.values.sorted { $0.release < $1.release }
    }
}
