import MetricsVocabulary
import SpecModel

/// What each coming release hides and removes, so that nobody is surprised by it.
package struct LifecycleCalendar: Sendable {
    /// A release with something to do, the next one first.
    package struct Entry: Sendable, Equatable {
        package let release: MinorVersion
        package var deprecates: [String] = []
        package var hides: [String] = []
        package var removes: [String] = []
    }

    package let entries: [Entry]

    /// - Parameter version: what lies behind it is left out.
    package init(_ product: Product, after version: ProductVersion) {
        var entries: [MinorVersion: Entry] = [:]
        func add(_ name: String, to list: WritableKeyPath<Entry, [String]>, in release: MinorVersion) {
            guard release > version.releaseLine || version.isUnversioned else { return }
            entries[release, default: Entry(release: release)][keyPath: list].append(name)
        }
        for metric in product.metrics {
            guard case .deprecated(let notice) = metric.lifecycle else { continue }
            let line = max(version.releaseLine, notice.deprecation.since)
            let hidden = notice.deprecation.hidden.release(seenFrom: line)
            let removed = notice.deprecation.removed.release(seenFrom: line)
            add(metric.name, to: \.deprecates, in: notice.deprecation.since)
            if hidden < removed { add(metric.name, to: \.hides, in: hidden) }
            add(metric.name, to: \.removes, in: removed)
        }
        self.entries = entries.values.sorted { $0.release < $1.release }
    }

    package var text: String {
        entries.map { entry in
            let parts = [("deprecates", entry.deprecates), ("hides", entry.hides), ("removes", entry.removes)]
            return "\(entry.release)\n"
                + parts.filter { !$0.1.isEmpty }.map { "  \($0.0) \($0.1.joined(separator: ", "))\n" }.joined()
        }.joined()
    }
}
