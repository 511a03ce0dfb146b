// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecPipeline

package enum DuplicateProduct {
    package static let rule = Rule(code: "MG3207", name: "duplicate-product")
    package static let explained = ExplainedRule(
        rule,
        explanation: """
            The outputs of a product belong to one root spec, which the manifest next to them names. A second root \
            spec with a product of the same name would remove the first one's outputs. Give one of the products \
            another name.
            """,
        badExample: "", goodExample: "")

    static func finding(_ product: String, _ spec: String, at span: Span) -> Finding {
        Finding(
            rule, at: span, "\(quoted: product) is the product of \(quoted: spec) already",
            notes: [
                "\(quoted: Manifest.path(product: product)) says so, and this build would remove what that spec wrote"
            ],
            help: "give one of the two products another name, or delete \(quoted: spec) where this spec takes its place"
        )
    }
}
