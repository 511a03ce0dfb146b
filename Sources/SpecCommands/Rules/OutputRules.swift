import SpecDiagnostics
import SpecPipeline

/// The rules about the files that a spec is compiled into.
package enum OutputRules {
    package static let all: [Rule] = [
        OutputWrittenTwice.rule, OutputInTheWay.rule, MissingOutput.rule, StaleOutput.rule, LeftOverOutput.rule,
        ProductOfTwoSpecs.rule, UnwritableOutput.rule, IncludeOutsideTarget.rule, NoOutputs.rule,
    ]
}
