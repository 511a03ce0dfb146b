/// What is known of the labels that the series of a result have.
///
/// To Prometheus, a label with an empty value does not exist.
package struct LabelKnowledge: Equatable, Sendable {
    package enum Status: Sendable {
        /// Every series has it.
        case certain
        case possible
        /// No series has it.
        case impossible
    }

    package private(set) var certain: Set<String>
    /// Labels that some series may have, besides those that all have.
    private var named: Set<String>
    /// Whether labels that nobody named are possible too, but for those that are `impossible`.
    private var isOpen: Bool
    /// What is known to be missing where any other label is possible.
    package private(set) var impossible: Set<String>

    /// No labels, as `vector(1)` has.
    package static let none = LabelKnowledge(certain: [])
    /// Any labels at all.
    package static let any = LabelKnowledge(certain: [], isOpen: true)

    package init(certain: Set<String>, possible: Set<String> = [], isOpen: Bool = false) {
        self.certain = certain
        named = possible.subtracting(certain)
        self.isOpen = isOpen
        impossible = []
    }

    package subscript(label: String) -> Status {
        get {
            if certain.contains(label) { return .certain }
            if named.contains(label) { return .possible }
            return isOpen && !impossible.contains(label) ? .possible : .impossible
        }
        set {
            certain.remove(label)
            named.remove(label)
            impossible.remove(label)
            switch newValue {
            case .certain: certain.insert(label)
            case .possible: named.insert(label)
            case .impossible: if isOpen { impossible.insert(label) }
            }
        }
    }

    /// The labels that some series may have; nil where that is any label but `impossible`.
    package var possible: Set<String>? { isOpen ? nil : named }

    /// The same labels, none of them certain.
    var uncertain: LabelKnowledge {
        var labels = self
        for label in certain { labels[label] = .possible }
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

    var withoutName: LabelKnowledge {
        var labels = self
        labels["__name__"] = .impossible
        return labels
    }

    /// Of series of either kind, as `or` has them.
    func union(_ other: LabelKnowledge) -> LabelKnowledge {
        var union = LabelKnowledge(certain: certain.intersection(other.certain), isOpen: isOpen || other.isOpen)
        for label in mentioned.union(other.mentioned) where union[label] != .certain {
            union[label] = self[label] == .impossible && other[label] == .impossible ? .impossible : .possible
        }
        return union
    }

    /// Of series that have a partner in `other` with the same values of some labels: what is certain or impossible there
    /// is so here.
    func matched(with other: LabelKnowledge, on isMatched: (String) -> Bool) -> LabelKnowledge {
        var matched = self
        for label in mentioned.union(other.mentioned) where isMatched(label) && self[label] == .possible {
            matched[label] = other[label]
        }
        return matched
    }

    /// The labels that are known by name. For all others the answer is the same.
    var mentioned: Set<String> { certain.union(named).union(impossible) }
}
