// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecModel

/// The names of the anchors on the page. They are derived from keys, never from titles or positions: a link from a
/// runbook stays valid with a new title, a new order and a new prefix.
enum PageAnchor {
    static func metric(_ key: String) -> String { "metric-\(key)" }
    /// Of a metric whose key another group may have too. No name contains a hyphen.
    static func metric(_ id: Metric.ID) -> String { "metric-\(id.group)-\(id.key)" }
    static func group(_ key: String) -> String { "group-\(key)" }
    static func label(_ key: String) -> String { "label-\(key)" }
    static func parameter(_ name: String) -> String { "parameter-\(name)" }
    // Unlike the name that a host gives to a heading with these words: a group may be called "Labels".
    static let deprecated = "all-deprecated"
    static let derived = "all-derived-values"
    static let alerts = "all-alerts"
    static let objectives = "all-objectives"
    static let calendar = "all-coming-releases"
    static let removed = "all-removed"
    static let labels = "all-labels"
    static let parameters = "all-parameters"
}
