// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import MetricsArgumentParser

/// The flags that say how an engine is simulated and where it is served. A replay accepts them and doesn't use them,
/// so one command line works for both.
struct ServingFlags: ParsableArguments {
    @Option(help: "The address to listen on.")
    var host = "127.0.0.1"

    @Option(
        parsing: .unconditional, help: "The port to listen on; 0 takes any free port. (default: 8000)",
        transform: PortNumber.parse)
    var port = 8000

    @Option(
        parsing: .unconditional, help: "The seed of the simulation; the same seed gives the same load. (default: 1)",
        transform: Seed.parse)
    var seed: UInt64 = 1

    @OptionGroup var server: ServerFlags
}
