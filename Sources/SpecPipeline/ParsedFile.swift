// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecFiles
import SpecLanguage

/// A file of a spec as text and as what it declares: all that can be said of it without the others.
struct ParsedFile: Sendable {
    let id: SourceID
    let source: SourceText
    let declaration: FileDeclaration
    let findings: [Finding]

    init(_ bytes: [UInt8], of file: SpecLoading.File, root: RootSpec, id: SourceID, outputs: OutputDeclarations) {
        let packagePath = Path.packagePath(of: file.absolutePath, in: root.packageDirectory)
        source = SourceText(path: file.path, packagePath: packagePath ?? file.path, bytes: bytes)
        self.id = id
        (declaration, findings) = SpecLanguage.declarations(of: source, id: id, outputs: outputs)
    }
}
