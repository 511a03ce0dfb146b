// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary
import Dispatch
import SpecDiagnostics
import SpecFiles
import SpecOutput
import SpecPipeline
import Synchronization

/// The difference between what a spec says and what is on disk, file by file. `check` shows it, `build` removes it.
package struct OutputPlan: Sendable {
    package enum Change: Sendable, Equatable {
        /// The output isn't there.
        case create(path: String, new: String)
        /// The output is there and says something else.
        case update(path: String, old: String, new: String)
        /// Once written for this spec, and not asked for any more.
        case remove(path: String, old: String)

        package var path: String {
            switch self {
            case .create(let path, _), .update(let path, _, _), .remove(let path, _): path
            }
        }
    }

    /// What was done about one file.
    package struct Step: Sendable, Equatable {
        /// Such as "created".
        package let verb: String
        package let path: String
    }

    /// What there was to do.
    package struct Outcome: Sendable {
        package let steps: [Step]
        package let unchangedCount: Int
        /// What is no longer asked for, and stays all the same.
        package let kept: [String]
    }

    /// The directory that all paths are relative to, as it was named.
    package let base: String
    /// Whether that is the spec's own package, and not a directory that somebody named.
    package let isInPackage: Bool
    /// Files that are where an output should go and that this spec did not write.
    package let inTheWay: [String]
    /// Another root spec that has written outputs of a product of this name, and is still there.
    package let otherSpec: String?
    /// Nil where the directory isn't there yet.
    private let tree: FileTree?
    private let outputs: [Output]
    private var leftOver: [LeftOver]
    /// Listed, no longer asked for, and changed by hand since or not generated at all. The list forgets them.
    private let kept: [PackagePath]
    private let product: String
    private let spec: String
    /// As it is on disk: its text, and what it says.
    private let oldManifest: (text: String, manifest: Manifest)?
    /// Every file that this spec is known to have written.
    private let known: [PackagePath: Set<ContentDigest>]
    /// Outputs that are in their places already, which need not be rendered again.
    private var unchanged: [PackagePath: ContentDigest] = [:]

    private struct Output {
        let file: OutputFile
        let path: PackagePath
        /// Whether there is a file under its path.
        let isThere: Bool
    }

    private struct LeftOver {
        let path: PackagePath
        let text: String
        /// Nil for the manifest of a product that has another name now.
        let digests: Set<ContentDigest>?
    }

    /// - Parameters:
    ///   - spec: the root spec, relative to its package's directory.
    ///   - base: the directory that outputs are relative to, as it was named.
    ///   - specExists: whether there is a spec at a path relative to the package's directory.
    package init(
        _ outputs: [OutputFile], product: String, spec: String, base: String, isInPackage: Bool = true,
        specExists: (String) -> Bool
    ) throws(CommandFailure) {
        let tree = try Self.tree(base)
        let oldManifest = try tree.flatMap { tree throws(CommandFailure) in try Self.manifest(of: product, in: tree) }

        // The product had another name before: what was written under it is this spec's all the same.
        let own = Manifest.path(product: product)
        let all = tree.map { Manifest.all(in: $0, below: PackagePath(Path.directory(of: own))) } ?? []
        let renamed = all.filter { $0.path.text != own && $0.manifest.spec == spec }
        var known = oldManifest?.manifest.files ?? [:]
        for other in renamed { known.merge(other.manifest.files) { $0.union($1) } }

        var inTheWay: [String] = []
        self.outputs = try outputs.map { file throws(CommandFailure) -> Output in
            guard let path = PackagePath(file.path) else {
                throw CommandFailure(unwritable: FileError(file.path, leadsOutOf: base))
            }
            guard let tree, try Self.isFile(path, in: tree) else {
                return Output(file: file, path: path, isThere: false)
            }
            do throws(FileError) {
                let isOurs = known[path] == nil ? false : try tree.isGenerated(path)
                if !isOurs, try !file.compared(with: path, in: tree).isSame { inTheWay.append(file.path) }
            } catch {
                throw CommandFailure(unreadable: error)
            }
            return Output(file: file, path: path, isThere: true)
        }
        var leftOver: [LeftOver] = []
        var kept: [PackagePath] = []
        let wanted = Set(self.outputs.map(\.path))
        for (path, digests) in known.sorted(by: { $0.key < $1.key }) where !wanted.contains(path) {
            guard let tree else { continue }
            if let text = tree.generatedText(of: path, digests) {
                // Where capitals don't count, the same file may be an output under its other name.
                let isOutput = self.outputs.contains {
                    UnwritablePath.folded($0.path.text) == UnwritablePath.folded(path.text)
                        && tree.isSameFile($0.path, as: path)
                }
                if !isOutput { leftOver.append(LeftOver(path: path, text: text, digests: digests)) }
                continue
            }
            // A directory has taken its place, or a file that of its directory: that is somebody else's.
            if tree.isNoFile(path) { continue }
            kept.append(path)
        }
        leftOver += renamed.map { LeftOver(path: $0.path, text: $0.text, digests: nil) }
        self.leftOver = leftOver
        self.kept = kept
        self.tree = tree
        self.base = base
        self.isInPackage = isInPackage
        self.inTheWay = inTheWay
        self.product = product
        self.spec = spec
        self.oldManifest = oldManifest
        self.known = known
        let previous = oldManifest?.manifest.spec
        otherSpec = previous.flatMap { $0 != spec && specExists($0) ? $0 : nil }
    }

    /// Leaves files where they are that would be removed as left over.
    mutating func keep(_ isKept: (String) -> Bool) { leftOver.removeAll { isKept($0.path.text) } }

    /// Every difference with its contents, in the order of the outputs; then the leftovers, and the manifest last.
    package func changes() throws(CommandFailure) -> [Change] {
        var changes: [Change] = []
        var digests: [PackagePath: ContentDigest] = [:]
        for output in outputs {
            let path = output.file.path
            guard let tree, output.isThere else {
                let text = output.file.text
                digests[output.path] = ContentDigest(Array(text.utf8))
                changes.append(.create(path: path, new: text))
                continue
            }
            let (isSame, digest) = try compared(output)
            digests[output.path] = digest
            if !isSame, let old = try Self.contents(of: output.path, in: tree) {
                changes.append(.update(path: path, old: old, new: output.file.text))
            }
        }
        changes += leftOver.map { .remove(path: $0.path.text, old: $0.text) }
        return changes + (manifestChange(manifest(digests)).map { [$0] } ?? [])
    }

    private func manifest(_ digests: [PackagePath: ContentDigest]) -> Manifest {
        Manifest(product: product, spec: spec, files: digests.mapValues { [$0] })
    }

    /// nil if the manifest is up to date. One that another version of the tool wrote is as good; the version in it is
    /// not a reason for a change. A manifest that would list nothing isn't created.
    private func manifestChange(_ manifest: Manifest) -> Change? {
        let path = Manifest.path(product: product)
        guard let oldManifest else {
            return manifest.files.isEmpty && known.isEmpty ? nil : .create(path: path, new: manifest.text)
        }
        // What a merge has left in it is gone after the next build.
        return oldManifest.manifest == manifest && !Manifest.hasConflict(oldManifest.text)
            ? nil : .update(path: path, old: oldManifest.text, new: manifest.text)
    }

    /// What is where an output goes and says something else than it; nil where there is nothing like that.
    ///
    /// - Parameter isOfInterest: Whether a file is worth rendering the output, which takes time; `apply` does it for
    ///   all outputs at once.
    mutating func replacedText(
        of file: OutputFile, ifOfInterest isOfInterest: ([UInt8]) -> Bool
    ) throws(CommandFailure) -> String? {
        guard let tree, let output = outputs.first(where: { $0.file.path == file.path }), output.isThere,
            !inTheWay.contains(file.path), let old = try Self.bytes(of: output.path, in: tree), isOfInterest(old)
        else { return nil }
        let (isSame, digest) = try compared(output)
        if isSame {
            unchanged[output.path] = digest
            return nil
        }
        return String(decoding: old, as: UTF8.self)
    }

    private func compared(_ output: Output) throws(CommandFailure) -> (isSame: Bool, digest: ContentDigest) {
        if let digest = unchanged[output.path] { return (true, digest) }
        guard let tree else { return (false, output.file.digest) }
        do { return try output.file.compared(with: output.path, in: tree) } catch {
            throw CommandFailure(unreadable: error)
        }
    }

    /// Brings the disk up to date.
    ///
    /// Every output that differs is written beside its place before the first one is put there: a full disk changes
    /// nothing. Then the manifest is written first and names both the old and the new files: if a run is killed
    /// half-way, the next run knows all of them.
    @discardableResult
    package func apply() throws(CommandFailure) -> Outcome {
        do throws(FileError) {
            let needsDirectory = tree == nil && !outputs.isEmpty
            if needsDirectory { try FileAccess.makeDirectory(base) }
            guard let tree = try needsDirectory ? FileTree(base) : tree else {
                return Outcome(steps: [], unchangedCount: 0, kept: [])
            }
            let (staged, digests) = try stage(in: tree)
            let manifest = manifest(digests)
            let manifestChange = manifestChange(manifest)
            let kept = kept.map(\.text)
            guard !staged.isEmpty || !leftOver.isEmpty || manifestChange != nil else {
                return Outcome(steps: [], unchangedCount: outputs.count, kept: kept)
            }
            guard let manifestPath = PackagePath(Manifest.path(product: product)) else {
                throw FileError(Manifest.path(product: product), errno: EINVAL)
            }
            let both = Manifest(product: product, spec: spec, files: known.merging(manifest.files) { $0.union($1) })
            if both != manifest || manifestChange != nil {
                do { try tree.replace(manifestPath, with: Array(both.text.utf8), isOutput: true) } catch {
                    discard(staged[...], in: tree)
                    throw error
                }
            }
            for index in staged.indices {
                do { try staged[index].file.commit() } catch {
                    discard(staged[index...], in: tree)
                    throw error
                }
            }
            var steps = staged.map(\.step)
            for file in leftOver {
                // Once more, since somebody may have changed it in the meantime.
                if let digests = file.digests, tree.generatedText(of: file.path, digests) == nil { continue }
                try tree.remove(file.path)
                tree.removeEmptyDirectories(above: file.path)
                steps.append(Step(verb: "removed", path: file.path.text))
            }
            if both != manifest {
                try tree.replace(manifestPath, with: Array(manifest.text.utf8), isOutput: true)
            }
            if let manifestChange {
                steps.append(Step(verb: manifestChange.verb, path: manifestChange.path))
            }
            return Outcome(steps: steps, unchangedCount: outputs.count - staged.count, kept: kept)
        } catch {
            throw CommandFailure(unwritable: error)
        }
    }

    private struct Staged {
        let file: StagedFile
        let path: PackagePath
        let step: Step
    }

    /// Writes every output that differs beside its place. They have nothing to do with each other, so each processor
    /// takes one.
    private func stage(in tree: FileTree) throws(FileError) -> ([Staged], [PackagePath: ContentDigest]) {
        let outputs = outputs.filter { unchanged[$0.path] == nil }
        typealias Result = Swift.Result<(file: StagedFile?, digest: ContentDigest), FileError>
        let results = Mutex([Result?](repeating: nil, count: outputs.count))
        DispatchQueue.concurrentPerform(iterations: outputs.count) { index in
            let output = outputs[index]
            let result = Result { () throws(FileError) in
                try output.file.staged(for: output.path, in: tree, isThere: output.isThere)
            }
            results.withLock { $0[index] = result }
        }
        var staged: [Staged] = []
        var digests = unchanged
        var failure: FileError?
        for case (let output, let result?) in zip(outputs, results.withLock { $0 }) {
            switch result {
            case .success((let file, let digest)):
                digests[output.path] = digest
                guard let file else { continue }
                let step = Step(verb: output.isThere ? "updated" : "created", path: output.path.text)
                staged.append(Staged(file: file, path: output.path, step: step))
            // Of several the first, whichever was the first in time.
            case .failure(let error): failure = failure ?? error
            }
        }
        if let failure {
            discard(staged[...], in: tree)
            throw failure
        }
        return (staged, digests)
    }

    /// Leaves nothing of files that won't be put in place.
    private func discard(_ staged: ArraySlice<Staged>, in tree: FileTree) {
        for file in staged {
            file.file.discard()
            tree.removeEmptyDirectories(above: file.path)
        }
    }

    /// Nil where the directory isn't there.
    private static func tree(_ base: String) throws(CommandFailure) -> FileTree? {
        do { return try FileTree(base) } catch {
            if error.isMissing { return nil }
            throw CommandFailure(unreadable: error)
        }
    }

    private static func manifest(of product: String, in tree: FileTree) throws(CommandFailure) -> (
        text: String, manifest: Manifest
    )? {
        let name = Manifest.path(product: product)
        guard let path = PackagePath(name), try isFile(path, in: tree) else { return nil }
        do {
            let bytes = try tree.read(path, limit: Manifest.sizeLimit)
            let text = String(decoding: bytes, as: UTF8.self)
            return (text, try Manifest(parsing: text))
        } catch let error as FileError {
            throw CommandFailure(unreadable: error)
        } catch {
            throw CommandFailure(
                "\(quoted: name) is not a manifest that metricsgen wrote; restore it from version control, or delete it and "
                    + "the files that it listed, then run `metricsgen build`")
        }
    }

    /// Whether there is something under a path that can be read as a file.
    private static func isFile(_ path: PackagePath, in tree: FileTree) throws(CommandFailure) -> Bool {
        do throws(FileError) {
            switch try tree.kind(of: path) {
            case nil: return false
            case .directory: throw FileError(directory: Path.join(tree.path, path.text))
            case .file: return true
            case .link, .other: throw FileError(irregular: Path.join(tree.path, path.text))
            }
        } catch {
            throw CommandFailure(unreadable: error)
        }
    }

    private static func contents(of path: PackagePath, in tree: FileTree) throws(CommandFailure) -> String? {
        // Bytes that are not UTF-8 can't equal an output; decoded they still can be shown.
        try bytes(of: path, in: tree).map { String(decoding: $0, as: UTF8.self) }
    }

    private static func bytes(of path: PackagePath, in tree: FileTree) throws(CommandFailure) -> [UInt8]? {
        do throws(FileError) {
            var file = TextFile(try tree.open(path))
            return try file.bytes()
        } catch {
            if error.isMissing { return nil }
            throw CommandFailure(unreadable: error)
        }
    }
}

extension OutputPlan.Change {
    fileprivate var verb: String {
        switch self {
        case .create: "created"
        case .update: "updated"
        case .remove: "removed"
        }
    }
}
