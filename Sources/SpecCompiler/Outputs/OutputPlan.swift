import Dispatch
import SpecCompilation
import SpecDiagnostics
import SpecOutput
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
    }

    /// The directory that all paths are relative to.
    package let base: String
    /// Whether that is the spec's own package, and not a directory that somebody named.
    package let isInPackage: Bool
    /// Files that stand where an output should go and that this spec did not write.
    package let inTheWay: [String]
    /// Another root spec that has written outputs of a product of this name, and is still there.
    package let otherSpec: String?
    private let outputs: [Output]
    private var leftOver: [LeftOver]
    private let manifest: Manifest
    /// Nil where the manifest says what it should already.
    private let manifestChange: Change?
    private let previousFiles: [String]
    /// Outputs that were found to stand in their places already, so that nobody has to render them again.
    private var unchanged: Set<String> = []

    private struct Output {
        let file: OutputFile
        /// Whether there is a file under its path.
        let isThere: Bool
    }

    private struct LeftOver {
        let path: String
        let text: String
    }

    package enum Failure: Error, CustomStringConvertible {
        case unreadable(FileError)
        case unwritable(FileError)
        case manifest(path: String)

        package var description: String {
            switch self {
            case .unreadable(let error): "can't read \(error)"
            case .unwritable(let error): "can't write \(error)"
            case .manifest(let path):
                "`\(path)` is not a manifest that metricsgen wrote; restore it from version control, or delete it and "
                    + "the files that it listed, then run `metricsgen build`"
            }
        }
    }

    /// - Parameters:
    ///   - spec: the root spec, relative to its package's directory.
    ///   - base: the directory that outputs are relative to.
    ///   - specExists: whether there is a spec at a path relative to the package's directory.
    package init(
        _ outputs: [OutputFile], product: String, spec: String, base: String, isInPackage: Bool = true,
        specExists: (String) -> Bool
    ) throws(Failure) {
        let manifestPath = Manifest.path(product: product)
        let manifest = Manifest(product: product, spec: spec, files: outputs.map(\.path))
        var previous: Manifest?
        let oldManifest = try Self.contents(of: manifestPath, in: base)
        if let oldManifest {
            do { previous = try Manifest(parsing: oldManifest) } catch { throw .manifest(path: manifestPath) }
        }

        // The product had another name before: what was written under it is this spec's all the same.
        let renamed = Manifest.others(than: product, in: base).filter { $0.manifest.spec == spec }
        let known = (previous?.files ?? []) + renamed.flatMap(\.manifest.files)

        let ours = Set(known)
        var inTheWay: [String] = []
        self.outputs = try outputs.map { file throws(Failure) in
            let isThere = try Self.isFile(file.path, in: base)
            if isThere, !ours.contains(file.path), try !Self.isSame(file, in: base) {
                inTheWay.append(file.path)
            }
            return Output(file: file, isThere: isThere)
        }
        var leftOver: [LeftOver] = []
        let left = ours.subtracting(outputs.map(\.path))
        for path in left.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            // Something else has taken its place, or that of its directory: that is somebody else's.
            guard (try? FileAccess.kind(of: Path.join(base, path))) == .file else { continue }
            if let old = try Self.contents(of: path, in: base) { leftOver.append(LeftOver(path: path, text: old)) }
        }
        leftOver += renamed.map { LeftOver(path: $0.path, text: $0.text) }
        self.leftOver = leftOver
        // A manifest that another version of the tool wrote is as good; its own name in it is no reason for a change.
        // One that would list nothing isn't begun.
        let isNeedless = outputs.isEmpty && oldManifest == nil && renamed.isEmpty
        manifestChange =
            previous == manifest || isNeedless
            ? nil
            : oldManifest.map { .update(path: manifestPath, old: $0, new: manifest.text) }
                ?? .create(path: manifestPath, new: manifest.text)
        self.base = base
        self.isInPackage = isInPackage
        self.inTheWay = inTheWay
        otherSpec = previous.flatMap { $0.spec != spec && specExists($0.spec) ? $0.spec : nil }
        self.manifest = manifest
        previousFiles = known
    }

    /// Leaves files where they are that would be removed as left over.
    mutating func keep(_ isKept: (String) -> Bool) { leftOver.removeAll { isKept($0.path) } }

    /// Every difference with its texts, in the order of the outputs; then what is left over, and the manifest last.
    package func changes() throws(Failure) -> [Change] {
        var changes: [Change] = []
        for output in outputs {
            let path = output.file.path
            guard output.isThere else {
                changes.append(.create(path: path, new: output.file.text))
                continue
            }
            if try !isUnchanged(output.file), let old = try Self.contents(of: path, in: base) {
                changes.append(.update(path: path, old: old, new: output.file.text))
            }
        }
        changes += leftOver.map { .remove(path: $0.path, old: $0.text) }
        return changes + (manifestChange.map { [$0] } ?? [])
    }

    /// What stands where an output goes and says something else than it; nil where there is nothing like that.
    ///
    /// - Parameter isOfInterest: whether a text is worth the time that rendering the output takes, which `apply` does for
    ///   all outputs at a time.
    mutating func replacedText(
        of file: OutputFile, ifOfInterest isOfInterest: ([UInt8]) -> Bool
    ) throws(Failure) -> String? {
        guard try Self.isFile(file.path, in: base), let old = try Self.bytes(of: file.path, in: base),
            isOfInterest(old)
        else { return nil }
        if try isUnchanged(file) {
            unchanged.insert(file.path)
            return nil
        }
        return String(decoding: old, as: UTF8.self)
    }

    private func isUnchanged(_ file: OutputFile) throws(Failure) -> Bool {
        if unchanged.contains(file.path) { return true }
        return try Self.isSame(file, in: base)
    }

    /// Brings the disk up to date.
    ///
    /// Every output that differs is written beside its place before the first one is put there, so that a full disk
    /// leaves everything as it was. Then the manifest goes first and names the old files and the new ones, so that a run
    /// that is killed half-way leaves nothing that the next run doesn't know of.
    @discardableResult
    package func apply() throws(Failure) -> Outcome {
        do throws(FileError) {
            let staged = try stage()
            guard !staged.isEmpty || !leftOver.isEmpty || manifestChange != nil else {
                return Outcome(steps: [], unchangedCount: outputs.count)
            }
            let manifestPath = Path.join(base, Manifest.path(product: manifest.product))
            let both = Manifest(
                product: manifest.product, spec: manifest.spec, files: manifest.files + previousFiles)
            if both != manifest || manifestChange != nil {
                do { try FileAccess.replace(manifestPath, with: Array(both.text.utf8)) } catch {
                    discard(staged[...])
                    throw error
                }
            }
            for index in staged.indices {
                do { try staged[index].file.commit() } catch {
                    discard(staged[index...])
                    throw error
                }
            }
            for file in leftOver {
                try FileAccess.remove(Path.join(base, file.path))
                removeEmptyDirectories(above: file.path)
            }
            if both != manifest { try FileAccess.replace(manifestPath, with: Array(manifest.text.utf8)) }
            var steps = staged.map(\.step) + leftOver.map { Step(verb: "removed", path: $0.path) }
            if let manifestChange {
                steps.append(Step(verb: manifestChange.verb, path: manifestChange.path))
            }
            return Outcome(steps: steps, unchangedCount: outputs.count - staged.count)
        } catch {
            throw .unwritable(error)
        }
    }

    private struct Staged {
        let file: StagedFile
        let step: Step
    }

    /// Writes every output that differs beside its place. They have nothing to do with each other, so each processor
    /// takes one.
    private func stage() throws(FileError) -> [Staged] {
        let outputs = outputs.filter { !unchanged.contains($0.file.path) }
        let results = Mutex([Result<StagedFile?, FileError>?](repeating: nil, count: outputs.count))
        DispatchQueue.concurrentPerform(iterations: outputs.count) { index in
            let output = outputs[index]
            let path = Path.join(base, output.file.path)
            let result = Result { () throws(FileError) in
                try output.file.staged(for: path, isThere: output.isThere)
            }
            results.withLock { $0[index] = result }
        }
        var staged: [Staged] = []
        var failure: FileError?
        for case (let output, let result?) in zip(outputs, results.withLock { $0 }) {
            switch result {
            case .success(nil): break
            case .success(let file?):
                let step = Step(verb: output.isThere ? "updated" : "created", path: output.file.path)
                staged.append(Staged(file: file, step: step))
            // Of several the first, whichever was the first in time.
            case .failure(let error): failure = failure ?? error
            }
        }
        if let failure {
            discard(staged[...])
            throw failure
        }
        return staged
    }

    /// Leaves nothing of files that won't be put in place.
    private func discard(_ staged: ArraySlice<Staged>) {
        for file in staged {
            file.file.discard()
            removeEmptyDirectories(above: file.step.path)
        }
    }

    private func removeEmptyDirectories(above path: String) {
        var directory = Path.directory(of: path)
        while !directory.isEmpty {
            FileAccess.removeDirectoryIfEmpty(Path.join(base, directory))
            directory = Path.directory(of: directory)
        }
    }

    /// Whether there is something under a path that can be read as a file.
    private static func isFile(_ path: String, in base: String) throws(Failure) -> Bool {
        let path = Path.join(base, path)
        do throws(FileError) {
            if try FileAccess.kind(of: path) == .directory { throw FileError(directory: path) }
            return true
        } catch {
            if error.isMissing { return false }
            throw .unreadable(error)
        }
    }

    private static func isSame(_ file: OutputFile, in base: String) throws(Failure) -> Bool {
        do { return try file.isSame(as: Path.join(base, file.path)) } catch { throw .unreadable(error) }
    }

    private static func contents(of path: String, in base: String) throws(Failure) -> String? {
        // Bytes that are not UTF-8 can't equal an output; decoded they still can be shown.
        try bytes(of: path, in: base).map { String(decoding: $0, as: UTF8.self) }
    }

    private static func bytes(of path: String, in base: String) throws(Failure) -> [UInt8]? {
        do { return try FileAccess.read(Path.join(base, path)) } catch {
            if error.isMissing { return nil }
            throw .unreadable(error)
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
