import SpecDiagnostics

/// The rules about a spec and what an earlier catalogue of it says. They need more than the model, so `SpecCheck` doesn't
/// have them.
package enum ReleaseRules {
    package static let all: [Rule] =
        StableMetrics.rules + [
            WithdrawnDeprecation.rule, ReturnedMetric.rule, UnusableReleasedCatalogue.rule,
            ReleasedCatalogueOverwritten.rule,
        ]
}
