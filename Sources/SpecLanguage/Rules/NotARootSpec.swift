// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum NotARootSpec {
    package static let rule = Rule(code: "MG1507", name: "not-a-root-spec")

    /// For a file that the command line names as a root spec.
    package static func finding(at start: Span) -> Finding {
        Finding(
            rule, at: start, "this file has no `product`, so it isn't a root spec",
            help: "add `product: {name: …, version: …}`, or name the file that includes this one")
    }
}
