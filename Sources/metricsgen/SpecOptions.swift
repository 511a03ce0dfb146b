// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import SpecCommands

/// The specs of a command.
struct SpecOptions: ParsableArguments {
    @Argument(
        help: "Root specs; by default every root spec in spec/, or else metrics.yaml.",
        completion: .file(extensions: ["yaml", "yml"]))
    var specs: [String] = []

    var selection: SpecSelection { SpecSelection(specs) }
}
