import SpecDiagnostics
import SpecExplanations
import SpecPipeline

/// The rules about the files that a spec is compiled into.
package enum OutputRules {
    package static let all: [ExplainedRule] = [
        OutputWrittenTwice.explained, OutputInTheWay.explained, MissingOutput.explained, StaleOutput.explained,
        LeftOverOutput.explained,
        ProductOfTwoSpecs.explained, UnwritableOutput.explained, IncludeOutsideTarget.explained, NoOutputs.explained,
    ]
}
