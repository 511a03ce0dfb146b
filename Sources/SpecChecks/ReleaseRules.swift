// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

/// The rules about a spec and what an earlier catalogue of it says. They need more than the model, so `SpecCheck` doesn't
/// have them.
package enum ReleaseRules {
    package static let all: [ExplainedRule] =
        StableMetrics.rules + [
            WithdrawnDeprecation.explained, RemovedNameReused.explained, UnusableReleasedCatalogue.explained,
            ReleasedCatalogueOverwritten.explained,
        ] + ChangeRules.all
}
