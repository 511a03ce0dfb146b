// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Where a file is: at a place that a person named, or inside a directory that nothing leads out of. Either is opened
/// when it is used.
package enum FilePlace: Sendable {
    case named(String)
    /// A directory as it was named, and a path below it.
    case inside(String, PackagePath)

    /// The place as one path, without the border around it.
    package var path: String {
        switch self {
        case .named(let path): path
        case .inside(let directory, let path): Path.join(directory, path.text)
        }
    }

    /// The file is replaced whole, and a link to it stays.
    package func replace(with bytes: [UInt8]) throws(FileError) {
        switch self {
        case .named(let path): try FileAccess.replace(path, with: bytes)
        case .inside(let directory, let path): try FileTree(directory).replace(path, with: bytes)
        }
    }
}
