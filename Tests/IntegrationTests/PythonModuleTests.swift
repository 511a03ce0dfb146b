// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@Suite("Generated Python modules")
struct PythonModuleTests {
    private static let modules = [
        "Generated/python/vllm_metrics.py", "Tests/SpecEmittersTests/Fixtures/Python/bakery.py",
        "Tests/SpecEmittersTests/Fixtures/Python/kiosk.py", "Tests/SpecEmittersTests/Fixtures/Python/hard_names.py",
        "Tests/SpecEmittersTests/Fixtures/Python/market.py", "Tests/SpecEmittersTests/Fixtures/Python/warehouse.py",
        // Each of its lines with a fault says which.
        "Tests/IntegrationTests/Fixtures/Python/uses.py",
    ]

    @Test("are formatted as black would, clean under ruff and pyright, and run on every Python that the machine has")
    func style() throws {
        let directory = try TemporaryDirectory()
        for module in Self.modules {
            try directory.write(Repository.text(module), to: String(module.split(separator: "/").last ?? ""))
        }
        let outcome = try Judge.python("python_module.py", ["style", directory.path])
        #expect(outcome.ending == .exited(0), "\(outcome.output)\(outcome.errorOutput)")
    }

    @Test("of random specs have no fault either, and serve what the specs say")
    func randomSpecs() throws {
        let count = isSoaking ? "40" : "3"
        let outcome = try Judge.python(
            "random_modules.py", [BuiltProgram.path("metricsgen"), "\(SeededGenerator.seed(1))", count])
        #expect(outcome.ending == .exited(0), "\(outcome.output)\(outcome.errorOutput)")
    }

    @Test("keep infos and statesets in a shared directory, as gauges that both readers understand")
    func kindsInDirectory() throws {
        let directory = Repository.root.appending(path: "Tests/SpecEmittersTests/Fixtures/Python")
            .path(percentEncoded: false)
        let outcome = try Judge.python(
            "python_module.py", ["kinds", directory, BuiltProgram.path("metricsgen-exporter")])
        #expect(outcome.ending == .exited(0), "\(outcome.output)\(outcome.errorOutput)")
    }

    @Test("serve what the generated Swift serves, at every step of the lifecycle, or refuse with the same words")
    func pages() throws {
        let directory = Repository.root.appending(path: "Generated/python").path(percentEncoded: false)
        let outcome = try Judge.python("python_module.py", ["pages", directory, BuiltProgram.path("engine-server")])
        #expect(outcome.ending == .exited(0), "\(outcome.output)\(outcome.errorOutput)")
    }

    @Test("do what the page about Python says, whose code is run line by line")
    func page() throws {
        let page = Repository.root.appending(path: "docs/python.md").path(percentEncoded: false)
        let outcome = try Judge.python("python_page.py", ["code", BuiltProgram.path("metricsgen"), page])
        #expect(outcome.ending == .exited(0), "\(outcome.output)\(outcome.errorOutput)")
    }
}
