// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum AnchorOrAlias {
    package static let rule = Rule(code: "MG0006", name: "anchor-or-alias")

    static func finding(anchor name: String, at span: Span, uses: [Span]) -> Finding {
        let shown = uses.prefix(3).map { Finding.Related("used here", at: $0) }
        let more = uses.count - shown.count
        return Finding(
            rule, at: span, "a spec can't have anchors, such as `&\(name)`: each value is written where it is used",
            notes: more > 0 ? ["and \(more) more \(more == 1 ? "use" : "uses") of it"] : [],
            help: uses.isEmpty
                ? "delete `&\(name)`; put a string that starts with `&` in quotes"
                : "replace `*\(name)` with the value", related: shown)
    }

    static func finding(alias name: String, at span: Span) -> Finding {
        Finding(
            rule, at: span, "a spec can't have aliases, and there is no anchor `&\(name)` either",
            help: "write the value out; put a string that starts with `*` in quotes")
    }
}
