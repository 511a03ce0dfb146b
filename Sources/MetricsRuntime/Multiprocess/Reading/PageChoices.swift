// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The families of a directory that are in an exposition, if files contradict each other.
struct PageChoices {
    /// A family of the exposition, by its index, and the declaration whose help it has.
    var sections: [(index: Int, declaration: UInt32)] = []
    var leftOut: [MultiprocessFileFault] = []
    var differences: [MultiprocessDifference] = []
}

extension MergedPage {
    /// Decides, by the same rules for every reader and before and after folding. If two families have a name in
    /// common, the exposition has the one of the newest living process. If none of the writers lives, the order of
    /// kinds decides. The help is chosen in the same way.
    ///
    /// - Parameter isCurrent: Whether a file has a value of a family now.
    func choices(_ sources: PageSources, beside others: inout NamesOnPage, isCurrent: (_ family: Int) -> Bool)
        -> PageChoices
    {
        let current = sections.indices.filter { isCurrent(sections[$0].family) }
        let (present, ranks) = ranks(of: current, sources)
        let winners = winners(among: current, ranks, others)
        var choices = PageChoices()
        var losers: [(index: Int, winner: Winner)] = []
        for index in current {
            if let winner = winners[index] {
                losers.append((index, winner))
                continue
            }
            let declaration = declaration(of: index, present, ranks, &choices.differences)
            choices.sections.append((index, declaration))
            others.insert(sections[index].names)
        }
        if !losers.isEmpty { choices.leftOut = faults(losers, sources) }
        return choices
    }

    /// The basis of the decision: the declarations that files have now, and those of living processes.
    private func ranks(of current: [Int], _ sources: PageSources) -> (present: Set<UInt32>, [UInt32: Int]) {
        let contested = current.filter { sections[$0].isContested || sections[$0].declarations.count > 1 }
        guard !contested.isEmpty else { return ([], [:]) }
        let present = sources.present(of: Set(contested.flatMap { sections[$0].declarations }))
        let contests = meeting(contested).map { group in
            PageSources.Contest(families: group.map { present.intersection(sections[$0].declarations) })
        }
        return (present, sources.ranks(contests.filter { $0.families.count > 1 || $0.families[0].count > 1 }))
    }

    /// Groups of families that have names in common; a family without such a name is a group by itself.
    private func meeting(_ indices: [Int]) -> [[Int]] {
        var groups: [[Int]] = []
        var groupOfName: [String: Int] = [:]
        for index in indices {
            let known = Set(sections[index].names.compactMap { groupOfName[$0] }).sorted()
            let number = known.first ?? groups.count
            if known.isEmpty { groups.append([]) }
            groups[number].append(index)
            for other in known.dropFirst() {
                groups[number] += groups[other]
                groups[other] = []
            }
            for index in known.count > 1 ? groups[number] : [index] {
                for name in sections[index].names { groupOfName[name] = number }
            }
        }
        return groups.filter { !$0.isEmpty }
    }

    private enum Winner {
        /// What was in the exposition before the directory's families.
        case other
        case section(Int, lives: Bool)
    }

    /// The families that are left out, each with the one that has its name.
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
        var owners: [String: (index: Int, rank: Int)] = [:]
        for (index, rank) in contested {
            if let owner = sections[index].names.lazy.compactMap({ owners[$0] }).first {
                winners[index] = .section(owner.index, lives: owner.rank != .max)
            } else {
                for name in sections[index].names { owners[name] = (index, rank) }
            }
        }
        return winners
    }

    private func declaration(
        of index: Int, _ present: Set<UInt32>, _ ranks: [UInt32: Int], _ differences: inout [MultiprocessDifference]
    ) -> UInt32 {
        let section = sections[index]
        let all = section.declarations.filter { section.declarations.count == 1 || present.contains($0) }
            .map { (number: $0, declaration: declarations[Int($0)], rank: ranks[$0] ?? .max) }
            .sorted { left, right in
                (left.rank, left.declaration.exposed.help, left.declaration.name)
                    < (right.rank, right.declaration.exposed.help, right.declaration.name)
            }
        guard let first = all.first else { return section.declarations[0] }
        if all.contains(where: { $0.declaration.exposed.help != first.declaration.exposed.help }) {
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
                if case .section(let index, let lives) = winner {
                    "the \(sections[index].kind.phrase) `\(sections[index].name)`\(lives ? " of a newer process" : "")"
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
