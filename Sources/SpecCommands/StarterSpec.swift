// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecFiles
import SpecPipeline

/// A small spec to start from, and what a person has to do after it was written.
///
/// In a target's folder it is for the build plugin; elsewhere it asks for committed outputs.
package struct StarterSpec: Sendable, Equatable {
    /// As it was given.
    package let path: String
    package let text: String
    /// What to add to Package.swift, and the next step.
    package let instructions: String

    private let absolutePath: String
    private let packageDirectory: String
    /// What git has to know of the outputs; nil where none are committed, and where it knows already.
    private let attribute: String?

    package init(path: String, workingDirectory: String) {
        let root = RootSpec(path: path, workingDirectory: workingDirectory)
        let tree = try? FileTree(root.packageDirectory)
        let manifest = StarterManifest(
            text: PackagePath("Package.swift").flatMap { try? tree?.read($0) }.map {
                String(decoding: $0, as: UTF8.self)
            })
        let inPackage = Path.packagePath(of: root.absolutePath, in: root.packageDirectory) ?? path
        let target = manifest.target(of: inPackage)
        let package = manifest.packageName ?? String(root.packageDirectory.split(separator: "/").last ?? "app")
        // Beside another spec, which has the package's name, this one is about less than the package.
        let part = target?.name ?? String(Path.name(of: inPackage).prefix { $0 != "." })
        let name = Self.productName(
            Self.hasOther(than: root, in: manifest.folders) && part != "metrics" ? part : package)
        let type = name.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined() + "Metrics"

        self.path = path
        absolutePath = root.absolutePath
        packageDirectory = root.packageDirectory
        let attributes = Self.attributesPath.flatMap { try? tree?.read($0) }.map { String(decoding: $0, as: UTF8.self) }
        let isKnown = attributes?.split(whereSeparator: \.isNewline).contains { $0.hasPrefix("Generated/") } ?? false
        attribute = target == nil && !isKnown ? "Generated/** text eol=lf" : nil
        text = Self.spec(name: name, isForPlugin: target != nil)
        instructions =
            (attributes == nil ? "" : attribute.map(Self.advice(attribute:)) ?? "")
            + manifest.dependency(isForPlugin: target != nil)
            + (target.map { Self.plugin(target: $0.name, isTest: $0.isTest, type: type) }
                ?? Self.committed(
                    argument: Self.isFound(inPackage, in: root.packageDirectory) ? "" : " " + ShellWord.quoted(path),
                    inPackage: Self.isFound(inPackage, in: root.packageDirectory)
                        ? "" : " " + ShellWord.quoted(inPackage), type: type))
    }

    /// Writes the spec where nothing is yet, and what git has to know of its outputs, where git knows nothing yet.
    ///
    /// - Returns: the paths of what was written.
    package func write() throws(CommandFailure) -> [String] {
        guard path.hasSuffix(".yaml") || path.hasSuffix(".yml") else {
            throw CommandFailure(
                "\(quoted: path) can't be the name of a spec: only files that end in `.yaml` or `.yml` are found by the build "
                    + "plugin and by `metricsgen build`")
        }
        guard !FileAccess.exists(absolutePath) else {
            throw CommandFailure("\(quoted: path) is there already, and `init` never overwrites; name another file")
        }
        do { try FileAccess.create(absolutePath, Array(text.utf8)) } catch { throw CommandFailure(unwritable: error) }
        guard let attribute, let attributes = Self.attributesPath, let tree = try? FileTree(packageDirectory),
            (try? tree.create(attributes, Array("\(attribute)\n".utf8))) != nil
        else { return [path] }
        return [path, Path.join(packageDirectory, attributes.text)]
    }

    private static let attributesPath = PackagePath(".gitattributes")

    private static func advice(attribute: String) -> String {
        """
        Add to .gitattributes, to keep git from changing line endings of generated files:

            \(attribute)


        """
    }

    // MARK: The package around it

    /// A name that metrics can begin with. What is left of a name in other letters would be no word.
    private static func productName(_ name: String) -> String {
        guard name.unicodeScalars.allSatisfy({ $0.isASCII || !$0.properties.isAlphabetic }) else { return "app" }
        let legal = name.lowercased().unicodeScalars.map { scalar in
            scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)) ? Character(scalar) : "_"
        }
        let words = String(legal).split(separator: "_").joined(separator: "_")
        return words.first?.isLetter == true ? words : "app"
    }

    /// Whether the package has a spec already, where commands and the build plugin find it.
    private static func hasOther(than root: RootSpec, in folders: [String]) -> Bool {
        let package = root.packageDirectory
        let found = ((try? RootSpec.found(from: package)) ?? []).map(\.absolutePath)
        let inFolders = folders.map { Path.join(package, Path.join($0, "metrics.yaml")) }.filter(FileAccess.exists)
        return !(found + inFolders + RootSpec.inTargets(of: package)).allSatisfy { $0 == root.absolutePath }
    }

    /// Whether commands that are given no spec will find this one.
    private static func isFound(_ path: String, in package: String) -> Bool {
        if Path.directory(of: path) == "spec" { return true }
        // Those in `spec/` come first.
        guard path == "metrics.yaml", let found = try? RootSpec.found(from: package) else { return false }
        return found.allSatisfy { $0.packagePath == path }
    }

    // MARK: Contents and advice

    private static func spec(name: String, isForPlugin: Bool) -> String {
        let outputs =
            isForPlugin
            ? ""
            : """

            outputs:
              swift: {directory: Generated/Swift, access: public}
              docs: {file: Generated/metrics.md}
              grafana: {directory: Generated/grafana}

            """
        return """
            metricsgen: 1
            product: {name: \(name), version: "0.1.0", prefix: \(name)_}
            \(outputs)
            labels:
              outcome: {help: How the request ended., values: [success, failure]}

            groups:
              requests:
                title: Requests
                metrics:
                  requests_total:
                    type: counter
                    help: Requests that were answered.
                    labels: outcome
                  requests_duration_seconds:
                    type: histogram
                    help: Time from the request to its answer.
                    unit: seconds
                    buckets: [0.01, 0.05, 0.1, 0.5, 1, 5]
                  requests_in_flight:
                    type: gauge
                    help: Requests that are being answered.
                    multiprocess: livesum

            """
    }

    private static func plugin(target: String, isTest: Bool, type: String) -> String {
        """
        Add to the \(isTest ? "test target" : "target") `\(target)`:

            dependencies: [.product(name: "MetricsRuntime", package: "metricsgen")],
            plugins: [.plugin(name: "MetricsGenPlugin", package: "metricsgen")]

        \(next(type, imports: [], in: "Then `swift build\(isTest ? " --build-tests" : "")`, and in a source of the target:"))
        """
    }

    /// - Parameters:
    ///   - argument: What `metricsgen` needs to find the spec from here, after a space.
    ///   - inPackage: the same for CI, which is where the package is.
    private static func committed(argument: String, inPackage: String, type: String) -> String {
        """
        Add to `targets:`, and "\(type)" to the dependencies of the targets that use it:

            .target(
                name: "\(type)",
                dependencies: [.product(name: "MetricsRuntime", package: "metricsgen")],
                path: "Generated/Swift"),

        \(next(type, imports: [type], in: "Then `metricsgen build\(argument)`, commit Generated/, let CI run `metricsgen check\(inPackage)`, and:"))
        """
    }

    /// - Parameter imports: the module of the generated code, where it isn't the one that records.
    private static func next(_ type: String, imports: [String], in heading: String) -> String {
        """
        \(heading)

        \((["MetricsRuntime"] + imports).map { "    import \($0)" }.joined(separator: "\n"))

            let registry = MetricsRegistry()
            let metrics = try \(type)(in: registry)
            metrics.requests.total[.success].increment()
            print(registry.exposition())

        """
    }
}
