// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary

/// Something that a release changed in a metric that kept its name.
package struct RecordedChange: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        case meaning, unit, labels, values, buckets, help, mode
    }

    package var release: MinorVersion
    package var kind: Kind
    /// What was there before and is no longer: a unit, a mode, or names of labels and the like.
    package var from: [String]
    /// What is there instead.
    package var to: [String]
    package var note: String?

    package init(release: MinorVersion, kind: Kind, from: [String] = [], to: [String] = [], note: String? = nil) {
        self.release = release
        self.kind = kind
        self.from = from
        self.to = to
        self.note = note
    }
}
