// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecFiles
import SpecYAML

/// A root spec, and the directory that its paths are relative to.
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

    package init(
        path: String, workingDirectory: String, in sources: any SourceProvider = DiskSources(), isNamed: Bool = true
    ) {
        self.path = path
        self.isNamed = isNamed
        absolutePath = Path.normalized(Path.join(workingDirectory, path))
        let package = sources.nearestPackage(from: Path.directory(of: absolutePath))
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

    /// The specs that a command without one is about: every root spec directly in `spec/`, else `metrics.yaml`. The
    /// working directory has them, or the nearest directory above it in the package that has any.
    package static func found(
        from workingDirectory: String, in sources: any SourceProvider = DiskSources()
    ) throws(FileError) -> [RootSpec] {
        let package = searchedPackage(from: workingDirectory, in: sources)
        var directory = Path.packagePath(of: Path.normalized(workingDirectory), in: package) ?? "."
        var roots: [PackagePath] = []
        while directory != ".", !directory.isEmpty, roots.isEmpty {
            // The directory above `spec/` has the root specs in it.
            if Path.name(of: directory) != "spec" { roots = try found(in: directory, of: package, sources) }
            directory = Path.directory(of: directory)
        }
        if roots.isEmpty { roots = try found(in: nil, of: package, sources) }
        return roots.map {
            let path = Path.relative(Path.join(package, $0.text), to: workingDirectory)
            return RootSpec(path: path, workingDirectory: workingDirectory, in: sources, isNamed: false)
        }
    }

    /// - Parameter base: a directory of the package; nil for the package itself, whose `metrics.yaml` is a spec even if it
    ///   is so faulty that it has no `product`.
    private static func found(
        in base: String?, of package: String, _ sources: any SourceProvider
    ) throws(FileError) -> [PackagePath] {
        func path(_ name: String) -> PackagePath? { PackagePath(base.map { Path.join($0, name) } ?? name) }
        var candidates: [PackagePath] = []
        if let directory = path("spec"), try sources.kind(of: .inside(package, directory)) != nil {
            candidates = yamlFiles(among: try sources.names(in: directory, of: package), in: directory)
        }
        var roots: [PackagePath] = []
        for candidate in candidates where try sources.kind(of: .inside(package, candidate)) != .directory {
            let bytes = try sources.read(.inside(package, candidate), limit: YAMLDocument.sizeLimit)
            if mentions("product", in: bytes) { roots.append(candidate) }
        }
        if roots.isEmpty, let single = path("metrics.yaml"), try sources.kind(of: .inside(package, single)) != nil {
            let isRoot =
                try base == nil
                || mentions("product", in: sources.read(.inside(package, single), limit: YAMLDocument.sizeLimit))
            if isRoot { roots = [single] }
        }
        return roots
    }

    /// Those of the names in a directory that can be read as a spec.
    private static func yamlFiles(among names: [String], in directory: PackagePath) -> [PackagePath] {
        names.filter { !$0.hasPrefix(".") && ($0.hasSuffix(".yaml") || $0.hasSuffix(".yml")) }
            .compactMap { PackagePath(Path.join(directory.text, $0)) }
    }

    /// Where `found` looks.
    package static func searchedPackage(
        from workingDirectory: String, in sources: any SourceProvider = DiskSources()
    ) -> String {
        sources.nearestPackage(from: workingDirectory) ?? workingDirectory
    }

    /// The specs that the build plugin compiles, if they have the usual name: advice for a command without a spec.
    package static func inTargets(of package: String, in sources: any SourceProvider = DiskSources()) -> [String] {
        specsInTargets(of: package, in: sources).map { Path.join(package, $0.text) }
    }

    private static func specsInTargets(of package: String, in sources: any SourceProvider) -> [PackagePath] {
        ["Sources", "Tests"].flatMap { root in
            ((try? sources.names(in: PackagePath(root), of: package)) ?? [])
                .compactMap { PackagePath("\(root)/\($0)/metrics.yaml") }
        }.filter { (try? sources.kind(of: .inside(package, $0))) != nil }
    }

    /// Every file of a package that may be a root spec and include others: those in `spec/`, also one whose `product` is
    /// misspelled, and those of targets.
    package static func includers(in package: String, _ sources: any SourceProvider) -> [RootSpec] {
        let directory = PackagePath("spec")
        let inSpec = directory.map { yamlFiles(among: (try? sources.names(in: $0, of: package)) ?? [], in: $0) } ?? []
        let inTargets = specsInTargets(of: package, in: sources)
        return (inSpec + [PackagePath("metrics.yaml")].compactMap(\.self) + inTargets).filter { path in
            guard let bytes = try? sources.read(.inside(package, path), limit: YAMLDocument.sizeLimit) else {
                return false
            }
            return ["product", "include"].contains { mentions($0, in: bytes) }
        }.map { RootSpec(path: $0.text, workingDirectory: package, in: sources, isNamed: false) }
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

extension SourceProvider {
    /// The nearest directory upwards with a package or a repository.
    fileprivate func nearestPackage(from directory: String) -> String? {
        Path.nearestPackage(from: directory) { (try? kind(of: .named($0))) != nil }
    }
}
