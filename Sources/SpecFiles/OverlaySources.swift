// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Files as they would be after an edit: what is in memory takes the place of what another provider has.
package struct OverlaySources: SourceProvider {
    private let edited: MemorySources
    private let others: any SourceProvider

    /// - Parameter edited: by absolute path.
    package init(_ edited: [String: [UInt8]], over others: any SourceProvider) {
        self.edited = MemorySources(edited)
        self.others = others
    }

    package func read(_ place: FilePlace, limit: Int) throws(FileError) -> [UInt8] {
        edited.kind(of: place) == .file
            ? try edited.read(place, limit: limit) : try others.read(place, limit: limit)
    }

    package func kind(of place: FilePlace) throws(FileError) -> FileTree.Kind? {
        if let kind = edited.kind(of: place) { return kind }
        return try others.kind(of: place)
    }

    package func isLink(_ path: PackagePath, of directory: String) throws(FileError) -> Bool {
        try others.isLink(path, of: directory)
    }

    package func names(in path: PackagePath?, of directory: String) throws(FileError) -> [String] {
        guard let added = try? edited.names(in: path, of: directory) else {
            return try others.names(in: path, of: directory)
        }
        return Set(added + ((try? others.names(in: path, of: directory)) ?? []))
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
