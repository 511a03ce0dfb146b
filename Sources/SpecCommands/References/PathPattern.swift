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

    /// How many directories may be in one another. People's directories have a dozen.
    static let deepestDirectory = 128

    /// What a pattern stands for.
    struct Matches {
        /// Sorted by their bytes.
        var files: [PackagePath] = []
        /// What can't be looked at, in the same order.
        var unreadable: [Unreadable] = []
    }

    /// What the pattern stands for, or may lead to, and can't be looked at.
    struct Unreadable {
        enum Kind {
            /// A directory whose names can't be read.
            case directory
            /// Something with such a path.
            case match
            /// Something with another path. If it is a directory, such files may be in it.
            case other
        }

        /// Nil for the directory in which the search begins.
        let path: PackagePath?
        var kind: Kind
        let error: FileError

        /// Whether it is a link out of the directory, and maybe to another one: a name with a dot is most likely that of a
        /// file.
        var mayLeadToDirectory: Bool {
            error.kind == .leadsOutside && !Path.name(of: path?.text ?? "").contains(".")
        }
    }

    /// The files of a directory with such a path. No link to a directory is followed in place of `**`, since it may lead
    /// back to where it is.
    ///
    /// - Parameters:
    ///   - directory: no link may lead out of it.
    ///   - start: the directory below it where the pattern begins; nil for `directory` itself.
    func matches(
        in directory: String, from start: PackagePath? = nil, _ sources: any SourceProvider
    ) -> Matches {
        var search = Search(components: components, directory: directory, sources: sources)
        search.visit(start, 0)
        return Matches(
            files: search.found.sorted(),
            unreadable: search.unreadable.values.sorted { one, other in
                guard let path = one.path, let second = other.path else { return one.path == nil }
                return path < second
            })
    }

    private struct Search {
        let components: [String]
        let directory: String
        let sources: any SourceProvider
        private(set) var found: Set<PackagePath> = []
        private(set) var unreadable: [PackagePath?: Unreadable] = [:]
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

        mutating func visit(_ path: PackagePath?, _ index: Int) {
            guard index < components.count, visited.insert(Step(path: path, index: index)).inserted else { return }
            let component = components[index]
            guard component != "**" else {
                visit(path, index + 1)
                // At the end of a pattern it stands for all files.
                if index + 1 == components.count { add(namesLike: "*", in: path) }
                for child in children(like: "*", of: path) where isDirectory(child) && !isLink(child) {
                    visit(child, index)
                }
                return
            }
            if index + 1 == components.count { return add(namesLike: component, in: path) }
            for child in children(like: component, of: path) where isDirectory(child) { visit(child, index + 1) }
        }

        private mutating func add(namesLike component: String, in path: PackagePath?) {
            for child in children(like: component, of: path) {
                do throws(FileError) {
                    switch try sources.kind(of: .inside(directory, child)) {
                    case .file: found.insert(child)
                    case .other, .link: throw FileError(irregular: child.text)
                    case .directory: break
                    case nil:
                        if isLink(child) { throw FileError(linkToNothing: child.text) }
                        if child.text.contains("\u{FFFD}") { throw FileError(child.text, "its name isn't UTF-8") }
                    }
                } catch {
                    add(error, at: child, .match)
                }
            }
        }

        /// What has such a name. A name without wildcards isn't looked up.
        private mutating func children(like component: String, of path: PackagePath?) -> [PackagePath] {
            var names = [component]
            if component.contains("*") || component.contains("?") {
                do throws(FileError) {
                    names = try sources.names(in: path, of: directory)
                        .filter { !FileTree.isGit($0) && NamePattern.matches($0, component) }
                } catch {
                    add(error, at: path, .directory)
                    return []
                }
            }
            return names.compactMap { name in PackagePath(path.map { Path.join($0.text, name) } ?? name) }
        }

        private mutating func isDirectory(_ path: PackagePath) -> Bool {
            do throws(FileError) {
                guard try sources.kind(of: .inside(directory, path)) == .directory else { return false }
                guard path.components.count <= PathPattern.deepestDirectory else {
                    add(
                        FileError(path.text, "more than \(PathPattern.deepestDirectory) directories lead to it"),
                        at: path, .directory)
                    return false
                }
                return true
            } catch {
                add(error, at: path, .other)
                return false
            }
        }

        private func isLink(_ path: PackagePath) -> Bool { (try? sources.isLink(path, of: directory)) ?? false }

        private mutating func add(_ error: FileError, at path: PackagePath?, _ kind: Unreadable.Kind) {
            let old = unreadable[path]
            unreadable[path] = Unreadable(
                path: path, kind: old.map { $0.kind == .other ? kind : $0.kind } ?? kind, error: old?.error ?? error)
        }
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
