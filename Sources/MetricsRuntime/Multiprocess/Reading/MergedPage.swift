// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The order of a directory's families in an exposition, which is that of their names, and the families with names in
/// common.
struct MergedPage {
    struct Section {
        /// In `MergedSeries.families`.
        let family: Int
        let name: String
        let kind: MultiprocessFileKind
        /// Every name that no other family may have in the exposition.
        let names: [String]
        let declarations: [UInt32]
        /// Whether another family has one of the names.
        fileprivate(set) var isContested = false
    }

    private(set) var sections: [Section]
    let declarations: [MergedFamily.Declaration]

    init(_ families: [MergedFamily], _ declarations: [MergedFamily.Declaration]) {
        self.declarations = declarations
        sections = families.enumerated()
            .map { number, family in
                Section(
                    family: number, name: family.name, kind: family.kind, names: family.names,
                    declarations: family.declarations)
            }
            .sorted { ($0.name, $0.kind.order) < ($1.name, $1.kind.order) }
        var owners: [String: Int] = [:]
        for index in sections.indices {
            for name in sections[index].names {
                if let other = owners.updateValue(index, forKey: name) {
                    sections[index].isContested = true
                    sections[other].isContested = true
                }
            }
        }
    }
}
