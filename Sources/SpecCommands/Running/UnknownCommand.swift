// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

/// A first argument where a command was expected.
package struct UnknownCommand {
    package let message: String

    /// nil if it is a command, or an option.
    package init?(_ arguments: [String], commands: [String]) {
        let asked = arguments.first == "help" ? arguments.dropFirst() : arguments[...]
        guard let argument = asked.first, !argument.hasPrefix("-") else { return nil }
        let commands = commands + ["help"]
        guard !commands.contains(argument) else { return nil }
        let nearest = Suggestion.nearest(to: argument, among: commands)
        let list = commands.map { "`\($0)`" }.joined(separator: ", ")
        message =
            "there is no command \(quoted: argument)"
            + (nearest.map { "; did you mean `\($0)`?" } ?? "; the commands are \(list)")
            + "\n`metricsgen --help` describes them"
    }
}
