// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary

/// How far a version is from an earlier one.
package enum ReleaseStep: String, Sendable, CaseIterable, Comparable {
    case patch, minor, major

    package static func < (left: ReleaseStep, right: ReleaseStep) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .patch: 0
        case .minor: 1
        case .major: 2
        }
    }

    /// The largest step of a change that may come with the step between two versions. Below 1.0 a minor step may break
    /// everything (Semantic Versioning 2.0.0, 4).
    ///
    /// Nil if nothing follows from the versions: they are equal, in the wrong order, or one of them says that there is no
    /// version.
    package init?(from old: ProductVersion, to new: ProductVersion) {
        guard !old.isUnversioned, !new.isUnversioned, old.description != new.description else { return nil }
        let (from, to) = (old.releaseLine, new.releaseLine)
        guard from <= to else { return nil }
        if from == to {
            self = .patch
        } else if from.major < to.major || to.major == 0 {
            self = .major
        } else {
            self = .minor
        }
    }
}
