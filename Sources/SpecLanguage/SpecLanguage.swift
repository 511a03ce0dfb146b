import SpecDiagnostics
import SpecModel
import SpecYAML

/// The spec language: from the text of each file to what it declares, and from all files of a spec to its model.
///
/// It reads no file. Its caller finds the files that a spec includes, and reports with the rules of the MG15 range
/// where that fails.
package enum SpecLanguage {
    /// The version of the language that this release reads.
    package static let version = 1

    /// The keys that are allowed at the top of a file.
    package static let fileKeys: [String] = FileKeys.table(OutputDeclarations([])).keys.map(\.name)

    /// What one file says, and what is wrong with it on its own.
    package static func declarations(
        of source: SourceText, id: SourceID, outputs: OutputDeclarations
    ) -> (FileDeclaration, [Finding]) {
        let document = YAMLDocument(source, id: id)
        var findings = document.findings
        guard let root = document.root, !root.isAbsent else {
            if findings.isEmpty {
                let start = Position(line: 1, column: 1)
                findings.append(EmptyFile.finding(at: Span(source: id, start: start, end: start)))
            }
            var nothing = FileDeclaration(source, id: id)
            nothing.isComplete = false
            return (nothing, findings.limited())
        }
        let declaration = FileDeclaration(root, of: source, id: id, outputs: outputs, findings: &findings)
        return (declaration, findings.limited())
    }

    /// The model of a spec, and what is wrong between its declarations.
    ///
    /// References to what nobody declares are reported only where all that the files include is there.
    ///
    /// The product is nil only where the root spec says nothing usable about it. With errors among the findings, here or
    /// in the declarations, it lacks what they are about: good enough to look for more faults, not to make outputs of.
    package static func resolve(
        root: FileDeclaration, includes: [FileDeclaration]
    ) -> (Product?, [Finding]) {
        var resolver = Resolver(root: root, includes: includes)
        let product = resolver.resolve()
        let overdue = product.map(OverdueRemoval.findings) ?? []
        return (product, (resolver.findings.joiningRepeatedReferences() + overdue).limited())
    }
}
