// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum EmptyFile {
    package static let rule = Rule(code: "MG1102", name: "empty-file")

    static func finding(at start: Span) -> Finding {
        Finding(
            rule, at: start, "this file declares nothing",
            help: "write at least `metricsgen: 1` and a `product`, or `groups` in an included file")
    }
}
