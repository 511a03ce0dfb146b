// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecEmitters
import SpecOrigins
import SpecOutput

package enum NoOutputs {
    package static let rule = Rule(code: "MG3209", name: "no-outputs", severity: .warning)
    package static let explained = ExplainedRule(
        rule,
        explanation: """
            `metricsgen build` writes the files that a spec asks for under `outputs`, and this spec asks for none. \
            The build plugin needs no `outputs`: it generates Swift for every root spec in its target's folder. For \
            files in the package, list them: `outputs: {swift: {directory: Generated}, docs: {file: \
            docs/metrics.md}}`.
            """,
        badExample: "", goodExample: "")

    static func finding(_ spec: ResolvedSpec) -> Finding {
        let names = Emitter.all.map { "\(quoted: $0.name)" }
        let list = names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
        return Finding(
            rule, at: spec.productName,
            "nothing is written: the spec of \(quoted: spec.product.name) asks for no outputs",
            help:
                "add `outputs: {swift: {directory: Generated}}`, or others: there are \(list); the build plugin needs none"
        )
    }
}
