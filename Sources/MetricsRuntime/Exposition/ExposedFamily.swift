// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A family of an exposition, with what each format keeps of it. An object: each page has a reference to each family.
final class ExposedFamily: Sendable {
    let name: String
    let help: String
    let kind: MetricKind
    let text: FamilyText
    let message: FamilyMessage

    init(name: String, help: String, kind: MetricKind) {
        self.name = name
        self.help = help
        self.kind = kind
        text = FamilyText(name: name, help: help, kind: kind)
        message = FamilyMessage(name: name, help: help, kind: kind)
    }
}

/// The families that a scraper asks for by their names or by those of their series; nil for all of them.
struct FamilyFilter {
    private let names: Set<String>?

    init(_ names: Set<String>?) { self.names = names }

    func includes(_ family: ExposedFamily) -> Bool {
        guard let names else { return true }
        return names.contains(family.name) || names.contains(family.text.openMetricsName)
            || family.kind.seriesNames(ofFamily: family.name).contains(where: names.contains)
    }
}
