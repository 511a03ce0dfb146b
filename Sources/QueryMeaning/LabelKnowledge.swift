// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// What is known of the labels that the series of a result have.
///
/// To Prometheus, a label with an empty value does not exist.
package struct LabelKnowledge: Sendable {
    package enum Status: Sendable {
        /// Every series has it.
        case certain
        case possible
        /// No series has it.
        case impossible
    }

    private struct Entry: Sendable {
        let label: String
        let status: Status
    }

    /// What is known of labels that have no entry.
    private enum Others: Sendable {
        /// No series has them.
        case none
        /// Series may have any label but these.
        case anyBut(Set<String>)

        func status(of label: String) -> Status {
            switch self {
            case .none: .impossible
            case .anyBut(let impossible): impossible.contains(label) ? .impossible : .possible
            }
        }
    }

    /// Each label once, and only where its status isn't that of all others. Queries name so few labels that a search
    /// from the front is faster than a hash.
    private var entries: [Entry] = []
    private var others: Others

    /// No labels, as `vector(1)` has.
    package static let none = LabelKnowledge(others: .none)
    /// Any labels at all.
    package static let any = LabelKnowledge(others: .anyBut([]))

    private init(others: Others) { self.others = others }

    /// - Parameter impossible: where the labels are open, what no series has all the same.
    package init(
        certain: Set<String>, possible: Set<String> = [], isOpen: Bool = false, impossible: Set<String> = []
    ) {
        self.init(others: isOpen ? .anyBut(impossible) : .none)
        for label in possible { self[label] = .possible }
        for label in certain { self[label] = .certain }
    }

    package subscript(label: String) -> Status {
        get { entries.first { $0.label == label }?.status ?? others.status(of: label) }
        set {
            let isDefault = others.status(of: label) == newValue
            guard let index = entries.firstIndex(where: { $0.label == label }) else {
                if !isDefault { entries.append(Entry(label: label, status: newValue)) }
                return
            }
            if isDefault {
                entries.remove(at: index)
            } else if entries[index].status != newValue {
                entries[index] = Entry(label: label, status: newValue)
            }
        }
    }

    package var certain: Set<String> { Set(entries.lazy.filter { $0.status == .certain }.map(\.label)) }

    /// The labels that some series may have, besides those that all have; nil where that is any label but `impossible`.
    package var possible: Set<String>? {
        guard case .none = others else { return nil }
        return Set(entries.lazy.filter { $0.status == .possible }.map(\.label))
    }

    /// What is known to be missing where any other label is possible.
    package var impossible: Set<String> { lost.union(elsewhere) }

    /// Of these, the labels that a part of the query has removed.
    package var lost: Set<String> {
        guard case .anyBut = others else { return [] }
        return Set(entries.lazy.filter { $0.status == .impossible }.map(\.label))
    }

    /// Of these, the labels that only other metrics of the catalogue have.
    package var elsewhere: Set<String> {
        guard case .anyBut(let excluded) = others else { return [] }
        return excluded.filter { label in !entries.contains { $0.label == label } }
    }

    /// The same labels, none of them certain.
    var uncertain: LabelKnowledge {
        var labels = self
        for entry in entries where entry.status == .certain { labels[entry.label] = .possible }
        return labels
    }

    /// Only the labels of a list. Where the list has a hole, any label may be in it.
    func keeping(_ list: LabelList) -> LabelKnowledge {
        var kept = list.hasHoles ? uncertain : .none
        for label in list.names { kept[label] = self[label] }
        return kept
    }

    /// All but the labels of a list. Where the list has a hole, any label may be in it.
    func removing(_ list: LabelList) -> LabelKnowledge {
        var rest = list.hasHoles ? uncertain : self
        for label in list.names { rest[label] = .impossible }
        return rest
    }

    /// With labels that nobody has named.
    ///
    /// - Parameter excluded: those that it doesn't have unless it is known to.
    func opened(but excluded: Set<String>) -> LabelKnowledge {
        guard case .none = others else { return self }
        var labels = LabelKnowledge(others: .anyBut(excluded))
        for entry in entries { labels[entry.label] = entry.status }
        return labels
    }

    var withoutName: LabelKnowledge {
        guard self["__name__"] != .impossible else { return self }
        var labels = self
        labels["__name__"] = .impossible
        return labels
    }

    /// Of series of either kind, as `or` has them.
    func union(_ other: LabelKnowledge) -> LabelKnowledge {
        var union: LabelKnowledge
        switch (others, other.others) {
        case (.none, .none): union = .none
        case (.none, .anyBut(let excluded)), (.anyBut(let excluded), .none):
            union = LabelKnowledge(others: .anyBut(excluded))
        case (.anyBut(let excluded), .anyBut(let otherExcluded)):
            union = LabelKnowledge(others: .anyBut(excluded.intersection(otherExcluded)))
        }
        for label in (entries + other.entries).map(\.label) {
            let (left, right) = (self[label], other[label])
            union[label] = left == right ? left : .possible
        }
        return union
    }

    /// Of series that have a partner in `other` with the same values of some labels: what is certain or impossible there
    /// is so here.
    func matched(with other: LabelKnowledge, by matching: MatchedLabels) -> LabelKnowledge {
        var matched = self
        for entry in entries where entry.status == .possible && matching.contains(entry.label) {
            matched[entry.label] = other[entry.label]
        }
        for entry in other.entries where self[entry.label] == .possible && matching.contains(entry.label) {
            matched[entry.label] = entry.status
        }
        switch other.others {
        case .anyBut(let excluded):
            for label in excluded where self[label] == .possible && matching.contains(label) {
                matched[label] = other[label]
            }
            return matched
        case .none:
            guard case .anyBut = others, case .allBut(let ignored) = matching, !ignored.hasHoles else { return matched }
            // Partners have no other labels than those that are named.
            var closed = LabelKnowledge.none
            for label in (entries + other.entries).map(\.label) + ignored.names + ["__name__"] {
                closed[label] = matched[label]
            }
            return closed
        }
    }

    /// The labels that are known by name. For all others the answer is the same.
    var mentioned: Set<String> {
        let named = Set(entries.map(\.label))
        guard case .anyBut(let excluded) = others else { return named }
        return named.union(excluded)
    }
}

extension LabelKnowledge: Equatable {
    package static func == (left: LabelKnowledge, right: LabelKnowledge) -> Bool {
        (left.possible == nil) == (right.possible == nil)
            && left.mentioned.union(right.mentioned).allSatisfy { left[$0] == right[$0] }
    }
}
