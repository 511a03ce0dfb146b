// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecModel

/// Something that differs between two catalogues and that somebody outside can notice.
package struct CatalogueChange: Sendable, Equatable {
    /// The full name of the metric, in the earlier catalogue if it was there; nil for what belongs to the whole product.
    package let metric: String?
    /// The label or the parameter that it is about, if it is about one.
    package let subject: String?
    package let type: ChangeType
    /// What was there before: one thing, or several values or bounds; empty if nothing was.
    package let lost: [String]
    /// What is there now.
    package let gained: [String]
    /// What the earlier catalogue promised about the metric.
    package let stability: Prose.Stability?

    package init(
        metric: String?, subject: String? = nil, _ type: ChangeType, lost: [String], gained: [String],
        stability: Prose.Stability?
    ) {
        self.metric = metric
        self.subject = subject
        self.type = type
        self.lost = lost
        self.gained = gained
        self.stability = stability
    }

    package init(
        metric: String?, subject: String? = nil, _ type: ChangeType, old: String? = nil, new: String? = nil,
        stability: Prose.Stability? = nil
    ) {
        self.init(
            metric: metric, subject: subject, type, lost: old.map { [$0] } ?? [], gained: new.map { [$0] } ?? [],
            stability: stability)
    }

    package var kind: ChangeType.Kind { type.kind }
    /// What was there before, on one line; nil if nothing was.
    package var old: String? { lost.isEmpty ? nil : lost.joined(separator: ", ") }
    /// What is there now, on one line; nil if nothing is.
    package var new: String? { gained.isEmpty ? nil : gained.joined(separator: ", ") }

    /// Whether the product reserved the right to make this change: an alpha metric promises nothing, a beta metric its
    /// meaning.
    package var isPermitted: Bool {
        guard type.verdicts.queries == .breaking else { return false }
        return switch stability {
        case .alpha: true
        case .beta: [.renamed, .labelAdded, .labelRemoved, .labelRenamed].contains(kind)
        case .stable, nil: false
        }
    }

    package var verdicts: Verdicts {
        var verdicts = type.verdicts
        if isPermitted { verdicts.queries = .compatible }
        return verdicts
    }

    /// Why the verdict is what it is, in one sentence.
    package var reason: String {
        isPermitted ? "It is \(stability?.rawValue ?? "") in the earlier release, which permits this." : type.reason
    }
}
