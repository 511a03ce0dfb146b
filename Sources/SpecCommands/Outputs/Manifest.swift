// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecFiles
import SpecJSON
import SpecPipeline

/// What one root spec has written: the only files that are ever removed on its behalf. It is beside the outputs and is
/// committed with them.
///
/// It comes out of a repository, so anybody may have written it. A file that it names is removed only where the file
/// says in itself that it is generated.
package struct Manifest: Sendable, Equatable {
    package let product: String
    /// The root spec, relative to the package's directory: tells a product that was renamed from a second product.
    package let spec: String
    /// Relative to the directory of the outputs. The digests are those of the contents that were written: one, but for
    /// the time of a build, in which a file may be the old one or the new one. None where the list doesn't know.
    package let files: [PackagePath: Set<ContentDigest>]

    package init(product: String, spec: String, files: [PackagePath: Set<ContentDigest>]) {
        self.product = product
        self.spec = spec
        self.files = files
    }

    package static func path(product: String) -> String { "Generated/" + name(product: product) }

    package static func name(product: String) -> String { ".metricsgen-\(product).json" }

    package var text: String {
        let files = files.sorted { $0.key < $1.key }.map { path, digests in
            JSONValue.Member(path.text, .string(digests.map(\.description).sorted().joined(separator: " ")))
        }
        let document: JSONValue = [
            "version": 2, "tool": .string("metricsgen \(ToolVersion.current)"), "product": .string(product),
            "spec": .string(spec), "files": .object(files),
        ]
        return PrintedText.json(document.text)
    }

    package enum Fault: Error { case unreadable }

    /// Reads a manifest, also one in which a merge has left both sides.
    ///
    /// - Throws: when it is not one, or names a file that is not inside the package: then nothing may be removed by it.
    package init(parsing text: String) throws(Fault) {
        guard let sides = Self.sides(of: text) else {
            self = try Self(parsingWhole: text)
            return
        }
        let (ours, theirs) = (try Self(parsingWhole: sides.ours), try Self(parsingWhole: sides.theirs))
        guard ours.product == theirs.product else { throw .unreadable }
        self.init(
            product: ours.product, spec: ours.spec, files: ours.files.merging(theirs.files) { $0.union($1) })
    }

    /// Whether a merge has left both sides in a manifest's text.
    package static func hasConflict(_ text: String) -> Bool { sides(of: text) != nil }

    /// What git's conflict markers separate; nil where there are none.
    private static func sides(of text: String) -> (ours: String, theirs: String)? {
        enum Side { case both, ours, base, theirs }
        var (ours, theirs, side) = ("", "", Side.both)
        var hasConflict = false
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            switch line.prefix(7) {
            case "<<<<<<<": (side, hasConflict) = (.ours, true)
            case "|||||||": side = .base
            case "=======": side = .theirs
            case ">>>>>>>": side = .both
            default:
                if side == .ours || side == .both { ours += line + "\n" }
                if side == .theirs || side == .both { theirs += line + "\n" }
            }
        }
        return hasConflict ? (ours, theirs) : nil
    }

    private init(parsingWhole text: String) throws(Fault) {
        guard let document = try? JSONDocument(Array(text.utf8)), document.repeatedKeys.isEmpty,
            let version = document.root["version"]?.whole, let product = document.root["product"]?.string,
            let spec = document.root["spec"]?.string, let list = document.root["files"]
        else { throw .unreadable }
        var files: [PackagePath: Set<ContentDigest>] = [:]
        func add(_ path: JSONNode, _ digests: String?) throws(Fault) {
            guard let path = path.string.flatMap(PackagePath.init), let digests else { throw .unreadable }
            files[path, default: []].formUnion(digests.split(separator: " ").compactMap { ContentDigest($0) })
        }
        switch (version, list.elements, list.members) {
        case (1, let paths?, _): for path in paths { try add(path, "") }
        case (2, _, let members?): for (path, digests) in members { try add(path, digests.string) }
        default: throw .unreadable
        }
        self.init(product: product, spec: spec, files: files)
    }
}

extension Manifest {
    /// Larger ones are nobody's.
    package static let sizeLimit = 16 * 1024 * 1024

    /// The manifests in a directory, by their paths. What is none, or can't be read, is nobody's: nothing is removed by it.
    ///
    /// - Parameter directory: nil for the tree's own.
    package static func all(in tree: FileTree, below directory: PackagePath?) -> [(
        path: PackagePath, text: String, manifest: Manifest
    )] {
        let names = (try? tree.names(in: directory)) ?? []
        return names.filter { $0.hasPrefix(".metricsgen-") && $0.hasSuffix(".json") }.compactMap { name in
            guard let path = PackagePath(Path.join(directory?.text ?? "", name)),
                (try? tree.kind(of: path, followingLast: false)) == .file,
                let bytes = try? tree.read(path, limit: sizeLimit)
            else { return nil }
            let text = String(decoding: bytes, as: UTF8.self)
            return (try? Manifest(parsing: text)).map { (path, text, $0) }
        }
    }
}

extension FileTree {
    /// Whether a file says in itself that it was generated, and is what was written: then it is nobody's loss. A link is
    /// somebody's decision, wherever it leads.
    ///
    /// - Returns: the file's text, or nil where it has to stay.
    package func generatedText(of path: PackagePath, _ digests: Set<ContentDigest>) -> String? {
        guard !digests.isEmpty, (try? kind(of: path, followingLast: false)) == .file,
            (try? isGenerated(path)) == true, let file = try? open(path)
        else { return nil }
        var text = TextFile(file)
        guard let bytes = try? text.bytes(), GeneratedMark.isIn(bytes), digests.contains(ContentDigest(bytes)) else {
            return nil
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Whether what is at a path may be replaced by an output: it says that it was generated, or says nothing at all.
    func isGenerated(_ path: PackagePath) throws(FileError) -> Bool {
        let head = try open(path).bytes(limit: GeneratedMark.headLength)
        return head.isEmpty || GeneratedMark.isIn(head)
    }
}
