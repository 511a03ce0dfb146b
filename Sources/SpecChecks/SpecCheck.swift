import SpecDiagnostics
import SpecModel

/// One rule on a spec that the language allows: what it finds, and how.
///
/// To add one: a file that declares it, beside the others of its kind, and a line in `all`.
package struct SpecCheck: Sendable {
    /// Who reports what a check finds.
    package enum Scope: Sendable {
        /// `build` and the plugin as well: without it what they make would be wrong.
        case build
        /// Only `lint` and `check`: what they make is right, and could be better.
        case lint
    }

    package let rule: Rule
    package let scope: Scope
    /// Each metric, or whatever the rule is about, is reported once. The model may lack what the language has reported.
    package let findings: @Sendable (Product) -> [Finding]

    package init(_ rule: Rule, scope: Scope, findings: @escaping @Sendable (Product) -> [Finding]) {
        self.rule = rule
        self.scope = scope
        self.findings = findings
    }

    /// By code.
    package static let all: [SpecCheck] = [
        counterWithoutTotal, unitMissingFromName, notABaseUnit, kindInName, camelCaseName, abbreviatedUnit,
        totalOnHistogram, totalOnGauge, reservedSuffix, openMetricsClash, emptyHelp, helpWithOddStart, helpWithOddEnd,
        helpNamesUnknownMetric, sharedHelp, ratioMergedBySum,
        gaugeWithoutMode, uncappedLabel, labelRepeatsMetric, growingInfo, valuesThatDifferByCase,
        bucketsBelowMaximum, singleBucket, tooManyBuckets, boundsUnfitForUnit, oddBound, unusedLabel, unusedLabelSet,
        unusedBucketSet, unusedParameter, unsortedMetrics, missingTranslation, staleTranslation, overdueRemoval,
        deprecatedReplacement, youngerReplacement, helpWithoutDeprecation, deprecationWithoutHelp,
        deprecatedOnOverview,
    ]

    /// What the checks find, in file order: all of them for `lint`, those that a build needs for `build`.
    package static func findings(in product: Product, for scope: Scope) -> [Finding] {
        let findings = all.filter { scope == .lint || $0.scope == .build }.flatMap { $0.findings(product) }
        return (scope == .lint ? applyingWaivers(findings, in: product) : findings).inFileOrder()
    }

    package static let rules: [Rule] = all.map(\.rule) + waiverRules
}
