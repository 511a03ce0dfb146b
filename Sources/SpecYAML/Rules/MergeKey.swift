// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum MergeKey {
    package static let rule = Rule(code: "MG0007", name: "merge-key")

    static func finding(at span: Span, merging name: String? = nil, anchor: Span? = nil) -> Finding {
        Finding(
            rule, at: span, "a spec can't have merge keys: the keys of a mapping are written where it is",
            help: name.map { "write out the keys of `&\($0)` here" } ?? "write the merged keys out here",
            related: anchor.map { [.init("the merged mapping is here", at: $0)] } ?? [])
    }
}
