// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage
import SpecOutput
import SpecYAML
import SwiftEmitter

extension YAMLDocument {
    /// Every rule that this stage can report.
    package static let rules: [ExplainedRule] = [
        InvalidUTF8.explained, ControlCharacter.explained, TabIndentation.explained, YAMLSyntax.explained,
        SeveralDocuments.explained,
        AnchorOrAlias.explained, MergeKey.explained, YAMLTag.explained, KeyNotAString.explained,
        DuplicateKey.explained, NestingTooDeep.explained,
        FileTooLarge.explained, TooManyDiagnostics.explained, TooManyWarnings.explained, MissingSpace.explained,
    ]
}

extension SpecLanguage {
    /// Every rule that the language or YAML can report, by code.
    package static let rules: [ExplainedRule] =
        YAMLDocument.rules + [
            UnknownLanguageVersion.explained, EmptyFile.explained, UnknownKey.explained, WrongType.explained,
            MissingKey.explained,
            MissingValue.explained, UnknownValue.explained, RootOnlyKey.explained, ContradictingKeys.explained,
            InapplicableKey.explained,
            DuplicateMetric.explained, DuplicateDeclaration.explained, IllegalName.explained, ReservedLabel.explained,
            SeriesNameCollision.explained,
            UnknownLabel.explained, UnknownBucketSet.explained, UnknownParameter.explained,
            ParameterOfWrongType.explained, UnknownChoice.explained,
            UnknownReplacement.explained, CircularBuckets.explained, RepeatedLabel.explained,
            ReplacedByItself.explained,
            UnlikeReplacement.explained,
            BadBounds.explained, BadSeries.explained, HistogramWithoutBuckets.explained, EmptyValues.explained,
            RepeatedValue.explained,
            IllegalVersion.explained, BadLimits.explained, LifecycleOutOfOrder.explained, FutureRemoval.explained,
            FutureSince.explained,
            OverdueRemoval.explained, ImpossibleChange.explained, EmptyGroup.explained, EmptyLabelSet.explained,
            TruncatedByComment.explained,
            OutputOutsidePackage.explained, OutputPathWithoutName.explained, BadQuantile.explained, BadSteps.explained,
            SeriesOverLimit.explained, UnknownPanelLabel.explained, StatesetWithoutStates.explained,
            TooManyStates.explained,
            InfoWithoutFields.explained, BoundField.explained, UnsuitableMode.explained, BadInitial.explained,
            UnshareableMetric.explained,
            ReleasesOutOfOrder.explained, UnlistedRelease.explained, SizeLimit.explained,
            TooManySeriesAtStart.explained, EmptyPolicy.explained, UnboundCommonLabel.explained,
            IncludeOutsidePackage.explained, MissingInclude.explained, UnreadableInclude.explained,
            IncludedRoot.explained,
            RepeatedInclude.explained, CircularInclude.explained, NotARootSpec.explained, MissingLocale.explained,
        ]
}

extension Emitter {
    /// Every rule that the Swift emitter can report.
    package static let swiftRules: [ExplainedRule] = [IllegalSwiftName.explained, SwiftNameCollision.explained]
}
