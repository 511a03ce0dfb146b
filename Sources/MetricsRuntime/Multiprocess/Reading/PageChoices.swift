/// Which families of a directory are on a page, where files contradict each other.
struct PageChoices {
    /// A family of the page, by its index, and the declaration whose help it has.
    var sections: [(index: Int, declaration: UInt32)] = []
    var leftOut: [MultiprocessFileFault] = []
    var differences: [MultiprocessDifference] = []
}

extension MergedPage {
    /// Decides, by the same rules for every reader and before and after folding: of two families that have a name in
    /// common, the one that the newest living process has is on the page. Where none of the writers lives, the order of
    /// kinds decides. The help is chosen in the same way.
    func choices(rounds: [UInt32], round: UInt32, _ sources: PageSources, beside others: inout NamesOnPage)
        -> PageChoices
    {
        let current = sections.indices.filter { index in
            lines[sections[index].lines].contains { rounds[Int($0.slot)] == round }
        }
        let ranks = ranks(of: current, sources)
        let winners = winners(among: current, ranks, others)
        var choices = PageChoices()
        var losers: [(index: Int, winner: Winner)] = []
        for index in current {
            if let winner = winners[index] {
                losers.append((index, winner))
                continue
            }
            let declaration = declaration(of: index, ranks, &choices.differences)
            choices.sections.append((index, declaration))
            others.insert(sections[index].names)
        }
        if !losers.isEmpty { choices.leftOut = faults(losers, sources) }
        return choices
    }

    private func ranks(of current: [Int], _ sources: PageSources) -> [UInt32: Int] {
        let wanted = current.filter { sections[$0].isContested || sections[$0].declarations.count > 1 }
        return wanted.isEmpty ? [:] : sources.ranks(of: Set(wanted.flatMap { sections[$0].declarations }))
    }

    private enum Winner {
        /// What was on the page before the directory's families came.
        case other
        case section(Int)
    }

    /// The families that have to stay away, each with what has its name.
    private func winners(among current: [Int], _ ranks: [UInt32: Int], _ others: NamesOnPage) -> [Int: Winner] {
        var winners: [Int: Winner] = [:]
        for index in current where sections[index].names.contains(where: { others.contains($0) }) {
            winners[index] = .other
        }
        func rank(_ index: Int) -> Int { sections[index].declarations.compactMap { ranks[$0] }.min() ?? .max }
        let contested = current.filter { sections[$0].isContested && winners[$0] == nil }
            .map { (index: $0, rank: rank($0)) }
            .sorted { left, right in
                let (first, second) = (sections[left.index], sections[right.index])
                return (left.rank, first.kind.order, first.name) < (right.rank, second.kind.order, second.name)
            }
        var owners: [String: Int] = [:]
        for (index, _) in contested {
            if let owner = sections[index].names.lazy.compactMap({ owners[$0] }).first {
                winners[index] = .section(owner)
            } else {
                for name in sections[index].names { owners[name] = index }
            }
        }
        return winners
    }

    private func declaration(
        of index: Int, _ ranks: [UInt32: Int], _ differences: inout [MultiprocessDifference]
    ) -> UInt32 {
        let section = sections[index]
        let all = section.declarations.filter { section.declarations.count == 1 || ranks[$0] != nil }
            .map { (number: $0, declaration: declarations[Int($0)], rank: ranks[$0] ?? .max) }
            .sorted { left, right in
                (left.rank, left.declaration.help, left.declaration.name)
                    < (right.rank, right.declaration.help, right.declaration.name)
            }
        guard let first = all.first else { return section.declarations[0] }
        if all.contains(where: { $0.declaration.help != first.declaration.help }) {
            differences.append(.help(family: section.name))
        }
        let names = Set(all.map(\.declaration.name))
        if names.count > 1 { differences.append(.name(family: section.name, inFiles: names.sorted())) }
        return first.number
    }

    private func faults(_ losers: [(index: Int, winner: Winner)], _ sources: PageSources) -> [MultiprocessFileFault] {
        let files = sources.files(with: Set(losers.flatMap { sections[$0.index].declarations }))
        return losers.map { index, winner in
            let section = sections[index]
            let holders = section.declarations.compactMap { files[$0] }
            let other: String? =
                if case .section(let index) = winner {
                    "the \(sections[index].kind.phrase) `\(sections[index].name)`"
                } else {
                    nil
                }
            return MultiprocessFileFault(
                file: holders.map(\.first).min() ?? "",
                reason: .familyConflict(
                    family: section.name, type: section.kind.phrase, files: holders.reduce(0) { $0 + $1.count },
                    with: other))
        }
    }
}
