// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import SpecCommands

struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Write a small spec that compiles, and print the next steps.",
        discussion: """
            In a target's folder, such as Sources/App/metrics.yaml, the spec is for the build plugin: `swift build` \
            compiles it, and nothing is committed but the spec. Elsewhere it asks for outputs under Generated/, which \
            `metricsgen build` writes, you commit, and `metricsgen check` verifies. An existing file is never changed.
            """)

    @Argument(help: "The path of the spec.", completion: .file(extensions: ["yaml", "yml"]))
    var file = "metrics.yaml"

    func run() throws { try InitRun.run(file) }
}
