// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel

package enum BoundField {
    package static let rule = Rule(code: "MG1419", name: "bound-field")

    static func finding(_ label: Label, declared: Span, usedAt span: Span) -> Finding {
        Finding(
            rule, at: span,
            "the label \(quoted: label.name) is bound to the instance, so code can't set it here",
            help: "list it under `labels`",
            related: [.init("\(quoted: label.name) is declared here", at: declared)])
    }
}
