import SpecCompilation

/// What a build did, a line a file that changed and a line a product.
package struct BuildSummary {
    package let text: String

    /// - Parameter base: the directory that outputs went to, as it was given; empty for the package's own.
    package init(_ build: Build, _ outcomes: [OutputPlan.Outcome], base: String = "") {
        var text = ""
        for (compilation, outcome) in zip(build.compilations, outcomes) {
            for step in outcome.steps { text += "\(step.verb) \(Path.join(base, step.path))\n" }
            guard let product = compilation.product else { continue }
            let metrics = product.metrics.count { if case .removed = $0.lifecycle { false } else { true } }
            let files = compilation.outputs.count
            text += "\(product.name.value) \(product.version.value): \(metrics) \(metrics == 1 ? "metric" : "metrics")"
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
