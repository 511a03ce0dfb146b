// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@testable import MetricsRuntime

@Suite("An exposition in a file")
struct ExpositionFileTests {
    private let registry = MetricsRegistry(storage: .memory)

    private func counter() throws -> Counter {
        var product = ProductDeclaration(name: "job", version: "1.0.0")
        product.counter(0, "rows_total", "Rows.", MetricLabels())
        return try product.register(in: registry, visibility: Visibility()).counter(0)
    }

    @Test("a file has the whole exposition, in any format, and replaces the one before; nothing else stays")
    func whole() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/job.prom"
        let rows = try counter()
        try registry.writeExposition(toFile: path)
        rows.increment()
        try registry.writeExposition(toFile: path)
        #expect(try directory.text(of: "job.prom") == registry.exposition())
        try registry.writeExposition(toFile: path, as: .openMetrics)
        #expect(try directory.text(of: "job.prom").hasSuffix("rows_total 1.0\n# EOF\n"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["job.prom"])
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode.map { $0 & 0o400 } == 0o400)
    }

    @Test("a reader never finds a part of it, even while several threads write it")
    func atomic() async throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/job.prom"
        _ = try counter()
        try registry.writeExposition(toFile: path)
        let whole = registry.exposition()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask { for _ in 0..<20 { try registry.writeExposition(toFile: path) } }
            }
            for _ in 0..<200 { #expect(try directory.text(of: "job.prom") == whole) }
            try await group.waitForAll()
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["job.prom"])
    }

    @Test("an error says which file and why, and leaves nothing behind")
    func errors() throws {
        let directory = try TemporaryDirectory()
        let missing = directory.path + "/none/job.prom"
        #expect(throws: MetricsFileError.self) { try registry.writeExposition(toFile: missing) }
        do throws(MetricsFileError) {
            try registry.writeExposition(toFile: missing)
        } catch {
            #expect("\(error)" == "can't write the metrics to `\(missing)`: no such file or directory")
        }
        // A directory has the name.
        try FileManager.default.createDirectory(
            atPath: directory.path + "/job.prom", withIntermediateDirectories: false)
        #expect(throws: MetricsFileError.self) { try registry.writeExposition(toFile: directory.path + "/job.prom") }
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["job.prom"])
    }
}
