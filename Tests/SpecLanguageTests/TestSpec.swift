// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecOrigins
import SpecOutput
import SpecPipeline
import SpecTestSupport
import TestSupport

@testable import SpecLanguage

/// A spec as the compiler reads it, without lint, and with outputs that consist of no files.
typealias TestSpec = CompiledFixture

extension CompiledFixture {
    private static let emitters = [
        emitter(
            "swift", help: "typed Swift",
            [
                OutputOption("directory", .directory, isRequired: true, help: "where the code goes"),
                OutputOption("type", .text, help: "name of the type"),
                OutputOption("access", .choice(["public", "package", "internal"]), help: "who can see it"),
            ]),
        emitter(
            "python", help: "a typed module for Python",
            [
                OutputOption("file", .file, isRequired: true, help: "where the module goes"),
                OutputOption("class", .text, help: "name of the class"),
            ]),
        emitter(
            "docs", help: "a page",
            [
                OutputOption("file", .file, isRequired: true, help: "where the page goes"),
                OutputOption("locales", .texts, help: "further languages"),
            ]),
        emitter(
            "grafana", help: "dashboards",
            [OutputOption("directory", .directory, isRequired: true, help: "where the dashboards go")]),
        emitter(
            "prometheus", help: "rules",
            [
                OutputOption("directory", .directory, isRequired: true, help: "where the rules go"),
                OutputOption("resource", .choice(["PrometheusRule"]), help: "whether there is a resource too"),
            ]),
        emitter(
            "catalogue", help: "the model as JSON",
            [OutputOption("file", .file, isRequired: true, help: "where the catalogue goes")]),
    ]

    private static func emitter(_ name: String, help: String, _ options: [OutputOption]) -> Emitter {
        Emitter(name: name, help: help, options: options) { _, _ in Emission(files: []) }
    }

    /// What the emitters declare.
    static let outputs = OutputDeclarations(emitters.map(\.declaration))

    /// Where translations lie.
    static let locales = "locales/"

    init(_ text: String, root: String = "spec.yaml") { self.init(FixtureFiles(text, root: root)) }

    init(_ files: FixtureFiles) { self.init(files, emitters: Self.emitters) }
}
