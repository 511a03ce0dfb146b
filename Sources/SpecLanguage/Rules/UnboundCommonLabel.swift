// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel

package enum UnboundCommonLabel {
    package static let rule = Rule(code: "MG1452", name: "unbound-common-label")

    /// - Parameters:
    ///   - use: the label or the label set that the product lists.
    ///   - place: where the label is declared.
    static func finding(_ label: Label, at use: Spanned<String>, declared place: Span) -> Finding {
        Finding(
            rule, at: use.span,
            "the label \(quoted: label.key) isn't bound, so a metric can't have it without listing it",
            help: "declare it with `bind: instance`, or list it at the metrics that have it",
            related: [.init("\(quoted: label.key) is declared here", at: place)])
    }
}
