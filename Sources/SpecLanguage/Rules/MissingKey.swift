// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum MissingKey {
    package static let rule = Rule(code: "MG1105", name: "missing-key")

    static func finding(_ key: KeyDescription, of table: KeyTable, at owner: Spanned<String>) -> Finding {
        Finding(
            rule, at: owner.span, "\(table.subject.definite) \(table.subject.has) no \(quoted: key.name)",
            help: "add `\(key.name): \(key.example ?? "…")`: \(key.help)")
    }

    static func finding(buckets owner: Spanned<String>) -> Finding {
        let forms = [
            BucketKeys.bounds.name, BucketKeys.series.name, BucketKeys.linear.name, BucketKeys.exponential.name,
            BucketKeys.sorted.name, BucketKeys.if.name,
        ]
        return Finding(
            rule, at: owner.span, "these buckets have no bounds",
            help: "add one of \(forms.quoted(joinedBy: "and"))")
    }
}
