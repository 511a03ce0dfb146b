// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecFiles

/// What a build did: one line for each changed file, and one line for each product.
package struct BuildSummary {
    package let text: String

    /// - Parameter base: the directory that outputs went to, as it was given; empty for the package's own.
    package init(_ build: Build, _ outcomes: [OutputPlan.Outcome], base: String = "") {
        var text = ""
        for (compilation, outcome) in zip(build.compilations, outcomes) {
            for step in outcome.steps { text += "\(step.verb) \(PrintedText.line(Path.join(base, step.path)))\n" }
            for path in outcome.kept {
                text +=
                    "kept \(PrintedText.line(Path.join(base, path))): the spec no longer asks for it, and it isn't what "
                    + "was generated; delete it if you don't need it\n"
            }
            guard let product = compilation.product else { continue }
            let metrics = product.metrics.count { if case .removed = $0.lifecycle { false } else { true } }
            let files = compilation.outputs.count
            text += "\(product.name) \(product.version): \(metrics) \(metrics == 1 ? "metric" : "metrics")"
            guard files > 0 || !outcome.steps.isEmpty else {
                text += ", no outputs\n"
                continue
            }
            text += " in \(files) \(files == 1 ? "file" : "files"), "
            text += outcome.steps.isEmpty ? "nothing to do\n" : "\(outcome.unchangedCount) unchanged\n"
        }
        self.text = text
    }
}
