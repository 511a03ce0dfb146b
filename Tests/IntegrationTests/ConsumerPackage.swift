// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport

/// Another package that depends on this one, in a directory of its own with a space and an umlaut in its name.
///
/// What it compiles of this package is kept below `.build/consumers`, where the next run finds it: each would compile
/// the same tool again otherwise, and a clean build of all of this is a matter of minutes.
final class ConsumerPackage: Sendable {
    let directory: TemporaryDirectory
    private let scratch: String
    /// Its files as they were copied.
    private let originals: [String: Data]

    /// - Parameters:
    ///   - path: the package in the repository that is copied. `(metricsgen)` in its manifest becomes the repository's
    ///     path, and so does the path that an example has from its own place.
    ///   - scratch: the name of the directory that it builds in, and with it the plugin's work directory: one that is
    ///     hard on careless programs, like the package's own.
    init(copying path: String, scratch: String = "plugin, ü x") throws {
        directory = try TemporaryDirectory()
        let source = Repository.root.appending(path: path)
        for name in try FileManager.default.contentsOfDirectory(atPath: source.path(percentEncoded: false))
        where ![".build", "Package.resolved"].contains(name) {
            try FileManager.default.copyItem(
                at: source.appending(path: name), to: directory.url.appending(path: name))
        }
        self.scratch = Self.scratch(named: scratch)
        let repository = Self.repository
        let manifest = try directory.text(of: "Package.swift")
            .replacingOccurrences(of: "(metricsgen)", with: repository)
            .replacingOccurrences(of: "path: \"../..\"", with: "path: \"\(repository)\"")
        try directory.write(manifest, to: "Package.swift")
        originals = try directory.files()
    }

    /// A package without files. The test writes them, as a reader of our pages would.
    init(emptyWithScratch scratch: String) throws {
        directory = try TemporaryDirectory()
        self.scratch = Self.scratch(named: scratch)
        originals = [:]
    }

    /// The path of this package.
    private static var repository: String {
        let root = Repository.root.standardizedFileURL.path(percentEncoded: false)
        return root.hasSuffix("/") ? String(root.dropLast()) : root
    }

    private static func scratch(named name: String) -> String {
        Repository.root.appending(path: ".build/consumers/\(name)").path(percentEncoded: false)
    }

    /// Writes one of its files. In a manifest, the address of this package on our pages becomes its path.
    func write(_ text: String, to path: String) throws {
        try directory.write(
            text.replacing(
                "url: \"https://example.com/metricsgen.git\", from: \"0.1.0\"",
                with: "name: \"metricsgen\", path: \"\(Self.repository)\""), to: path)
    }

    /// Makes its sources what they were, and leaves what is as it was.
    func restore() throws {
        let files = try directory.files().filter { $0.key != "Package.resolved" }
        for path in files.keys where originals[path] == nil {
            try FileManager.default.removeItem(at: directory.url.appending(path: path))
        }
        for (path, data) in originals where files[path] != data {
            let file = directory.url.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try data.write(to: file)
        }
    }

    var path: String { directory.path }

    /// Runs `swift` with a subcommand. What it prints goes to both streams, and a test looks at both.
    @discardableResult
    func swift(_ subcommand: String, _ arguments: String...) throws
        -> (ending: RunningProcess.Ending, text: String, output: String)
    { try swift(subcommand, arguments) }

    @discardableResult
    func swift(_ subcommand: String, _ arguments: [String]) throws
        -> (ending: RunningProcess.Ending, text: String, output: String)
    {
        let outcome = try RunningProcess.run(
            "swift", [subcommand, "--scratch-path", scratch] + arguments, workingDirectory: path, timeLimit: 3600)
        return (outcome.ending, outcome.output + outcome.errorOutput, outcome.output)
    }

    /// Runs a program that the package has built.
    func run(_ program: String, configuration: String = "debug") throws -> RunningProcess.Outcome {
        try RunningProcess.run("\(scratch)/\(configuration)/\(program)", workingDirectory: path)
    }

    func built(_ program: String) -> String { scratch + "/debug/" + program }

    /// The packages that were cloned for it, by their names.
    func cloned() throws -> [String] {
        let checkouts = scratch + "/checkouts"
        guard FileManager.default.fileExists(atPath: checkouts) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: checkouts)
    }

    /// For what is built once and never again.
    func removeScratch() { try? FileManager.default.removeItem(atPath: scratch) }

    func edit(_ file: String, _ change: (String) -> String) throws {
        try directory.write(change(directory.text(of: file)), to: file)
    }

    /// Every file that the plugin has written for a target.
    func generated(for target: String, by plugin: String = "MetricsGenPlugin") throws -> [String: Data] {
        let outputs = URL(filePath: scratch).appending(path: "plugins/outputs")
        var files: [String: Data] = [:]
        let identity = directory.url.lastPathComponent
        let place = outputs.appending(path: "\(identity)/\(target)/destination/\(plugin)")
        for name in try FileManager.default.contentsOfDirectory(atPath: place.path(percentEncoded: false)) {
            files[name] = try Data(contentsOf: place.appending(path: name))
        }
        return files
    }
}
