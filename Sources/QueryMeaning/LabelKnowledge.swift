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
    /// Whether labels that nobody named are possible too, but for those in `excluded`.
    package private(set) var isOpen: Bool
    private var excluded: Set<String>

    /// No labels, as `vector(1)` has.
    package static let none = LabelKnowledge(certain: [])
    /// Any labels at all.
    package static let any = LabelKnowledge(certain: [], isOpen: true)

    package init(certain: Set<String>, possible: Set<String> = [], isOpen: Bool = false) {
        self.certain = certain
        named = possible.subtracting(certain)
        self.isOpen = isOpen
        excluded = []
    }

    package subscript(label: String) -> Status {
        get {
            if certain.contains(label) { return .certain }
            if named.contains(label) { return .possible }
            return isOpen && !excluded.contains(label) ? .possible : .impossible
        }
        set {
            certain.remove(label)
            named.remove(label)
            excluded.remove(label)
            switch newValue {
            case .certain: certain.insert(label)
            case .possible: named.insert(label)
            case .impossible: if isOpen { excluded.insert(label) }
            }
        }
    }

    /// The labels that some series may have; nil where that is any label but `impossible`.
    package var possible: Set<String>? { isOpen ? nil : named }

    /// What is known to be missing where any other label is possible.
    package var impossible: Set<String> { excluded }

    package func keeping(_ labels: some Sequence<String>) -> LabelKnowledge {
        var kept = LabelKnowledge.none
        for label in labels { kept[label] = self[label] }
        return kept
    }

    package func removing(_ labels: some Sequence<String>) -> LabelKnowledge {
        var rest = self
        for label in labels { rest[label] = .impossible }
        return rest
    }

    /// Of series of either kind, as `or` has them.
    package func union(_ other: LabelKnowledge) -> LabelKnowledge {
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
    var mentioned: Set<String> { certain.union(named).union(excluded) }
}
