import PromQLSyntax

/// The labels by which an operator finds partners.
enum MatchedLabels {
    /// These, and perhaps others where the query has a hole.
    case on(Set<String>, hasHoles: Bool)
    /// All but these and the name.
    case allBut(Set<String>, hasHoles: Bool)

    init(_ labels: VectorMatching.Labels?) {
        switch labels {
        case .on(let labels): self = .on(Set(labels.compactMap(\.text)), hasHoles: labels.contains { $0.text == nil })
        case .ignoring(let labels):
            self = .allBut(Set(labels.compactMap(\.text)), hasHoles: labels.contains { $0.text == nil })
        case nil: self = .allBut([], hasHoles: false)
        }
    }

    /// Whether partners certainly have the same value of a label.
    func contains(_ label: String) -> Bool {
        switch self {
        case .on(let labels, _): labels.contains(label)
        case .allBut(let labels, let hasHoles): !hasHoles && label != "__name__" && !labels.contains(label)
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
            one.matched(with: other, on: contains).removing(keepsName ? [] : ["__name__"])
        }
        switch group {
        case .left(let included): return included.extend(matched(left, with: right), from: right)
        case .right(let included): return included.extend(matched(right, with: left), from: left)
        case nil: return oneToOne(matched(left, with: right))
        }
    }

    private func oneToOne(_ left: LabelKnowledge) -> LabelKnowledge {
        switch self {
        case .on(let labels, hasHoles: false): left.keeping(labels)
        case .on(let labels, hasHoles: true): left.keeping(labels.map { PromQLString($0) } + [.variable(.init("hole"))])
        case .allBut(let labels, let hasHoles): (hasHoles ? left.uncertain : left).removing(labels)
        }
    }
}

extension [PromQLString] {
    /// With the labels in the parentheses of `group_left`: each is taken from the other side, or removed if it isn't there.
    fileprivate func extend(_ many: LabelKnowledge, from one: LabelKnowledge) -> LabelKnowledge {
        var result = many
        for label in self {
            guard let label = label.text else { return result.uncertain.union(.any) }
            result[label] = one[label]
        }
        return result
    }
}
