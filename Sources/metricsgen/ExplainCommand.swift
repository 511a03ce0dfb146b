// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import SpecCommands

struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Explain a rule, with an example that breaks it and a fixed one.",
        discussion: "Without an argument: the list of all rules.")

    @Argument(help: "The code of a diagnostic, such as MG1103, or the name of its rule.")
    var rule: String?

    func run() throws { try ExplainRun.run(rule) }
}
