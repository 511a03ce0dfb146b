// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecHistory
import SpecModel

/// Everything that changed between two sides, and what it means.
struct ReleaseDifference {
    let old: Catalogue
    let new: Catalogue
    private(set) var changes: [Change]

    /// A change, with what the new side knows about it.
    struct Change {
        let change: CatalogueChange
        /// The metric in the spec of the new side.
        let place: Span?
        /// Why the spec accepts it, if it does: it counts for nothing then.
        let waiver: String?
        /// The places that ask for what it breaks.
        var impact: [MetricUsage.Use] = []

        /// What it means for readers, as far as it isn't accepted.
        func verdict(for reader: Reader) -> Verdict { waiver == nil ? change.verdicts[reader] : .none }
    }

    init(_ old: ComparedSide, _ new: ComparedSide) {
        self.old = old.catalogue
        self.new = new.catalogue
        let spec = new.spec
        let places = Dictionary(
            (spec?.product.metrics ?? []).map { ($0.name, spec?.origins.name(of: .metric($0.id))) }
        ) { first, _ in first }
        let exceptions = spec?.stableExceptions ?? []
        let keys = Dictionary(old.catalogue.metrics.map { ($0.name, $0.key) }) { first, _ in first }
        changes = new.catalogue.changes(since: old.catalogue).map { change in
            let current = change.kind == .renamed ? change.new : change.metric
            let exception = exceptions.first { exception in
                guard exception.rule.value == change.kind.ruleName else { return false }
                let names = [change.metric, change.metric.flatMap { keys[$0] }, change.subject].compactMap(\.self)
                return names.contains(exception.metric.value)
                    && exception.until?.value.isReached(
                        at: new.catalogue.version.isUnversioned ? nil : new.catalogue.version.releaseLine) != true
            }
            return Change(
                change: change, place: current.flatMap { places[$0] ?? nil }, waiver: exception?.reason)
        }
    }

    /// Adds the places that ask for what each breaking change breaks.
    mutating func add(_ usage: MetricUsage) {
        for index in changes.indices where changes[index].verdict(for: .queries) == .breaking {
            changes[index].impact = changes[index].change.metric.map(usage.uses) ?? []
        }
    }

    /// The largest step that queries need; nil if nothing changed.
    var step: ReleaseStep? { changes.map { $0.verdict(for: .queries).step }.max() }

    /// The step that the two versions allow; nil if nothing follows from them.
    var allowedStep: ReleaseStep? { ReleaseStep(from: old.version, to: new.version) }

    /// The changes with a verdict for readers.
    func changes(_ verdict: Verdict, for reader: Reader) -> [Change] {
        changes.filter { $0.verdict(for: reader) == verdict }
    }
}
