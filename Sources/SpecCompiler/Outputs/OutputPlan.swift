import SpecCompilation
import SpecDiagnostics
import SpecEmitters
import SpecOutput

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

    /// The directory that all paths are relative to.
    package let base: String
    /// Whether that is the spec's own package, and not a directory that somebody named.
    package let isInPackage: Bool
    /// In the order of the outputs; the manifest last.
    package let changes: [Change]
    package let unchanged: [String]
    /// Files that stand where an output should go and that this spec did not write.
    package let inTheWay: [String]
    /// Another root spec that has written outputs of a product of this name, and is still there.
    package let otherSpec: String?
    let manifest: Manifest
    private let previousFiles: [String]

    package enum Failure: Error, CustomStringConvertible {
        case file(FileError)
        case manifest(path: String)

        package var description: String {
            switch self {
            case .file(let error): error.description
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

        var changes: [Change] = []
        var unchanged: [String] = []
        var inTheWay: [String] = []
        for output in outputs {
            guard let old = try Self.contents(of: output.path, in: base) else {
                changes.append(.create(path: output.path, new: output.text))
                continue
            }
            // Bytes, since texts are equal to Swift when they only look alike.
            if old.hasSameBytes(as: output.text) {
                unchanged.append(output.path)
            } else {
                if !known.contains(output.path) { inTheWay.append(output.path) }
                changes.append(.update(path: output.path, old: old, new: output.text))
            }
        }
        let wanted = Set(outputs.map(\.path))
        for path in Set(known).subtracting(wanted).sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            // Something else has taken its place, or that of its directory: that is somebody else's.
            guard (try? FileAccess.kind(of: Path.join(base, path))) == .file else { continue }
            if let old = try Self.contents(of: path, in: base) { changes.append(.remove(path: path, old: old)) }
        }
        for other in renamed { changes.append(.remove(path: other.path, old: other.text)) }
        // A manifest that another version of the tool wrote is as good; its own name in it is no reason for a change.
        if previous != manifest {
            changes.append(
                oldManifest.map { .update(path: manifestPath, old: $0, new: manifest.text) }
                    ?? .create(path: manifestPath, new: manifest.text))
        }
        self.base = base
        self.isInPackage = isInPackage
        self.changes = changes
        self.unchanged = unchanged
        self.inTheWay = inTheWay
        otherSpec = previous.flatMap { $0.spec != spec && specExists($0.spec) ? $0.spec : nil }
        self.manifest = manifest
        previousFiles = known
    }

    /// Brings the disk up to date. Each file is replaced whole.
    ///
    /// The manifest goes first and names the old files and the new ones, so that a run that is killed half-way leaves
    /// nothing that the next run doesn't know of.
    package func apply() throws(Failure) {
        guard !changes.isEmpty else { return }
        do {
            let manifestPath = Manifest.path(product: manifest.product)
            let both = Manifest(
                product: manifest.product, spec: manifest.spec, files: manifest.files + previousFiles)
            if both != manifest || changes.contains(where: { $0.path == manifestPath }) {
                try write(manifestPath, both.text)
            }
            for change in changes where change.path != manifestPath {
                switch change {
                case .create(let path, let new), .update(let path, _, let new): try write(path, new)
                case .remove(let path, _):
                    try FileAccess.remove(Path.join(base, path))
                    removeEmptyDirectories(above: path)
                }
            }
            if both != manifest { try write(manifestPath, manifest.text) }
        } catch {
            throw .file(error)
        }
    }

    private func write(_ path: String, _ text: String) throws(FileError) {
        try FileAccess.replace(Path.join(base, path), with: Array(text.utf8))
    }

    private func removeEmptyDirectories(above path: String) {
        var directory = Path.directory(of: path)
        while !directory.isEmpty {
            FileAccess.removeDirectoryIfEmpty(Path.join(base, directory))
            directory = Path.directory(of: directory)
        }
    }

    private static func contents(of path: String, in base: String) throws(Failure) -> String? {
        do {
            // Bytes that are not UTF-8 can't equal an output; decoded they still can be shown.
            return String(decoding: try FileAccess.read(Path.join(base, path)), as: UTF8.self)
        } catch {
            if error.isMissing { return nil }
            throw .file(error)
        }
    }
}

extension String {
    fileprivate func hasSameBytes(as other: String) -> Bool {
        guard utf8.count == other.utf8.count else { return false }
        let isEqual = utf8.withContiguousStorageIfAvailable { left in
            other.utf8.withContiguousStorageIfAvailable { right in left.elementsEqual(right) }
        }
        return (isEqual ?? nil) ?? utf8.elementsEqual(other.utf8)
    }
}
