import MetricsVocabulary
import SpecDiagnostics
import SpecModel

package enum OverdueRemoval {
    package static let rule = Rule(code: "MG1433", name: "overdue-removal")

    static func findings(in product: Product) -> [Finding] {
        product.metrics.compactMap { metric in
            guard case .deprecated(let notice) = metric.lifecycle,
                notice.deprecation.state(at: product.version.value) == .removed
            else { return nil }
            return finding(metric, notice, in: product)
        }
    }

    private static func finding(_ metric: Metric, _ notice: DeprecationNotice, in product: Product) -> Finding {
        let deprecation = notice.deprecation
        let removed = notice.removedFrom
        let hiding =
            notice.hiddenFrom == removed
            ? ""
            : """
             hidden from \(notice.hiddenFrom) \
            (hide_after: \(notice.hideAfter)),
            """
        func tombstone(_ reason: String) -> String { "removed: {in: \"\(removed)\", reason: \(reason)}" }
        return Finding(
            rule, at: notice.place?.key ?? metric.key.span,
            """
            \(quoted: metric.name) was due to be removed in \(removed), and this product is \
            \(product.version.value.releaseLine)
            """,
            notes: [
                """
                deprecated in \(deprecation.since),\(hiding) removed from \(removed) \
                (remove_after: \(notice.removeAfter))
                """
            ],
            help: "replace it with a tombstone, \(quoted: tombstone("…")), or give the metric a later `remove_after`",
            fixes: notice.place.map { place in
                let edits = notice.goneWithMetric.map { Finding.Fix.Edit(replacing: $0, with: "") }
                let written = place.inserting(tombstone(YAMLString.quoted(notice.reason)))
                return [Finding.Fix("replace it with a tombstone", isSafe: true, edits: edits + [written])]
            } ?? [])
    }
}
