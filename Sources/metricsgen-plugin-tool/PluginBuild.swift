// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecFiles
import SpecLanguage
import SpecModel
import SpecOutput
import SpecPipeline
import SpecYAML
import SwiftEmitter

/// One run of the build tool plugin on one target: its YAML files become Swift in the plugin's work directory, and
/// nothing else is written.
///
/// SwiftPM asks for the names of all outputs before a spec is read. So every YAML file has a Swift file: that of a
/// root spec holds the product's struct, that of an include the groups that it declares, and that of a file that
/// isn't a part of a spec says so in a comment. Bytes that haven't changed are not written, since SwiftPM compiles
/// files with a new time again.
package struct PluginBuild: Sendable {
    package struct File: Sendable, Equatable {
        /// Absolute: messages lead to the file wherever the build was started.
        package let yaml: String
        /// The name of its Swift file in the work directory.
        package let swift: String

        package init(yaml: String, swift: String) {
            self.yaml = Path.normalized(yaml)
            self.swift = swift
        }
    }

    package enum Failure: Error, CustomStringConvertible {
        case noRootSpec([String])
        case file(FileError)
        case name(String)

        package var description: String {
            switch self {
            case .noRootSpec(let paths):
                "no YAML file of this target is a spec: none of \(paths.map(\.quoted).joined(separator: ", ")) has a "
                    + "`product:`; add `metrics.yaml`, which `metricsgen init` writes to start from"
            case .file(let error): "can't read \(error)"
            case .name(let name): "\(quoted: name) can't be the name of a file in the plugin's work directory"
            }
        }
    }

    package let sources: SourceCollection
    package let findings: [Finding]
    private let workDirectory: String
    /// In the order of the YAML files; empty where there are errors.
    private let outputs: [(path: PackagePath, bytes: [UInt8])]

    package init(_ files: [File], workDirectory: String) throws(Failure) {
        var merged = MergedFindings()
        var products: [String: Span] = [:]
        var types: [String: Span] = [:]
        // What each file becomes, by its path.
        var bodies: [String: [String]] = [:]
        var access: [String: SwiftAccess] = [:]
        for (index, root) in try Self.roots(files.map(\.yaml)).enumerated() {
            let compilation: Compilation
            do { compilation = try Compilation(root, emitters: [.swiftInPlugin], hasOtherOutputs: true) } catch {
                throw .file(error)
            }
            // One that can't be read is reported as such.
            let outside = compilation.includes.filter { entry in
                compilation.absolutePaths.contains(entry.key) && !files.contains { $0.yaml == entry.key }
            }
            var findings = compilation.findings
            findings += outside.map {
                IncludeOutsideTarget.finding(
                    Path.packagePath(of: $0.key, in: root.packageDirectory) ?? $0.key, at: $0.value)
            }
            var type: Spanned<String>?
            if let spec = compilation.spec {
                let start = compilation.sources.sources.startIndex
                let (parts, faults) = SwiftParts.make(
                    of: spec, Emitter.swiftRequest(of: spec), root: SourceID(index: start))
                findings += faults
                type = parts?.type
                for (id, body) in parts?.bodies.sorted(by: { $0.key < $1.key }) ?? [] {
                    let path = Path.normalized(compilation.sources[id].path)
                    bodies[path, default: []].append(body)
                    access[path] = max(access[path] ?? .internal, parts?.access ?? .internal)
                }
            }
            merged.add(findings, of: compilation.sources)
            if let spec = compilation.spec {
                let name = spec.product.name
                let span = merged.span(spec.productName, of: index)
                if let first = products[name] {
                    merged.findings.append(OutputWrittenTwice.finding(product: name, span, first: first))
                    // Another name may well be another type.
                    continue
                }
                products[name] = span
            }
            if let type {
                let span = merged.span(type.span, of: index)
                if let first = types[type.value] {
                    merged.findings.append(SwiftNameCollision.finding(type: type.value, span, first: first))
                } else {
                    types[type.value] = span
                }
            }
        }
        sources = merged.sources
        findings = merged.findings.inFileOrder()
        self.workDirectory = workDirectory
        let failed = findings.hasErrors
        outputs = try (failed ? [] : files).map { file throws(Failure) in
            guard let path = PackagePath(file.swift) else { throw .name(file.swift) }
            let text = SwiftParts.file(
                of: bodies[file.yaml] ?? [], specPath: RootSpec(found: file.yaml).packagePath,
                access[file.yaml] ?? .internal)
            return (path, Array(text.utf8))
        }
    }

    /// Writes what has changed, and removes what an earlier run wrote for a YAML file that is gone.
    package func apply() throws(FileError) {
        guard !outputs.isEmpty else { return }
        try FileAccess.makeDirectory(workDirectory)
        let directory = try FileTree(workDirectory)
        let wanted = Set(outputs.map(\.path))
        for name in try directory.names(in: nil) where name.hasSuffix(".swift") {
            guard let path = PackagePath(name), !wanted.contains(path), try directory.kind(of: path) == .file,
                GeneratedMark.isIn(try directory.open(path).bytes(limit: GeneratedMark.headLength))
            else { continue }
            try directory.remove(path)
        }
        for output in outputs { try write(output.bytes, to: output.path, in: directory) }
    }

    private func write(_ bytes: [UInt8], to path: PackagePath, in directory: FileTree) throws(FileError) {
        if try directory.kind(of: path) == .file, try directory.read(path) == bytes { return }
        try directory.replace(path, with: bytes)
    }

    /// The root specs among the YAML files of a target, which may be about anything.
    private static func roots(_ paths: [String]) throws(Failure) -> [RootSpec] {
        var roots: [String] = []
        var isOnlyFileOurs = false
        for path in paths {
            let bytes: [UInt8]
            do throws(FileError) {
                bytes = try DiskSources().read(FilePlace(of: RootSpec(found: path)), limit: YAMLDocument.sizeLimit)
            } catch {
                throw .file(error)
            }
            let isSpec = ["metricsgen", "groups", "include"].contains { RootSpec.mentions($0, in: bytes) }
            if isSpec, RootSpec.mentions("product", in: bytes) { roots.append(path) }
            isOnlyFileOurs =
                paths.count == 1 && SpecLanguage.fileKeys.contains { RootSpec.mentions($0, in: bytes) }
        }
        // A file that is meant as a spec and doesn't say so is compiled, to be told what it lacks.
        if roots.isEmpty {
            roots = paths.filter { ["metrics.yaml", "metrics.yml"].contains($0.split(separator: "/").last ?? "") }
        }
        if roots.isEmpty, isOnlyFileOurs { roots = paths }
        guard !roots.isEmpty else { throw .noRootSpec(paths) }
        return roots.map { RootSpec(found: $0) }
    }
}

extension RootSpec {
    /// A file of the target, by its absolute path: no person named it.
    fileprivate init(found path: String) { self.init(path: path, workingDirectory: "/", isNamed: false) }
}
