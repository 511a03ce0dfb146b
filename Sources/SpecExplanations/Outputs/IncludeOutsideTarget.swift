import SpecDiagnostics
import SpecPipeline

extension IncludeOutsideTarget {
    package static let explained = ExplainedRule(
        rule,
        explanation: """
            The build plugin compiles a spec whose include is no file of the target. `swift build` looks at a target's \
            own files to see what has changed, so that an edit of this one would go unnoticed and the metrics would be \
            those of an older spec. Move the file into the target's folder, or, where the target excludes it, take it \
            out of `exclude:`. Two targets that share a file can each have a symbolic link to it.
            """,
        badExample: "", goodExample: "")
}
