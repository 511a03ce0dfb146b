// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecModel
import SpecOutput
import SwiftEmitter
import TestSupport
import Testing

@testable import SpecEmitters

/// What metrics of real products have besides types and labels: `Fixtures/warehouse.yaml`.
@Suite("Values, units and buckets of real products")
struct WarehouseTests {
    private let fixtures = "Tests/SpecEmittersTests/Fixtures"

    private func text(_ emitter: Emitter, _ options: [String: String]) throws -> String {
        let product = try TestSpec.fixture("warehouse")
        let emission = emitter.emit(product, ModelBuilder.request(emitter.name, options))
        #expect(emission.findings.isEmpty)
        return try #require(emission.files.first).text
    }

    @Test("become the recorded Swift")
    func swift() throws {
        try expectRecorded(
            text(.swift, ["directory": ".", "access": "public"]), at: fixtures + "/Swift/warehouse.swift")
    }

    @Test("become the recorded page")
    func page() throws {
        try expectRecorded(text(.markdown, ["file": "page.md"]), at: fixtures + "/Markdown/warehouse.md")
    }

    @Test("become the recorded dashboard")
    func dashboard() throws {
        try expectRecorded(text(.grafana, ["directory": "."]), at: fixtures + "/Grafana/warehouse.json")
    }

    @Test("become the recorded catalogue")
    func catalogue() throws {
        try expectRecorded(text(.catalogue, ["file": "c.json"]), at: fixtures + "/Catalogue/warehouse.json")
    }
}
