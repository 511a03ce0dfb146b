// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum ReplacedByItself {
    package static let rule = Rule(code: "MG1308", name: "replaced-by-itself")

    static func finding(_ name: Spanned<String>) -> Finding {
        Finding(
            rule, at: name.span, "\(quoted: name.value) is said to be replaced by itself",
            help: "name the metric that takes its place, or write `none`")
    }
}
