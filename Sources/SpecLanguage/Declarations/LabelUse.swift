// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel

/// A label or a label set that a metric lists, and what the metric says about it.
struct LabelUse: Sendable {
    let name: Spanned<String>
    let description: Description

    enum Description: Sendable {
        /// It is used as it is declared.
        case none
        case described(MetricLabelDeclaration)
        /// What the metric says has been reported.
        case faulty
    }

    init(_ name: Spanned<String>, _ description: Description = .none) {
        self.name = name
        self.description = description
    }
}

/// The fields of an info: labels, or the parameter that gives their names.
struct FieldsDeclaration: Sendable {
    var uses: [LabelUse] = []
    var parameter: Spanned<String>?

    var isEmpty: Bool { uses.isEmpty && parameter == nil }
}

/// What a metric says about one of its labels: a complete description, or what differs from the declared label.
struct MetricLabelDeclaration: Sendable {
    let name: Spanned<String>?
    let help: String?
    let values: Spanned<[Label.Value]>?
    let maxValues: Spanned<ValueLimit>?
    let required: Spanned<Bool>?
    let swiftName: Spanned<String>?
    let deprecation: Label.Deprecation?
    /// The keys that a bound label can't have, with their places.
    let keys: [Spanned<String>]
}
