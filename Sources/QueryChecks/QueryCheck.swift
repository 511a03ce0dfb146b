// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import QueryMeaning
import ReferenceFiles
import SpecDiagnostics

/// What is wrong with the queries of one file, by one rule or a few that belong together.
///
/// To add one, declare its rules and the check in a file next to similar ones, and add it to `all`.
package struct QueryCheck: Sendable {
    package let rules: [ExplainedRule]
    package let findings: @Sendable (CheckedFile) -> [Finding]

    init(_ rules: [ExplainedRule], findings: @escaping @Sendable (CheckedFile) -> [Finding]) {
        self.rules = rules
        self.findings = findings
    }

    /// One that looks at each query by itself.
    init(_ rules: [ExplainedRule], eachQuery findings: @escaping @Sendable (CheckedQuery) -> [Finding]) {
        self.init(rules) { file in file.queries.flatMap(findings) }
    }

    /// By code.
    package static let all: [QueryCheck] = [
        .invalidQuery,
        .serverDependentQuery,
        .brokenReference,
        .uncheckedTemplate,
        .repeatedKey,
        .uncheckedResource,
        .outdatedMention,
        .unreadableCatalogue,
        .names,
        .namePatterns,
        .rangeAcrossChange,
        .collidingNames,
        .missingLabels,
        .matcherValues,
        .deprecatedLabels,
        .missingLegendLabel,
        .multipleValueEquality,
        .bucketBounds,
        .lostBuckets,
        .mixedBuckets,
        .unreachableQuantile,
        .nativeHistogramFunction,
        .titleQuantileMismatch,
        .rateOfGauge,
        .rawCounter,
        .rateAfterSum,
        .deltaOfCounter,
        .sumAndCountMixedUp,
        .meanOfMeans,
        .sumOfRatios,
        .sumShownAsTime,
        .rateOfFallingSum,
        .rateOfRate,
        .unitMismatch,
        .unreachableThreshold,
        .panelUnitMismatch,
        .titleUnitMismatch,
        .maskedSeries,
        .constantComparison,
        .absentOpenSeries,
        .unmatchedSides,
        .divisionByZero,
        .severalMatches,
        .unusedVariable,
        .alertWithoutFor,
        .impossibleTemplateLabel,
        .duplicateRule,
        .ruleOnYoungerMetric,
        .ruleWithoutValue,
        .invalidArgument,
        .alertWithoutCondition,
    ]

    package static let rules: [ExplainedRule] = all.flatMap(\.rules) + QueryWaivers.rules + FileRules.all
}
