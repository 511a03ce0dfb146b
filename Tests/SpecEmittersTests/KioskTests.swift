// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecModel
import SpecOutput
import SwiftEmitter
import TestSupport
import Testing

@testable import SpecEmitters

@Suite("Summaries, infos and statesets")
struct KioskTests {
    private let fixtures = "Tests/SpecEmittersTests/Fixtures"

    private func text(_ emitter: Emitter, _ options: [String: String], file: Int = 0) throws -> String {
        let product = try TestSpec.fixture("kiosk")
        let emission = emitter.emit(product, ModelBuilder.request(emitter.name, options))
        #expect(emission.findings.isEmpty)
        return try #require(emission.files.dropFirst(file).first).text
    }

    @Test("become the recorded Swift")
    func swift() throws {
        try expectRecorded(text(.swift, ["directory": ".", "access": "public"]), at: fixtures + "/Swift/kiosk.swift")
    }

    @Test("become the recorded page")
    func page() throws { try expectRecorded(text(.markdown, ["file": "page.md"]), at: fixtures + "/Markdown/kiosk.md") }

    @Test("become the recorded dashboard")
    func dashboard() throws {
        try expectRecorded(text(.grafana, ["directory": "."]), at: fixtures + "/Grafana/kiosk.json")
    }

    @Test("become the recorded catalogue")
    func catalogue() throws {
        try expectRecorded(text(.catalogue, ["file": "c.json"]), at: fixtures + "/Catalogue/kiosk.json")
    }

    @Test("what is scraped under a label of its own may not be the label of an enum in code")
    func typeNames() throws {
        let product = try TestSpec.product(
            """
            metricsgen: 1
            product: {name: shop, version: "1.0"}
            labels:
              door_state: {help: The door., values: [shut, ajar]}
              version: {help: The version., required: false}
              build_fields: {help: What it has., values: [a, b]}
            groups:
              doors:
                metrics:
                  door: {type: stateset, help: The door., states: [shut, ajar], labels: door_state}
                  build: {type: info, help: The build., fields: [version, build_fields]}
            """)
        let emission = Emitter.swift.emit(product, ModelBuilder.request("swift", ["directory": "."]))
        #expect(emission.findings.isEmpty)
        let text = try #require(emission.files.first).text
        #expect(text.contains("enum DoorStateOfMetric: Swift.UInt8"))
        #expect(text.contains("struct BuildFieldsOfMetric: Swift.Sendable"))
        #expect(text.contains("func set(version: Swift.String = \"\", buildFields: BuildFields)"))
    }
}
