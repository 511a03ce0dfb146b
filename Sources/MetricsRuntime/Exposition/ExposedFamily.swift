// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A family of an exposition.
struct ExposedFamily {
    let name: String
    let help: String
    let kind: MetricKind
    let text: FamilyText

    init(name: String, help: String, kind: MetricKind) {
        self.name = name
        self.help = help
        self.kind = kind
        text = FamilyText(name: name, help: help, keyword: kind.description.expositionKeyword)
    }
}
