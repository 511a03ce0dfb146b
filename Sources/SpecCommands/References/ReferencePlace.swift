// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecFiles
import SpecOrigins

/// A file that may have queries.
struct ReferencePlace: Sendable {
    enum Content: Sendable {
        case file(FilePlace)
        /// Standard input, which can be read once.
        case bytes([UInt8])
    }

    /// As people know it.
    let path: String
    /// From the package's directory, where it lies inside it.
    let packagePath: String
    let content: Content
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
        }
    }

    func bytes(in sources: any SourceProvider) throws(FileError) -> [UInt8] {
        switch content {
        case .bytes(let bytes): return bytes
        case .file(let place):
            let bytes = try sources.read(place, limit: Self.sizeLimit)
            guard bytes.count <= Self.sizeLimit else {
                throw FileError(path, "it has more than \(Self.sizeLimit >> 20) MiB")
            }
            return bytes
        }
    }
}

extension [ReferencePlace] {
    /// The files that a command line names. Directories are walked; `-` is standard input.
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
            guard !argument.isEmpty else { throw Refusal("a file of `--references` has an empty name") }
            let named = Path.normalized(Path.join(directory, argument))
            guard let kind = try sources.kindOrRefusal(of: named, as: argument) else {
                throw Refusal("can't read \(quoted: argument): no such file or directory")
            }
            var found: [(path: String, place: FilePlace)] = [(argument, .named(named))]
            if kind == .directory {
                // A link may lead to another directory of the package.
                let start = Path.packagePath(of: named, in: package).flatMap(PackagePath.init).flatMap { path in
                    (try? sources.kind(of: .inside(package, path))) == .directory ? path : nil
                }
                let boundary = start == nil ? named : package
                do throws(FileError) {
                    found = try PathPattern("**").files(in: boundary, from: start, sources).filter(\.mayHaveQueries)
                        .map { path in
                            let below = Path.relative(Path.join(boundary, path.text), to: named)
                            return (Path.join(argument, below), .inside(boundary, path))
                        }
                } catch {
                    throw Refusal(unreadable: error)
                }
            }
            for (path, place) in found where known.insert(Path.normalized(place.path)).inserted {
                append(
                    ReferencePlace(
                        path: path, packagePath: Path.packagePath(of: place.path, in: package) ?? path,
                        content: .file(place)))
            }
        }
    }
}

extension SourceProvider {
    fileprivate func kindOrRefusal(of path: String, as argument: String) throws(Refusal) -> FileTree.Kind? {
        do { return try kind(of: .named(path)) } catch {
            throw Refusal("can't read \(quoted: argument): \(error.reason)")
        }
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
