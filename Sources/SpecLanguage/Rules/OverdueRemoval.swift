// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel

package enum OverdueRemoval {
    package static let rule = Rule(code: "MG1433", name: "overdue-removal")

    static func findings(in product: Product, _ places: SpecPlaces) -> [Finding] {
        product.metrics.compactMap { metric in
            guard case .deprecated(let notice) = metric.lifecycle,
                notice.deprecation.state(at: product.version) == .removed, let removed = notice.removedFrom,
                let distance = notice.removeAfter
            else { return nil }
            return finding(metric, notice, removed: removed, after: distance, in: product, places)
        }
    }

    private static func finding(
        _ metric: Metric, _ notice: DeprecationNotice, removed: MinorVersion, after distance: Int, in product: Product,
        _ places: SpecPlaces
    ) -> Finding {
        let deprecation = notice.deprecation
        let hidden = notice.hiddenFrom.flatMap { line in notice.hideAfter.map { (line, $0) } }
        let hiding = hidden.flatMap { $0 == removed ? nil : " hidden from \($0) (hide_after: \($1))," } ?? ""
        let key = places.origins.name(of: .metric(metric.id))
        let written = places.layout(of: metric.id, at: key)
        let own = written?.layout.insertionPoint(before: MetricKeys.deprecated.name)
        // A metric that is deprecated with its group has no such key.
        let place = own ?? written?.layout.insertionPoint(before: MetricKeys.type.name)
        // What a tombstone no longer has.
        let gone =
            written.map { $0.layout.spans(dropping: { !MetricKeys.keptByTombstone.contains($0) }, in: $0.text) } ?? []
        func tombstone(_ reason: String) -> String { "removed: {in: \"\(removed)\", reason: \(reason)}" }
        return Finding(
            rule, at: own?.key ?? key,
            """
            \(quoted: metric.name) was due to be removed in \(removed), and this product is \
            \(product.release)
            """,
            notes: [
                """
                deprecated in \(deprecation.since),\(hiding) removed from \(removed) \
                (remove_after: \(distance))
                """
            ],
            help: "replace it with a tombstone, \(quoted: tombstone("…")), or give the metric a later `remove_after`",
            fixes: place.map { place in
                let edits = gone.map { Finding.Fix.Edit(replacing: $0, with: "") }
                let written = place.inserting(tombstone(YAMLString.quoted(notice.reason)))
                return [Finding.Fix("replace it with a tombstone", isSafe: true, edits: edits + [written])]
            } ?? [])
    }
}
