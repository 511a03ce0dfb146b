// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum EmptyLabelSet {
    package static let rule = Rule(code: "MG1422", name: "empty-label-set")

    static func finding(_ name: Spanned<String>) -> Finding {
        Finding(
            rule, at: name.span,
            "the label set \(quoted: name.value) has no labels",
            help: "list its labels, or delete it and all of its uses")
    }
}
