// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel

/// The keys under `deprecated` of a label or of one of its values.
enum LabelDeprecationKeys {
    static let since = Key(
        "since", .minorVersion, isRequired: true, help: "the minor version that deprecates it; may be a future one")
    static let reason = Key("reason", .sentence, isRequired: true, help: "why, in a sentence")
    static let replacedBy = Key(
        "replaced_by", .verbatim, isRequired: true,
        help: "what to use instead: `none`, the key of another label, or another value of the label")

    static let table = KeyTable(
        .labelDeprecation, [since.description, reason.description, replacedBy.description])
}

extension ValueType<Label.Deprecation> {
    static var labelDeprecation: ValueType {
        ValueType.mapping(LabelDeprecationKeys.table) { reader in
            let since = reader.require(LabelDeprecationKeys.since)
            let reason = reader.require(LabelDeprecationKeys.reason)
            let replacement = reader.require(LabelDeprecationKeys.replacedBy)
            guard let since, let reason, let replacement else { return nil }
            return Label.Deprecation(
                since: since.value, reason: reason.value,
                replacement: replacement.value == "none" ? nil : replacement.value)
        }
    }
}
