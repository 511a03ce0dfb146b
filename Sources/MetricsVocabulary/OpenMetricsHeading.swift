// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The name and the type that the metadata lines of a family have in OpenMetrics 1.0. Names of samples are the same in
/// every format.
package struct OpenMetricsHeading: Equatable, Sendable {
    package let family: String
    package let keyword: String

    /// - Parameter isTaken: Whether a name belongs to another family of the page.
    package init(_ kind: MetricKind, name: String, isTaken: (String) -> Bool = { _ in false }) {
        let family = kind.openMetricsFamily(ofName: name)
        let hasSuffix = name.count > family.count || kind.description.nameSuffix.isEmpty
        // A stateset names its states in a label with the family's name, and a label's name has no colons.
        let hasLabel = !kind.has(.states) || SampleLabel.state.name(inFamily: name) == name
        if hasSuffix, hasLabel, family == name || !isTaken(family) {
            self.family = family
            keyword = kind.rawValue
        } else {
            self.family = name
            keyword = kind.description.plainOpenMetricsKeyword
        }
    }
}

/// The units that a family's name can say. OpenMetrics permits a unit only as the end of the name.
package enum NameUnit {
    private static let all: Set<String> = [
        "seconds", "milliseconds", "microseconds", "nanoseconds", "minutes", "hours", "days", "bytes", "bits", "ratio",
        "percent", "celsius", "joules", "watts", "volts", "amperes", "hertz", "meters", "grams",
    ]

    /// - Parameter family: In OpenMetrics, without `_total`.
    package static func unit(of kind: MetricKind, family: String) -> String? {
        guard kind.hasUnit, let start = family.lastIndex(of: "_") else { return nil }
        let word = String(family[family.index(after: start)...])
        return all.contains(word) ? word : nil
    }
}
