// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import QueryChecks
import SpecDiagnostics
import SpecFiles
import SpecOrigins

/// A file that may have queries.
struct ReferencePlace: Sendable {
    enum Content: Sendable {
        case file(FilePlace)
        /// Standard input, which can be read once.
        case bytes([UInt8])
        /// Something at a path, and why it isn't a file that can be read.
        case unreadable(String, FileError)
        /// A link that leads out of the directory which is looked through. There may be files behind it.
        case unfollowed(String, FileError)
    }

    /// As people know it.
    let path: String
    /// From the package's directory, where it lies inside it.
    let packagePath: String
    fileprivate(set) var content: Content
    /// Where a spec asks for it; nil if the command line does.
    var request: Span?
    /// The waivers of its entries in specs, by their numbers there.
    var waivers: [Int] = []

    /// Above this, a file isn't read: no dashboard is so large, and what is was named by mistake.
    static let sizeLimit = 64 << 20

    /// The path that makes it one with another place.
    var absolutePath: String {
        switch content {
        case .file(let place): Path.normalized(Path.join(FileAccess.workingDirectory(), place.path))
        case .bytes: "-"
        case .unreadable(let path, _), .unfollowed(let path, _): path
        }
    }

    func bytes(in sources: any SourceProvider) throws(FileError) -> [UInt8] {
        switch content {
        case .bytes(let bytes): return bytes
        case .file(let place): return try sources.readAll(place, limit: Self.sizeLimit)
        case .unreadable(_, let error), .unfollowed(_, let error): throw error
        }
    }

    func source(_ bytes: [UInt8]) -> SourceText { SourceText(path: path, packagePath: packagePath, bytes: bytes) }

    /// Why there are no bytes. What the command line names is a source without text in reports.
    func finding(_ error: FileError, addingTo sources: inout SourceCollection) -> Finding {
        if let request { return UnreadableReference.finding(path, error, at: request) }
        let start = Position(line: 1, column: 1)
        let id = sources.add(SourceText(path: path, packagePath: packagePath, text: ""))
        let span = Span(source: id, start: start, end: start)
        if case .unfollowed = content { return UnfollowedLink.finding(nil, at: span) }
        return UnreadableReference.finding(nil, error, at: span)
    }
}

extension UnreadableReference {
    /// - Parameters:
    ///   - path: what a spec lists; nil if the finding is at the file itself.
    ///   - option: the one that takes files from anywhere.
    static func finding(
        _ path: String?, _ error: FileError, at span: Span, option: String = "--references"
    ) -> Finding {
        let help =
            switch error.kind {
            case .leadsOutside: "name what the link leads to after `\(option)`, or delete the link"
            case .tooLarge: "split it into several files, or leave it out"
            case .missing: "correct the path or the link, or leave it out"
            case .other: "make it a file that you can read, or leave it out"
            }
        return finding(path, reason: error.reason, help: help, at: span)
    }
}

extension [ReferencePlace] {
    /// The files that a command line names. Directories are walked; `-` is standard input. What can't be read has a place
    /// too, and the others are checked.
    ///
    /// - Parameter package: the directory to which reports relate the files.
    init(
        arguments: [String], package: String, in sources: any SourceProvider, standardInput: () throws -> [UInt8]
    ) throws {
        self = []
        let directory = FileAccess.workingDirectory()
        var known: Set<String> = []
        for argument in arguments {
            guard argument != "-" else {
                guard known.insert("-").inserted else { continue }
                append(ReferencePlace(path: "-", packagePath: "-", content: .bytes(try standardInput())))
                continue
            }
            guard !argument.isEmpty else { throw CommandFailure("a file of `--references` has an empty name") }
            let named = Path.normalized(Path.join(directory, argument))
            let found = ReferencePlace(
                path: argument, packagePath: Path.packagePath(of: named, in: package) ?? argument,
                content: .file(.named(named)))
            var all = [found]
            switch Result(catching: { () throws(FileError) in try sources.kind(of: .named(named)) }) {
            case .success(.directory): all = found.files(of: named, package: package, in: sources)
            case .success(nil):
                guard sources.isLink(named) else {
                    throw CommandFailure("can't read \(quoted: argument): no such file or directory")
                }
                all[0].content = .unreadable(named, FileError(linkToNothing: named))
            case .success: break
            case .failure(let error): all[0].content = .unreadable(named, error)
            }
            for place in all where known.insert(place.absolutePath).inserted { append(place) }
        }
    }
}

extension ReferencePlace {
    /// Those below this one, which is a directory.
    ///
    /// - Parameter named: its absolute path.
    fileprivate func files(of named: String, package: String, in sources: any SourceProvider) -> [ReferencePlace] {
        // A link may lead to another directory of the package.
        let start = Path.packagePath(of: named, in: package).flatMap(PackagePath.init).flatMap { path in
            (try? sources.kind(of: .inside(package, path))) == .directory ? path : nil
        }
        let boundary = start == nil ? named : package
        func place(_ path: PackagePath?, _ content: (String) -> Content) -> ReferencePlace {
            let full = path.map { Path.join(boundary, $0.text) } ?? boundary
            let below = Path.relative(full, to: named)
            let shown = path == start ? self.path : Path.join(self.path, below)
            return ReferencePlace(
                path: shown, packagePath: Path.packagePath(of: full, in: package) ?? shown, content: content(full))
        }
        let matches = PathPattern("**").matches(in: boundary, from: start, sources)
        let files = matches.files.filter(\.mayHaveQueries).map { path in
            place(path) { _ in .file(.inside(boundary, path)) }
        }
        let unreadable = matches.unreadable.compactMap { match -> ReferencePlace? in
            if match.kind == .directory || match.path?.mayHaveQueries ?? true {
                return place(match.path) { .unreadable($0, match.error) }
            }
            return match.mayLeadToDirectory ? place(match.path) { .unfollowed($0, match.error) } : nil
        }
        return files + unreadable
    }
}

extension SourceProvider {
    /// Whether a path that a person named is that of a symbolic link, wherever it leads.
    fileprivate func isLink(_ path: String) -> Bool {
        guard let name = PackagePath(Path.name(of: path)) else { return false }
        return (try? isLink(name, of: Path.directory(of: path))) ?? false
    }
}

extension PackagePath {
    /// Whether a file of a directory is looked at: JSON, YAML and pages, and the templates that make them.
    fileprivate var mayHaveQueries: Bool {
        guard let dot = text.lastIndex(of: "."), !text[dot...].contains("/") else { return false }
        return ["json", "yaml", "yml", "md", "markdown", "jsonnet", "libsonnet", "tpl"]
            .contains(text[text.index(after: dot)...].lowercased())
    }
}
