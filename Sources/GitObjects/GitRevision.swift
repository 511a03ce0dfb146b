// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary
import SpecFiles

/// The files of a revision, read from git's objects: nothing is checked out. A path on disk stands for the file that the
/// revision has at that place. A symbolic link is followed if it is the last step of a path and stays inside.
package struct GitRevision: SourceProvider {
    /// As it was written: a branch, a tag, a commit.
    package let name: String
    /// The directory of the repository's working tree, without links.
    package let directory: String
    private let commit: String

    /// Why a revision can't be read.
    package struct Unreadable: Error {
        package let reason: String
    }

    /// Names of files above this are those of no repository.
    private static let largestListing = 64 << 20

    /// - Parameter workingDirectory: the repository that contains it is asked.
    package init(_ name: String, in workingDirectory: String) throws(Unreadable) {
        self.name = name
        do throws(GitCommand.Failure) {
            let top = try Self.line(["rev-parse", "--show-toplevel"], in: workingDirectory)
            directory = FileAccess.resolved(top) ?? top
        } catch {
            throw Unreadable(reason: Self.reason(error, "\(workingDirectory) is not in a git repository"))
        }
        guard !name.isEmpty else { throw Unreadable(reason: "`git:` needs a revision, such as `git:main`") }
        do throws(GitCommand.Failure) {
            commit = try Self.line(
                ["rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}"], in: directory)
        } catch {
            throw Unreadable(reason: Self.reason(error, "the repository has no revision `\(name)`"))
        }
    }

    private static func line(_ arguments: [String], in directory: String) throws(GitCommand.Failure) -> String {
        let output = try GitCommand.run(arguments, in: directory, limit: 1 << 16)
        return String(String(decoding: output.bytes, as: UTF8.self).prefix { $0 != "\n" })
    }

    private static func reason(_ failure: GitCommand.Failure, _ refused: String) -> String {
        switch failure {
        case .unavailable(let reason): "git can't be started: \(reason)"
        // It says more if it refuses the repository, such as one of another owner.
        case .refused(let words):
            words == "git failed" || words.hasPrefix("not a git repository") ? refused : "\(refused): \(words)"
        }
    }

    // MARK: Files

    private struct Entry {
        let mode: String
        let hash: String
        let name: String

        var kind: FileTree.Kind {
            switch mode {
            case "040000": .directory
            case "120000": .link
            case "160000": .other
            default: .file
            }
        }
    }

    package func read(_ place: FilePlace, limit: Int) throws(FileError) -> [UInt8] {
        guard let entry = try followed(place.path) else { throw FileError(place.path, errno: ENOENT) }
        switch entry.kind {
        case .file: return try bytes(of: entry, at: place.path, limit: limit)
        case .directory: throw FileError(directory: place.path)
        case .link, .other: throw FileError(irregular: place.path)
        }
    }

    package func kind(of place: FilePlace) throws(FileError) -> FileTree.Kind? {
        // A revision has no `.git`, and its top is where the repository's is.
        if Path.normalized(place.path) == Path.join(directory, ".git") { return .directory }
        return try followed(place.path)?.kind
    }

    package func isLink(_ path: PackagePath, of directory: String) throws(FileError) -> Bool {
        try entry(at: Path.join(directory, path.text))?.kind == .link
    }

    package func names(in path: PackagePath?, of directory: String) throws(FileError) -> [String] {
        let full = path.map { Path.join(directory, $0.text) } ?? directory
        guard let inside = inside(full) else { throw FileError(full, errno: ENOENT) }
        let isDirectory = inside == "." ? true : try entry(at: full)?.kind == .directory
        guard isDirectory else { throw FileError(full, errno: ENOENT) }
        return try entries(inside == "." ? [] : [inside + "/"], at: full).map { Path.name(of: $0.name) }
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// From the top of the repository; nil for what is outside of it.
    private func inside(_ path: String) -> String? { Path.packagePath(of: path, in: directory) }

    private func entry(at path: String) throws(FileError) -> Entry? {
        guard let inside = inside(path) else { return nil }
        if inside == "." { return Entry(mode: "040000", hash: commit, name: ".") }
        return try entries([inside], at: path).first { $0.name == inside }
    }

    /// What is at a path, with links followed; nil if nothing is there.
    private func followed(_ path: String) throws(FileError) -> Entry? {
        var current = path
        for _ in 0..<40 {
            guard let entry = try entry(at: current) else {
                if current == path { return nil }
                throw FileError(linkToNothing: path)
            }
            guard entry.kind == .link else { return entry }
            let target = String(decoding: try bytes(of: entry, at: path, limit: 1 << 12), as: UTF8.self)
            current = Path.normalized(Path.join(Path.directory(of: current), target))
            guard inside(current) != nil else { throw FileError(path, leadsOutOf: directory) }
        }
        throw FileError(path, errno: ELOOP)
    }

    private func bytes(of entry: Entry, at path: String, limit: Int) throws(FileError) -> [UInt8] {
        try run(["cat-file", "blob", entry.hash], at: path, limit: limit).bytes
    }

    private func entries(_ paths: [String], at path: String) throws(FileError) -> [Entry] {
        let output = try run(
            ["ls-tree", "-z", "--full-tree", commit, "--"] + paths, at: path, limit: Self.largestListing)
        guard !output.isCut else { throw FileError(path, tooLarge: Self.largestListing) }
        return output.bytes.split(separator: 0).compactMap { line in
            // <mode> SP <type> SP <hash> TAB <name>
            guard let tab = line.firstIndex(of: UInt8(ascii: "\t")) else { return nil }
            let words = line[..<tab].split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
            guard words.count == 3 else { return nil }
            return Entry(
                mode: words[0], hash: words[2], name: String(decoding: line[line.index(after: tab)...], as: UTF8.self))
        }
    }

    private func run(_ arguments: [String], at path: String, limit: Int) throws(FileError) -> GitCommand.Output {
        do { return try GitCommand.run(arguments, in: directory, limit: limit) } catch {
            switch error {
            case .unavailable(let reason): throw FileError(path, "git can't be started: \(reason)")
            case .refused(let words): throw FileError(path, "git can't read it in `\(name)`: \(words)")
            }
        }
    }
}
