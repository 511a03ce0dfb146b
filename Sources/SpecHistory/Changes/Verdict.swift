// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// What a change means for one kind of readers.
package enum Verdict: String, Sendable, CaseIterable, Comparable {
    /// They notice nothing but words.
    case none
    /// What they have goes on as before.
    case compatible
    /// What they have stops working, or has another meaning.
    case breaking

    package static func < (left: Verdict, right: Verdict) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .none: 0
        case .compatible: 1
        case .breaking: 2
        }
    }

    /// The step of a release that may have such a change (Semantic Versioning 2.0.0, 6 to 8).
    package var step: ReleaseStep {
        switch self {
        case .none: .patch
        case .compatible: .minor
        case .breaking: .major
        }
    }
}

/// Who is affected by a change of metrics.
package enum Reader: String, Sendable, CaseIterable {
    /// Dashboards, alerts, recording rules.
    case queries
    /// Swift and Python that record metrics.
    case code
    /// Flags, files and directories of those who run the product.
    case operations
}

/// A verdict for each kind of readers.
package struct Verdicts: Sendable, Equatable {
    package var queries: Verdict
    package var code: Verdict
    package var operations: Verdict

    package init(queries: Verdict, code: Verdict, operations: Verdict) {
        self.queries = queries
        self.code = code
        self.operations = operations
    }

    package subscript(reader: Reader) -> Verdict {
        switch reader {
        case .queries: queries
        case .code: code
        case .operations: operations
        }
    }
}
