// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum CircularInclude {
    package static let rule = Rule(code: "MG1506", name: "circular-include")

    /// - Parameter way: the paths of the files from the one that is included again to the one that includes it.
    package static func finding(_ path: Spanned<String>, way: [String]) -> Finding {
        Finding(
            rule, at: path.span, "\(quoted: path.value) includes itself",
            notes: way.count > 1 ? [(way + way.prefix(1)).map { "\(quoted: $0)" }.joined(separator: " includes ")] : [],
            help: "delete it: the declarations of a file are visible in all files of the spec")
    }
}
