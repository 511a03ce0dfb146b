// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// Someone else's program, or a small one of ours around theirs, that judges what we make.
enum Judge {
    /// Runs a Python program of `Judges/` in the virtual environment that `make test` makes.
    static func python(
        _ program: String, _ arguments: [String] = [], input: String = "", environment: [String: String?] = [:]
    ) throws -> RunningProcess.Outcome {
        let made = Repository.root.appending(path: ".build/python/bin/python").path(percentEncoded: false)
        let interpreter = ProcessInfo.processInfo.environment["METRICSGEN_PYTHON"] ?? made
        try #require(
            FileManager.default.isExecutableFile(atPath: interpreter),
            "there is no Python environment for the judges: run `make test`, which makes one")
        let path = Repository.root.appending(path: "Tests/IntegrationTests/Judges/\(program)")
        return try RunningProcess.run(
            interpreter, [path.path(percentEncoded: false)] + arguments, input: input,
            // No compiled files among the sources.
            environment: environment.merging(["PYTHONDONTWRITEBYTECODE": "1"]) { $1 }, timeLimit: 1800)
    }

    /// Other people's schemas, which stay out of the repository.
    static let schemas: URL? = {
        let directory = Repository.root.deletingLastPathComponent().appending(path: "shared/grafana/schema")
        return FileManager.default.fileExists(atPath: directory.path(percentEncoded: false)) ? directory : nil
    }()
}
