// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel

/// One rule for a spec that the language allows.
///
/// To add one, declare it in a file next to similar ones, and add a line to `all`.
package struct SpecCheck: Sendable {
    package let explained: ExplainedRule
    package var rule: Rule { explained.rule }
    /// Each metric, or whatever the rule is about, is reported once. The model may lack what the language has reported.
    package let findings: @Sendable (CheckInput) -> [Finding]
    /// What a rule on the names of metrics finds in one.
    let nameFault: (@Sendable (Metric, NamedMetrics) -> NameFault?)?
    /// Whether what it finds in a metric depends on nothing but what that metric says itself.
    let isAboutOneMetric: Bool
    /// Joins diagnostics in several places with one reason. It runs after the waivers, since each place can
    /// have its own waiver.
    let joining: (@Sendable ([Finding], CheckInput) -> [Finding])?

    init(
        _ rule: ExplainedRule, isAboutOneMetric: Bool = false,
        nameFault: (@Sendable (Metric, NamedMetrics) -> NameFault?)? = nil,
        joining: (@Sendable ([Finding], CheckInput) -> [Finding])? = nil,
        findings: @escaping @Sendable (CheckInput) -> [Finding]
    ) {
        explained = rule
        self.isAboutOneMetric = isAboutOneMetric
        self.nameFault = nameFault
        self.joining = joining
        self.findings = findings
    }

    /// By code.
    package static let all: [SpecCheck] = [
        counterWithoutTotal, unitMissingFromName, notABaseUnit, typeInName, camelCaseName, abbreviatedUnit,
        totalOnHistogram, totalOnGauge, reservedSuffix, openMetricsCollision, totalOnSummary, infoWithoutInfoSuffix,
        prefixInName,
        prefixWithoutSeparator, externalMetric,
        emptyHelp,
        helpWithOddStart, helpWithOddEnd,
        helpNamesUnknownMetric, sharedHelp, ratioMergedBySum, counterWithGaugeUnit, unitMissingFromSpec,
        gaugeWithoutMode, currentValueOutlivesProcess, uncappedLabel, labelRepeatsMetric, highCardinalityInfo,
        valuesThatDifferByCase,
        targetLabelCollision,
        bucketsBelowMaximum, singleBucket, tooManyBuckets, boundsUnsuitableForUnit, irregularBound, unusedLabel,
        unusedLabelSet,
        unusedBucketSet, unusedParameter, unusedUnit, unsortedMetrics, constantCondition, missingTranslation,
        staleTranslation,
        unknownPanelUnit,
        panelKeyWithoutEffect,
        deprecatedReplacement, replacementIntroducedLater, helpWithoutDeprecation, deprecationWithoutHelp,
        deprecatedOnOverview, undecidedRemoval, missingReplacingLabel, requiredKeyMissing, forbiddenLabel,
        nameAgainstPolicy, seriesAbovePolicy,
        labelWithoutPartner, invalidPolicyPattern, contradictingPolicies,
    ]

    /// What the checks find, in file order, but for what the spec waives.
    package static func findings(in input: CheckInput) -> [Finding] {
        let left = applyingWaivers(all.flatMap { $0.findings(input) }, in: input)
        let joined = all.compactMap(\.joining).reduce(left) { findings, joining in joining(findings, input) }
        return joiningNameFaults(joined, in: input).inFileOrder()
    }

    /// The rules about unused declarations of a file: another spec that includes the file may use them.
    package static let unused: [Rule] = [
        unusedLabel, unusedLabelSet, unusedBucketSet, unusedParameter, unusedUnit, staleTranslation,
    ].map(\.rule)

    package static let rules: [ExplainedRule] = all.map(\.explained) + waiverRules
}
