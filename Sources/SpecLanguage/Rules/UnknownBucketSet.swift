// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum UnknownBucketSet {
    package static let rule = Rule(code: "MG1302", name: "unknown-bucket-set")

    static func finding(_ name: Spanned<String>, among sets: [String]) -> Finding {
        let suggestion = Suggestion.nearest(to: name.value, among: sets)
        return Finding(
            rule, at: name.span, "there is no bucket set \(quoted: name.value)",
            underline: suggestion.map { "did you mean \(quoted: $0)?" },
            help: suggestion == nil ? "declare it under `buckets`, or list bounds: `buckets: [1, 2, 5]`" : nil,
            reference: name.value,
            fixes: suggestion.map { [.replacing(name.span, with: $0)] } ?? [])
    }
}
