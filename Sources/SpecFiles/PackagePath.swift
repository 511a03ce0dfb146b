// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A path that stays below the directory that it is relative to: not absolute, and no `..` that leads out. There is no
/// other way to name a file to a `FileTree`.
///
/// The links on the way can still lead out. Only the file system knows them, so `FileTree` looks at them.
package struct PackagePath: Sendable, Hashable, CustomStringConvertible {
    package let text: String

    /// Nil where the path leads out, or can't name a file.
    package init?(_ path: String) {
        guard !Path.isAbsolute(path), Path.staysInside(path) else { return nil }
        let normalized = Path.normalized(path)
        guard normalized != ".", !normalized.utf8.contains(0) else { return nil }
        text = normalized
    }

    package var description: String { text }

    package var components: [String] { text.split(separator: "/").map(String.init) }

    /// The directories that lead to it, the nearest first.
    package var parents: [PackagePath] {
        sequence(first: Path.directory(of: text)) { Path.directory(of: $0) }
            .prefix { !$0.isEmpty }.compactMap(PackagePath.init)
    }

    // Bytes rather than characters: to Swift two spellings of `é` are equal, to most file systems they aren't.
    package static func == (left: PackagePath, right: PackagePath) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    package func hash(into hasher: inout Hasher) {
        for byte in text.utf8 { hasher.combine(byte) }
    }
}

extension PackagePath: Comparable {
    package static func < (left: PackagePath, right: PackagePath) -> Bool {
        left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }
}
