import SpecDiagnostics

package enum IncludeOutsideTarget {
    package static let rule = Rule(
        code: "MG3208", name: "include-outside-target",
        explanation: """
            The build plugin compiles a spec whose include is no file of the target. `swift build` looks at a target's \
            own files to see what has changed, so that an edit of this one would go unnoticed and the metrics would be \
            those of an older spec. Move the file into the target's folder, or, where the target excludes it, take it \
            out of `exclude:`. Two targets that share a file can each have a symbolic link to it.
            """,
        badExample: "", goodExample: "")

    package static func finding(_ path: String, at span: Span) -> Finding {
        Finding(
            rule, at: span, "\(quoted: path) isn't a file of this target",
            notes: ["`swift build` would not notice a change of it"],
            help: "move it into the target's folder, or take it out of the target's `exclude:`")
    }
}
