// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Where the compiler reads files: it gives bytes for a place. The pipeline has no other way to read, so a test or an editor
/// can compile what isn't on disk.
package protocol SourceProvider: Sendable {
    /// The bytes of a file. A file above the limit gives at least one byte more than the limit.
    func read(_ place: FilePlace, limit: Int) throws(FileError) -> [UInt8]

    /// What is at a place, with links followed; nil if nothing is there.
    func kind(of place: FilePlace) throws(FileError) -> FileTree.Kind?

    /// Whether the last step of a path below a directory is a symbolic link.
    func isLink(_ path: PackagePath, of directory: String) throws(FileError) -> Bool

    /// The names in a directory, sorted by their bytes.
    ///
    /// - Parameters:
    ///   - path: below `directory`, and nil for `directory` itself.
    ///   - directory: as it was named; nothing outside of it is looked at.
    func names(in path: PackagePath?, of directory: String) throws(FileError) -> [String]
}

extension SourceProvider {
    /// The bytes of a whole file.
    ///
    /// - Throws: also if it is above the limit.
    package func readAll(_ place: FilePlace, limit: Int) throws(FileError) -> [UInt8] {
        let bytes = try read(place, limit: limit)
        guard bytes.count <= limit else { throw FileError(place.path, tooLarge: limit) }
        return bytes
    }
}
