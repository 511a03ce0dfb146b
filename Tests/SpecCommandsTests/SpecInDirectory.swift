// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import SpecPipeline
import TestSupport

@testable import SpecCommands

/// A package of a test's own with one spec.
final class SpecInDirectory {
    private let directory: TemporaryDirectory

    init(_ spec: String, named name: String = "metrics.yaml") throws {
        directory = try TemporaryDirectory()
        try write("", to: "Package.swift")
        try write(spec, to: name)
    }

    var url: URL { directory.url }
    var path: String { directory.path }

    func write(_ text: String, to path: String) throws { try directory.write(text, to: path) }

    func text(of path: String) throws -> String { try directory.text(of: path) }

    func build(_ specs: [String] = ["metrics.yaml"]) throws -> Build {
        try Build(specs.map { RootSpec(path: $0, workingDirectory: path) })
    }
}
