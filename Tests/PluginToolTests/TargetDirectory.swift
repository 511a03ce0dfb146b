// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport

@testable import metricsgen_plugin_tool

/// A package of a test's own with one target, and the directory that the plugin may write to.
final class TargetDirectory {
    private let directory: TemporaryDirectory

    init(_ files: [String: String]) throws {
        directory = try TemporaryDirectory()
        try write("", to: "Package.swift")
        for (name, text) in files { try write(text, to: "Sources/App/\(name)") }
    }

    private var package: URL { directory.url }
    var work: URL { package.appending(path: "work") }

    func write(_ text: String, to path: String) throws { try directory.write(text, to: path) }

    /// What the plugin would start for YAML files of the target.
    func build(_ names: String...) throws -> PluginBuild {
        let files = names.map { name in
            PluginBuild.File(
                yaml: package.appending(path: "Sources/App/\(name)").path(percentEncoded: false),
                swift: name.replacingOccurrences(of: "/", with: "+") + ".swift")
        }
        return try PluginBuild(files, workDirectory: work.path(percentEncoded: false))
    }

    /// Every file of the package that a build may have made, by its path.
    func made() throws -> [String: Data] {
        try directory.files().filter { !$0.key.hasPrefix("Sources/") && $0.key != "Package.swift" }
    }

    /// The file's number, which a file that is put in another's place doesn't share.
    func number(of path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(
            atPath: package.appending(path: path).path(percentEncoded: false))
        return (attributes[.systemFileNumber] as? NSNumber)?.intValue ?? 0
    }
}
