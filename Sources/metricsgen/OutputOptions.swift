// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import SpecCommands

/// The options for the place of outputs.
struct OutputOptions: ParsableArguments {
    @Option(
        name: .customLong("output"),
        help: "The directory that output paths are relative to, instead of the package's.", completion: .directory)
    var directory: String?

    var output: OutputDirectory { OutputDirectory(directory) }
}
