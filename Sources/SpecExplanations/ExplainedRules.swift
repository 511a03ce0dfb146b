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
        AnchorOrAlias.explained, MergeKey.explained, YAMLTag.explained, KeyThatIsNoText.explained,
        DuplicateKey.explained, NestedTooDeep.explained,
        FileTooLarge.explained, TooManyFindings.explained, TooManyWarnings.explained, MissingBlank.explained,
    ]
}

extension SpecLanguage {
    /// Every rule that the language or YAML can report, by code.
    package static let rules: [ExplainedRule] =
        YAMLDocument.rules + [
            UnknownLanguageVersion.explained, EmptyFile.explained, UnknownKey.explained, WrongType.explained,
            MissingKey.explained,
            MissingValue.explained, UnknownValue.explained, RootOnlyKey.explained, ContradictingKeys.explained,
            MisfitKey.explained,
            DuplicateMetric.explained, DuplicateDeclaration.explained, IllegalName.explained, ReservedLabel.explained,
            CollidingSamples.explained,
            UnknownLabel.explained, UnknownBucketSet.explained, UnknownParameter.explained,
            ParameterOfWrongType.explained,
            UnknownReplacement.explained, CircularBuckets.explained, RepeatedLabel.explained,
            ReplacedByItself.explained,
            BadBounds.explained, BadSeries.explained, HistogramWithoutBuckets.explained, EmptyValues.explained,
            RepeatedValue.explained,
            IllegalVersion.explained, BadLimits.explained, LifecycleOutOfOrder.explained, FutureRemoval.explained,
            FutureSince.explained,
            OverdueRemoval.explained, EmptyGroup.explained, EmptyLabelSet.explained, CutText.explained,
            OutputOutsidePackage.explained, OutputPathWithoutName.explained, BadQuantile.explained, BadSteps.explained,
            SeriesOverLimit.explained, ForeignLabel.explained, StatesetWithoutStates.explained, TooManyStates.explained,
            InfoWithoutFields.explained, BoundField.explained, UnshareableKind.explained,
            ReleasesOutOfOrder.explained, UnlistedRelease.explained, SizeLimit.explained,
            TooManySeriesAtStart.explained,
            IncludeOutsidePackage.explained, MissingInclude.explained, UnreadableInclude.explained,
            IncludedRoot.explained,
            RepeatedInclude.explained, CircularInclude.explained, NotARootSpec.explained, MissingLocale.explained,
        ]
}

extension Emitter {
    /// Every rule that the Swift emitter can report.
    package static let swiftRules: [ExplainedRule] = [IllegalSwiftName.explained, SwiftNameCollision.explained]
}
