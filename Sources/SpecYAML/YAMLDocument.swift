import SpecDiagnostics

/// The tree of a YAML file and its syntax errors: always both. Nothing here knows what the file describes.
package struct YAMLDocument: Sendable {
    /// Nil if the file is empty, or has an error before its first value.
    package let root: YAMLNode?
    package let findings: [Finding]

    /// Files that are larger are not read. A real spec has a few hundred kilobytes at most.
    package static let sizeLimit = 16 * 1024 * 1024
    /// Deeper values are not read; libyaml has no such limit, and its time grows with the square of the depth.
    package static let depthLimit = 100
    /// Values beyond this number are not read: a spec of two thousand metrics has fewer than fifty thousand.
    package static let valueLimit = 500_000
    /// Errors beyond this number are counted but not shown. A file with ten times as many is not read to its end.
    package static let findingLimit = 1_000

    package init(_ source: SourceText, id: SourceID) {
        let start = Span(source: id, start: Position(line: 1, column: 1), end: Position(line: 1, column: 1))
        guard source.text.utf8.count <= Self.sizeLimit else {
            self.init(root: nil, findings: [FileTooLarge.finding(at: start)])
            return
        }
        if let malformed = source.malformed {
            let end = Position(line: malformed.line, column: malformed.column + 1)
            self.init(
                root: nil,
                findings: [InvalidUTF8.finding(at: Span(source: id, start: malformed, end: end), in: source)])
            return
        }
        var text = source.text
        let (root, findings) = text.withUTF8 { units in
            let positions = PositionIndex(units, source: id)
            // libyaml stops at the first of them, and its message has a byte offset instead of a place.
            if let (scalar, index) = positions.firstForbidden {
                let place = positions.span(index..<index + 1)
                let finding =
                    InvalidUTF8.finding(zeroAt: place, in: source) ?? ControlCharacter.finding(scalar, at: place)
                return (nil as YAMLNode?, [finding])
            }
            var builder = TreeBuilder(events: EventStream(units), positions: positions)
            let root = builder.document()
            return (root, builder.findings)
        }
        self.init(root: root, findings: findings)
    }

    private init(root: YAMLNode?, findings: [Finding]) {
        self.root = root
        self.findings = findings
    }

    /// Every rule that this stage can report.
    package static let rules: [Rule] = [
        InvalidUTF8.rule, ControlCharacter.rule, TabIndentation.rule, YAMLSyntax.rule, SeveralDocuments.rule,
        AnchorOrAlias.rule, MergeKey.rule, YAMLTag.rule, KeyThatIsNoText.rule, DuplicateKey.rule, NestedTooDeep.rule,
        FileTooLarge.rule, TooManyFindings.rule, TooManyWarnings.rule, MissingBlank.rule,
    ]
}
