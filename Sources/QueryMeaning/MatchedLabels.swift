// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax

/// The labels by which an operator finds partners.
enum MatchedLabels {
    case on(LabelList)
    /// All but these and the name.
    case allBut(LabelList)

    init(_ labels: VectorMatching.Labels?) {
        switch labels {
        case .on(let labels): self = .on(LabelList(labels))
        case .ignoring(let labels): self = .allBut(LabelList(labels))
        case nil: self = .allBut(LabelList([]))
        }
    }

    /// Whether partners certainly have the same value of a label.
    func contains(_ label: String) -> Bool {
        switch self {
        case .on(let list): list.names.contains(label)
        case .allBut(let list): !list.hasHoles && label != "__name__" && !list.names.contains(label)
        }
    }

    /// The labels of what arithmetic and comparisons make of two partners.
    ///
    /// - Parameter keepsName: whether series keep their names, as in a comparison that filters. Only `group_left` and
    ///   `group_right` can bring the name of the other side.
    func result(
        _ left: LabelKnowledge, _ right: LabelKnowledge, _ group: VectorMatching.Group?, keepsName: Bool
    ) -> LabelKnowledge {
        func matched(_ one: LabelKnowledge, with other: LabelKnowledge) -> LabelKnowledge {
            let matched = one.matched(with: other, by: self)
            return keepsName ? matched : matched.withoutName
        }
        switch group {
        case .left(let included): return matched(left, with: right).including(LabelList(included), from: right)
        case .right(let included): return matched(right, with: left).including(LabelList(included), from: left)
        case nil:
            let matched = matched(left, with: right)
            return switch self {
            case .on(let list): matched.keeping(list)
            case .allBut(let list): matched.removing(list)
            }
        }
    }
}

extension LabelKnowledge {
    /// With the labels in the parentheses of `group_left`: each is taken from the other side, or removed if it isn't there.
    fileprivate func including(_ list: LabelList, from other: LabelKnowledge) -> LabelKnowledge {
        guard !list.hasHoles else { return .any }
        var labels = self
        for label in list.names { labels[label] = other[label] }
        return labels
    }
}
