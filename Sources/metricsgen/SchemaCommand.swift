// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import SpecCommands

struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema of the spec language.",
        discussion: """
            With it an editor completes and explains the keys of a spec. For editors that use yaml-language-server: write \
            it to a file, and begin the spec with `# yaml-language-server: $schema=FILE`.
            """)

    func run() throws { try SchemaRun.run() }
}
