// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum FileTooLarge {
    package static let rule = Rule(code: "MG0012", name: "file-too-large")

    /// For a file that was not read at all, so its start is the only place.
    package static func finding(at start: Span) -> Finding {
        Finding(
            rule, at: start, "this file has more than \(YAMLDocument.sizeLimit / 1024 / 1024) MiB, and was not read",
            help: "divide the spec into several files, and list them under `include`")
    }

    static func finding(tooManyValuesFrom span: Span) -> Finding {
        Finding(
            rule, at: span, "this file has more than \(YAMLDocument.valueLimit) values",
            notes: ["the rest of the file was not read"],
            help: "divide the spec into several files, and list them under `include`")
    }
}
