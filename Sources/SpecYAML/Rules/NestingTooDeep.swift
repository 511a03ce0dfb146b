// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum NestingTooDeep {
    package static let rule = Rule(code: "MG0011", name: "nesting-too-deep")

    static func finding(at span: Span) -> Finding {
        Finding(
            rule, at: span, "lists and mappings are nested more than \(YAMLDocument.depthLimit) levels deep here",
            notes: ["the rest of the file was not read"], help: "look for a bracket that is opened and never closed")
    }
}
