// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecExplanations
import SpecPipeline

/// The rules about the files that a spec is compiled into.
package enum OutputRules {
    package static let all: [ExplainedRule] = [
        OutputWrittenTwice.explained, OutputPathOccupied.explained, MissingOutput.explained, StaleOutput.explained,
        LeftoverOutput.explained,
        DuplicateProduct.explained, ForbiddenOutputPath.explained, IncludeOutsideTarget.explained, NoOutputs.explained,
    ]
}
