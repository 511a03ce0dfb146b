// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Gives each sample to its family: by name, as Prometheus does, wherever the metadata lines are on the page.
struct FamilyGrouping {
    private(set) var families: [ExpositionFamily] = []

    private let format: ExpositionFormat
    private var indices: [String: Int] = [:]
    /// The name of the last sample and its family: nearly always the next sample has one of them.
    private var last: (name: String, index: Int)?

    /// Every ending that some type has, but for the empty one. None of them ends in another.
    private let suffixes: Set<String>

    init(format: ExpositionFormat) {
        self.format = format
        suffixes = Set(ExpositionType.allCases.flatMap { $0.suffixes(in: format) }).subtracting([""])
    }

    /// Metadata comes first, of the whole page; of two lines that say the same kind of thing the last one counts.
    mutating func add(_ metadata: PageReader.Metadata) {
        let index = index(of: metadata.family, place: metadata.line)
        switch metadata.content {
        case .type(let type): families[index].type = type
        case .help(let help): families[index].help = help
        case .unit(let unit): families[index].unit = unit
        }
    }

    mutating func add(_ sample: ExpositionSample) {
        let name = sample.name.value
        let index: Int
        if let last, last.name == name {
            index = last.index
        } else {
            index = familyIndex(ofSample: name) ?? self.index(of: name, place: sample.name.range)
            last = (name, index)
        }
        families[index].samples.append(sample)
    }

    private mutating func index(of name: String, place: Range<Int>) -> Int {
        if let index = indices[name] { return index }
        let index = families.count
        indices[name] = index
        families.append(ExpositionFamily(name: name, place: place))
        return index
    }

    /// A family of that name, else one whose type has series of that name.
    private func familyIndex(ofSample name: String) -> Int? {
        if let index = indices[name], allows(suffix: "", index) { return index }
        for suffix in suffixes where name.hasSuffix(suffix) {
            if let index = indices[String(name.dropLast(suffix.count))], allows(suffix: suffix, index) { return index }
        }
        return indices[name]
    }

    /// Without a type a family has only series of its own name.
    private func allows(suffix: String, _ index: Int) -> Bool {
        guard let type = families[index].type?.value else { return suffix.isEmpty }
        return type.suffixes(in: format).contains(suffix)
    }
}
