import SpecDiagnostics
import SpecFiles
import SpecYAML

/// A root spec on disk, and the directory that its paths are relative to.
package struct RootSpec: Sendable, Equatable {
    /// As it was given, or found.
    package let path: String
    package let absolutePath: String
    /// The nearest directory upwards with a `Package.swift` or a `.git`; else the working directory.
    package let packageDirectory: String
    /// Whether there is such a directory.
    package let hasPackage: Bool
    /// Whether a person named it, and it wasn't found in the package: it is opened with the links that it has.
    package let isNamed: Bool

    package init(path: String, workingDirectory: String, isNamed: Bool = true) {
        self.path = path
        self.isNamed = isNamed
        absolutePath = Path.normalized(Path.join(workingDirectory, path))
        let package = Path.nearestPackage(from: Path.directory(of: absolutePath), exists: FileAccess.exists)
        hasPackage = package != nil
        packageDirectory = package ?? Path.normalized(workingDirectory)
    }

    /// The directory that nothing which the spec names is outside of: the package's, or the spec's own where that is
    /// elsewhere.
    package var boundary: String {
        Path.packagePath(of: absolutePath, in: packageDirectory) == nil
            ? Path.directory(of: absolutePath) : packageDirectory
    }

    /// A note for users who look for the outputs; nil if there is a package.
    package var noteOnPaths: String? {
        hasPackage
            ? nil
            : "note: no directory above \(path.quoted) has a Package.swift or a .git: output paths begin at the working "
                + "directory, \(packageDirectory.quoted)"
    }

    /// As seen from the package's directory, by which generated files and manifests name it.
    package var packagePath: String { Path.packagePath(of: absolutePath, in: packageDirectory) ?? path }

    /// The specs that a command without one is about: every root spec directly in `spec/` of the package, else its
    /// `metrics.yaml`.
    package static func found(from workingDirectory: String) throws(FileError) -> [RootSpec] {
        let package = searchedPackage(from: workingDirectory)
        let tree = try FileTree(package)
        var candidates: [PackagePath] = []
        if let directory = PackagePath("spec"), try tree.kind(of: directory) != nil {
            candidates = try tree.names(in: directory)
                .filter { !$0.hasPrefix(".") && ($0.hasSuffix(".yaml") || $0.hasSuffix(".yml")) }
                .compactMap { PackagePath(Path.join(directory.text, $0)) }
        }
        var roots: [PackagePath] = []
        for candidate in candidates where try tree.kind(of: candidate) != .directory {
            let bytes = try tree.read(candidate, limit: YAMLDocument.sizeLimit)
            if mentions("product", in: bytes) { roots.append(candidate) }
        }
        if roots.isEmpty, let single = PackagePath("metrics.yaml"), try tree.kind(of: single) != nil {
            roots = [single]
        }
        return roots.map {
            let path = Path.relative(Path.join(package, $0.text), to: workingDirectory)
            return RootSpec(path: path, workingDirectory: workingDirectory, isNamed: false)
        }
    }

    /// Where `found` looks.
    package static func searchedPackage(from workingDirectory: String) -> String {
        Path.nearestPackage(from: workingDirectory, exists: FileAccess.exists) ?? workingDirectory
    }

    /// The specs that the build plugin compiles, if they have the usual name: advice for a command without a spec.
    package static func inTargets(of package: String) -> [String] {
        guard let tree = try? FileTree(package) else { return [] }
        return ["Sources", "Tests"].flatMap { root in
            ((try? tree.names(in: PackagePath(root))) ?? []).compactMap { PackagePath("\(root)/\($0)/metrics.yaml") }
        }.filter(tree.exists).map { Path.join(package, $0.text) }
    }

    /// Every file of a package that may be a root spec and include others: those in `spec/`, also one whose `product` is
    /// misspelled, and those of targets.
    package static func includers(in package: String) -> [RootSpec] {
        guard let tree = try? FileTree(package) else { return [] }
        let inSpec = ((try? tree.names(in: PackagePath("spec"))) ?? [])
            .filter { !$0.hasPrefix(".") && ($0.hasSuffix(".yaml") || $0.hasSuffix(".yml")) }
            .map { "spec/" + $0 }
        let inTargets = inTargets(of: package).map { Path.relative($0, to: package) }
        return (inSpec + ["metrics.yaml"] + inTargets).compactMap(PackagePath.init).filter { path in
            guard let bytes = try? tree.read(path, limit: YAMLDocument.sizeLimit) else { return false }
            return ["product", "include"].contains { mentions($0, in: bytes) }
        }.map { RootSpec(path: $0.text, workingDirectory: package, isNamed: false) }
    }

    /// Whether a file seems to have a key. Its lines are looked at rather than its tree: a root spec with a fault must
    /// be found and reported, not passed over.
    package static func mentions(_ key: String, in bytes: [UInt8]) -> Bool {
        let keys = [key, "\"\(key)\"", "'\(key)'"].map { Array($0.utf8) }
        // A byte order mark is not a part of the first line.
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        return text.split(whereSeparator: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }).contains { line in
            // A flow mapping may open the file: `{product: …}`.
            let start = line.drop {
                $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: " ") && line.first == UInt8(ascii: "{")
            }
            return keys.contains { key in
                start.starts(with: key)
                    && start.dropFirst(key.count).first { $0 != UInt8(ascii: " ") } == UInt8(ascii: ":")
            }
        }
    }
}
