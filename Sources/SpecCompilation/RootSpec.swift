import SpecDiagnostics
import SpecYAML

/// A root spec on disk, and the directory that its paths are relative to.
package struct RootSpec: Sendable, Equatable {
    /// As it was given, or found.
    package let path: String
    package let absolutePath: String
    /// The nearest directory upwards with a `Package.swift` or a `.git`; else the working directory.
    package let packageDirectory: String

    package init(path: String, workingDirectory: String) {
        self.path = path
        absolutePath = Path.normalized(Path.join(workingDirectory, path))
        let directory = Path.directory(of: absolutePath)
        packageDirectory =
            Path.nearestPackage(from: directory, exists: FileAccess.exists) ?? Path.normalized(workingDirectory)
    }

    /// As seen from the package's directory, by which generated files and manifests name it.
    package var packagePath: String { Path.packagePath(of: absolutePath, in: packageDirectory) ?? path }

    /// The specs that a command without one is about: every root spec directly in `spec/` of the package, else its
    /// `metrics.yaml`.
    package static func found(from workingDirectory: String) throws(FileError) -> [RootSpec] {
        let package = searchedPackage(from: workingDirectory)
        let directory = Path.join(package, "spec")
        var candidates: [String] = []
        if FileAccess.exists(directory) {
            candidates = try FileAccess.names(in: directory)
                .filter { !$0.hasPrefix(".") && ($0.hasSuffix(".yaml") || $0.hasSuffix(".yml")) }
                .map { Path.join(directory, $0) }
        }
        var roots: [String] = []
        for candidate in candidates {
            guard try FileAccess.kind(of: candidate) != .directory else { continue }
            if try mentionsProduct(candidate) { roots.append(candidate) }
        }
        let single = Path.join(package, "metrics.yaml")
        if roots.isEmpty, FileAccess.exists(single) { roots = [single] }
        return roots.map {
            RootSpec(path: Path.relative($0, to: workingDirectory), workingDirectory: workingDirectory)
        }
    }

    /// Where `found` looks.
    package static func searchedPackage(from workingDirectory: String) -> String {
        Path.nearestPackage(from: workingDirectory, exists: FileAccess.exists) ?? workingDirectory
    }

    /// The specs that the build plugin compiles, where they have the usual name: of advice to whoever names none.
    package static func inTargets(of package: String) -> [String] {
        ["Sources", "Tests"].flatMap { root in
            let directory = Path.join(package, root)
            return ((try? FileAccess.names(in: directory)) ?? []).map {
                Path.join(Path.join(directory, $0), "metrics.yaml")
            }
        }.filter(FileAccess.exists)
    }

    /// Every file of a package that may be a root spec and include others: those in `spec/`, also one whose `product` is
    /// misspelled, and those of targets.
    package static func includers(in package: String) -> [RootSpec] {
        let directory = Path.join(package, "spec")
        let inSpec = ((try? FileAccess.names(in: directory)) ?? [])
            .filter { !$0.hasPrefix(".") && ($0.hasSuffix(".yaml") || $0.hasSuffix(".yml")) }
            .map { Path.join(directory, $0) }
        let candidates =
            inSpec + [Path.join(package, "metrics.yaml")].filter(FileAccess.exists) + inTargets(of: package)
        return candidates.filter { path in
            guard let bytes = try? FileAccess.read(path, limit: YAMLDocument.sizeLimit) else { return false }
            return ["product", "include"].contains { mentions($0, in: bytes) }
        }.map { RootSpec(path: Path.relative($0, to: package), workingDirectory: package) }
    }

    /// Whether a file says that it is a root spec.
    private static func mentionsProduct(_ path: String) throws(FileError) -> Bool {
        Self.mentions("product", in: try FileAccess.read(path, limit: YAMLDocument.sizeLimit))
    }

    /// Whether a file seems to have a key. Its lines are looked at rather than its tree: a root spec with a fault must
    /// be found and reported, not passed over.
    package static func mentions(_ key: String, in bytes: [UInt8]) -> Bool {
        let keys = [key, "\"\(key)\"", "'\(key)'"].map { Array($0.utf8) }
        // A byte order mark is no part of the first line.
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
