// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum YAMLTag {
    package static let rule = Rule(code: "MG0008", name: "yaml-tag")

    static func finding(at span: Span) -> Finding {
        Finding(
            rule, at: span, "a spec can't have YAML tags: the key decides the type of its value",
            help: "delete the tag; put a string that starts with `!` in quotes",
            fixes: [])
    }
}
