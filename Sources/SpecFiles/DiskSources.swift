// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The files on disk.
package struct DiskSources: SourceProvider {
    package init() {}

    package func read(_ place: FilePlace, limit: Int) throws(FileError) -> [UInt8] {
        switch place {
        case .named(let path): try FileAccess.read(path, limit: limit)
        case .inside(let directory, let path): try FileTree(directory).read(path, limit: limit)
        }
    }

    package func kind(of place: FilePlace) throws(FileError) -> FileTree.Kind? {
        switch place {
        case .named(let path): try FileAccess.kind(of: path)
        case .inside(let directory, let path): try FileTree(directory).kind(of: path)
        }
    }

    package func isLink(_ path: PackagePath, of directory: String) throws(FileError) -> Bool {
        try FileTree(directory).kind(of: path, followingLast: false) == .link
    }

    package func names(in path: PackagePath?, of directory: String) throws(FileError) -> [String] {
        try FileTree(directory).names(in: path)
    }
}
