// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum CircularBuckets {
    package static let rule = Rule(code: "MG1306", name: "circular-buckets")

    /// - Parameter path: the sets on the way, the last of which refers to the first.
    static func finding(_ name: Spanned<String>, path: [String]) -> Finding {
        let way = (path + [name.value]).map { "\(quoted: $0)" }.joined(separator: ", which refers to ")
        return Finding(
            rule, at: name.span, "the bucket set \(quoted: name.value) refers to itself",
            notes: path.count > 1 ? [way] : [],
            help: "write bounds in one of the branches")
    }
}
