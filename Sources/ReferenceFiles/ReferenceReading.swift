import SpecDiagnostics

extension ReferenceFile {
    /// Reads a file of any kind. Its content says what it is, and not its name alone.
    package static func read(_ source: SourceText, id: SourceID) -> ReferenceFile {
        var reader = FileReader(source, id: id)
        reader.read()
        return reader.file
    }
}
