// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

extension ReferenceFile {
    /// Reads a file of any kind. Its content says what it is, and not its name alone.
    package static func read(_ source: SourceText, id: SourceID) -> ReferenceFile {
        if PageReader.isPage(source) { return PageReader.read(source, id: id) }
        var reader = FileReader(source, id: id)
        reader.read()
        if reader.file.kind == .other, PageReader.looksLikePage(source) { return PageReader.read(source, id: id) }
        return reader.file
    }
}
