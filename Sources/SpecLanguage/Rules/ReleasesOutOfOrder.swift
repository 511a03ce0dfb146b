// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics

package enum ReleasesOutOfOrder {
    package static let rule = Rule(code: "MG1430", name: "releases-out-of-order")

    /// The first that is not after the one before it.
    static func finding(_ releases: [Spanned<MinorVersion>]) -> Finding? {
        for (earlier, later) in zip(releases, releases.dropFirst()) where earlier.value >= later.value {
            return Finding(
                rule, at: later.span,
                earlier.value == later.value
                    ? "\(later.value) is listed twice" : "\(later.value) is listed after \(earlier.value)",
                help: "list the oldest first, each once", related: [.init("the one before it", at: earlier.span)])
        }
        return nil
    }
}
