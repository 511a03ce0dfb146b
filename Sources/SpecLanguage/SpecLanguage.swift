// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel
import SpecOrigins
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

    /// Follows the references between the declarations of a spec.
    ///
    /// References to what nobody declares are reported only where all that the files include is there.
    package static func resolve(root: FileDeclaration, includes: [FileDeclaration]) -> Resolution {
        var resolver = Resolver(root: root, includes: includes)
        let spec = resolver.resolve()
        let overdue = spec.map { OverdueRemoval.findings(in: $0.product, resolver.places) } ?? []
        return Resolution(
            spec: spec, findings: (resolver.findings.joiningRepeatedReferences() + overdue).limited(),
            resolver: resolver)
    }

    /// The model of a spec, and what is wrong between its declarations.
    package struct Resolution {
        /// Nil only where the root spec says nothing usable about the product. With errors among the findings, here or
        /// in the declarations, the model lacks what they are about: good enough to look for more faults, not to make
        /// outputs of.
        package let spec: ResolvedSpec?
        package let findings: [Finding]
        fileprivate let resolver: Resolver

        /// What only a check of the spec itself asks for: made at each call.
        package var declarations: Declarations { resolver.declarations }
    }
}
