// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecModel

/// The changes of one metric, or of something else in a product, as they are found.
struct ChangeList {
    /// Nil for what belongs to the whole product.
    private let metric: String?
    private let stability: Prose.Stability?
    private(set) var changes: [CatalogueChange] = []

    init(metric: String? = nil, stability: Prose.Stability? = nil) {
        self.metric = metric
        self.stability = stability
    }

    mutating func add(_ type: ChangeType, of subject: String? = nil, old: String? = nil, new: String? = nil) {
        changes.append(
            CatalogueChange(metric: metric, subject: subject, type, old: old, new: new, stability: stability))
    }

    /// If the two differ.
    mutating func add(_ type: ChangeType, of subject: String? = nil, from old: String?, to new: String?) {
        if old != new { add(type, of: subject, old: old, new: new) }
    }

    mutating func addIfAny(_ type: ChangeType, of subject: String? = nil, old: [String] = [], new: [String] = []) {
        guard !old.isEmpty || !new.isEmpty else { return }
        changes.append(
            CatalogueChange(
                metric: metric, subject: subject, type, lost: old, gained: new, stability: stability))
    }

    mutating func addSets(
        _ removed: ChangeType, _ added: ChangeType, of subject: String? = nil, _ old: [String], _ new: [String]
    ) {
        addIfAny(removed, of: subject, old: old.without(new))
        addIfAny(added, of: subject, new: new.without(old))
    }

    mutating func addUnit(from old: Unit?, to new: Unit?) {
        // A unit that says `none` is none.
        let (old, new) = (old == Unit.none ? nil : old?.name, new == Unit.none ? nil : new?.name)
        add(old == nil ? .unitAdded : .unitChanged, from: old, to: new)
    }
}
