// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecPipeline

extension IncludeOutsideTarget {
    package static let explained = ExplainedRule(
        rule,
        explanation: """
            The build plugin compiles a spec that includes a file from outside the target. `swift build` only checks \
            the target's own files for changes: if this file is edited, the metrics of the old version would be \
            built. Move the file into the target's folder. If the target excludes it, remove it from `exclude:`. Two \
            targets that share a file can each have a symbolic link to it.
            """,
        badExample: "", goodExample: "")
}
