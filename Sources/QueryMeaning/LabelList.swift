// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax

/// The labels in parentheses behind `by`, `on`, `group_left` and their like.
struct LabelList {
    let names: Set<String>
    /// Whether a variable or a template inserts others.
    let hasHoles: Bool

    init(_ labels: [PromQLString]) {
        names = Set(labels.compactMap(\.text))
        hasHoles = labels.contains { $0.text == nil }
    }
}
