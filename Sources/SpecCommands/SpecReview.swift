// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecChecks
import SpecDiagnostics
import SpecFiles
import SpecOrigins
import SpecPipeline
import SpecQueries

/// What `check` and `lint` look for in a spec that the language allows.
enum SpecReview {
    static func findings(
        in spec: ResolvedSpec, _ declarations: () -> Declarations, of root: RootSpec, _ sources: any SourceProvider
    ) -> [Finding] {
        SpecCheck.findings(in: CheckInput(spec, declarations()))
            + SpecQueries.findings(in: spec)
            + ReleasedCatalogue.findings(in: spec, of: root, sources, isComparing: true)
    }

    /// What a build looks for.
    static func essentialFindings(
        in spec: ResolvedSpec, _ declarations: () -> Declarations, of root: RootSpec, _ sources: any SourceProvider
    ) -> [Finding] {
        SpecQueries.findings(in: spec) + ReleasedCatalogue.findings(in: spec, of: root, sources, isComparing: false)
    }
}
