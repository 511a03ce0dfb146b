// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import SpecCommands

/// Files with queries, and what they can ask for.
struct ReferenceOptions: ParsableArguments {
    @Option(
        parsing: .upToNextOption,
        help: .init(
            "Dashboards, files of rules and pages; directories are walked, and - is standard input.",
            valueName: "file"), completion: .file())
    var references: [String] = []

    @Option(
        help: .init(
            """
            Metrics that the queries may ask for besides those of the spec, or without one: a catalogue, a scraped page \
            or Prometheus' saved metadata. Can be repeated.
            """, valueName: "file"), completion: .file())
    var catalogue: [String] = []

    @Option(
        help: .init(
            "The catalogues have every metric whose name begins like this: another one is an error. Can be repeated.",
            valueName: "prefix"))
    var complete: [String] = []

    @Option(
        parsing: .unconditional,
        help: .init(
            "The release, X.Y or X.Y.Z, that queries are judged for; by default the spec's.", valueName: "version"))
    var productVersion: String?

    func arguments() throws -> ReferenceArguments {
        try ReferenceArguments(
            files: references, catalogues: catalogue, completePrefixes: complete, productVersion: productVersion)
    }
}
