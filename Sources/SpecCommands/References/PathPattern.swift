// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecFiles

/// A path in which `*` and `?` stand for parts of a name, and `**` for any number of directories. As in a shell, they
/// stand for no name that begins with a dot.
struct PathPattern {
    private let components: [String]

    init(_ text: String) {
        components = text.split(separator: "/").map(String.init).filter { $0 != "." }
    }

    /// The files of a directory with such a path, sorted by their bytes. No link to a directory is followed in place of
    /// `**`, since it may lead back to where it is.
    ///
    /// - Parameters:
    ///   - directory: no link may lead out of it.
    ///   - start: the directory below it where the pattern begins; nil for `directory` itself.
    func files(
        in directory: String, from start: PackagePath? = nil, _ sources: any SourceProvider
    ) throws(FileError) -> [PackagePath] {
        var search = Search(components: components, directory: directory, sources: sources)
        try search.visit(start, 0)
        return search.found.sorted()
    }

    private struct Search {
        let components: [String]
        let directory: String
        let sources: any SourceProvider
        var found: Set<PackagePath> = []
        /// A directory can be reached in several ways if there are several `**`.
        private var visited: Set<Step> = []

        private struct Step: Hashable {
            let path: PackagePath?
            let index: Int
        }

        init(components: [String], directory: String, sources: any SourceProvider) {
            self.components = components
            self.directory = directory
            self.sources = sources
        }

        mutating func visit(_ path: PackagePath?, _ index: Int) throws(FileError) {
            guard index < components.count, visited.insert(Step(path: path, index: index)).inserted else { return }
            let component = components[index]
            guard component != "**" else {
                try visit(path, index + 1)
                // At the end of a pattern it stands for all files.
                if index + 1 == components.count { try add(namesLike: "*", in: path) }
                for name in try names(like: "*", in: path) {
                    guard let child = child(name, of: path), try isDirectory(child),
                        try !sources.isLink(child, of: directory)
                    else { continue }
                    try visit(child, index)
                }
                return
            }
            if index + 1 == components.count { return try add(namesLike: component, in: path) }
            for name in try names(like: component, in: path) {
                guard let child = child(name, of: path), try isDirectory(child) else { continue }
                try visit(child, index + 1)
            }
        }

        private mutating func add(namesLike component: String, in path: PackagePath?) throws(FileError) {
            for name in try names(like: component, in: path) {
                guard let child = child(name, of: path), try kind(child) == .file else { continue }
                found.insert(child)
            }
        }

        /// A name without wildcards isn't looked up.
        private func names(like component: String, in path: PackagePath?) throws(FileError) -> [String] {
            guard component.contains("*") || component.contains("?") else { return [component] }
            return try sources.names(in: path, of: directory)
                .filter { !FileTree.isGit($0) && NamePattern.matches($0, component) }
        }

        private func child(_ name: String, of path: PackagePath?) -> PackagePath? {
            PackagePath(path.map { Path.join($0.text, name) } ?? name)
        }

        private func kind(_ path: PackagePath) throws(FileError) -> FileTree.Kind? {
            try sources.kind(of: .inside(directory, path))
        }

        private func isDirectory(_ path: PackagePath) throws(FileError) -> Bool { try kind(path) == .directory }
    }
}

/// One component of a path with `*` and `?`.
enum NamePattern {
    static func matches(_ name: String, _ pattern: String) -> Bool {
        if name.hasPrefix("."), !pattern.hasPrefix(".") { return false }
        let (name, pattern) = (Array(name.unicodeScalars), Array(pattern.unicodeScalars))
        var (index, position) = (0, 0)
        // After the last `*`: where it was, and how much of the name it stands for.
        var star: (position: Int, index: Int)?
        while index < name.count {
            if position < pattern.count, pattern[position] == "*" {
                star = (position, index)
                position += 1
            } else if position < pattern.count, pattern[position] == "?" || pattern[position] == name[index] {
                index += 1
                position += 1
            } else if let last = star {
                star = (last.position, last.index + 1)
                index = last.index + 1
                position = last.position + 1
            } else {
                return false
            }
        }
        return pattern[position...].allSatisfy { $0 == "*" }
    }
}
