import SpecDiagnostics
import SpecYAML

extension ReferenceFile {
    /// Reads a file of any kind. Its content says what it is, and not its name alone.
    package static func read(_ source: SourceText, id: SourceID) -> ReferenceFile {
        let tree = YAMLTree(source, id: id)
        for document in tree.documents {
            if let groups = document.root?["groups"] { return rules(in: groups) }
        }
        return ReferenceFile(.other)
    }
}
