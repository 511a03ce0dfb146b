// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary

/// Files that are only in memory. There are no links.
package struct MemorySources: SourceProvider {
    private let files: [String: [UInt8]]
    private let directories: Set<String>

    /// - Parameters:
    ///   - files: by absolute path. The directories that lead to them exist too.
    ///   - directories: others that exist.
    package init(_ files: [String: [UInt8]], directories: Set<String> = []) {
        self.files = files
        var known = directories
        for path in Array(files.keys) + directories {
            var parent = Path.directory(of: path)
            while !parent.isEmpty, known.insert(parent).inserted { parent = Path.directory(of: parent) }
        }
        self.directories = known
    }

    package func read(_ place: FilePlace, limit: Int) throws(FileError) -> [UInt8] {
        guard let bytes = files[place.path] else {
            throw FileError(place.path, errno: directories.contains(place.path) ? EISDIR : ENOENT)
        }
        return bytes.count > limit ? Array(bytes.prefix(limit + 1)) : bytes
    }

    package func kind(of place: FilePlace) -> FileTree.Kind? {
        if files[place.path] != nil { return .file }
        return directories.contains(place.path) ? .directory : nil
    }

    package func isLink(_ path: PackagePath, of directory: String) -> Bool { false }

    package func names(in path: PackagePath?, of directory: String) throws(FileError) -> [String] {
        let directory = path.map { FilePlace.inside(directory, $0).path } ?? directory
        guard directories.contains(directory) else { throw FileError(directory, errno: ENOENT) }
        let paths = Array(files.keys) + directories
        return Set(paths.filter { $0 != directory && Path.directory(of: $0) == directory }.map(Path.name))
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
