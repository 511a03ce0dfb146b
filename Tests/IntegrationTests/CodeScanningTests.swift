// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@Suite("SARIF for code scanning")
struct CodeScanningTests {
    private static let spec = ContinuousIntegrationTests.spec

    /// A SARIF document, as far as it is asked about here.
    private struct Document: Decodable {
        struct Message: Decodable { let text: String }
        struct Fix: Decodable {
            struct Change: Decodable { let replacements: [Replacement] }
            struct Replacement: Decodable {
                struct Content: Decodable { let text: String }
                let insertedContent: Content
            }
            let artifactChanges: [Change]
        }
        struct Result: Decodable {
            let ruleId: String
            let message: Message
            let locations: [Location]
            let relatedLocations: [Related]?
            let fixes: [Fix]?
        }
        struct Location: Decodable {
            struct Physical: Decodable {
                struct Artifact: Decodable { let uri: String }
                struct Region: Decodable, Equatable { let startLine, startColumn, endLine, endColumn: Int }
                let artifactLocation: Artifact
                let region: Region
            }
            let physicalLocation: Physical
        }
        struct Related: Decodable { let message: Message }
        struct Invocation: Decodable {
            struct Notification: Decodable { let message: Message }
            let executionSuccessful: Bool
            let toolExecutionNotifications: [Notification]
        }
        struct Run: Decodable {
            let results: [Result]
            let invocations: [Invocation]?
        }
        let runs: [Run]
    }

    private static let schema = Repository.root.deletingLastPathComponent()
        .appending(path: "shared/schema/sarif-schema-2.1.0.json").path(percentEncoded: false)

    private func check(_ spec: String, in package: TemporaryDirectory) throws -> (
        ending: RunningProcess.Ending, text: String, run: Document.Run
    ) {
        let check = try RunningProcess.run(
            BuiltProgram.path("metricsgen"), ["check", spec, "--format", "sarif"], workingDirectory: package.path)
        let document = try JSONDecoder().decode(Document.self, from: Data(check.output.utf8))
        return (check.ending, check.output, try #require(document.runs.first))
    }

    private func package() throws -> TemporaryDirectory {
        let package = try TemporaryDirectory()
        try package.write("", to: "Package.swift")
        try package.write(Self.spec, to: "metrics.yaml")
        let build = try RunningProcess.run(BuiltProgram.path("metricsgen"), ["build"], workingDirectory: package.path)
        try #require(build.ending == .exited(0), "\(build.errorOutput)")
        let faulty = Self.spec.replacingOccurrences(of: "metrics.md", with: "faulty.md")
            .replacingOccurrences(of: "name: shop", with: "name: faulty")
        try package.write(
            faulty + "\n      open: {type: guage, help: Open orders.}\n      open: {type: gauge, help: Again.}",
            to: "faulty.yaml")
        try package.write(
            Self.spec.replacingOccurrences(of: "metrics.md", with: "other ü.md")
                .replacingOccurrences(of: "name: shop", with: "name: other"), to: "missing.yaml")
        try package.write(
            Self.spec.replacingOccurrences(
                of: "outputs:\n  docs: {file: Generated/metrics.md}", with: "references: ['ü.json']"
            )
            .replacingOccurrences(of: "name: shop", with: "name: asked"), to: "asked.yaml")
        try package.write(
            """
            {"title": "Orders", "panels": [{"type": "stat", "title": "Ä", "datasource": {"type": "prometheus"},
              "targets": [{"expr": "sum(\\n  rate(shop_orders[5m]))"}]}]}
            """, to: "ü.json")
        return package
    }

    @Test("a faulty spec: each finding, its fix and the other place at fault")
    func findings() throws {
        let (ending, _, run) = try check("faulty.yaml", in: package())
        #expect(ending == .exited(1))
        let byRule = Dictionary(grouping: run.results, by: \.ruleId)
        let unknown = try #require(byRule["MG1107"]?.first)
        #expect(unknown.fixes?.first?.artifactChanges.first?.replacements.map(\.insertedContent.text) == ["gauge"])
        let twice = try #require(byRule["MG0010"]?.first)
        #expect(twice.relatedLocations?.map(\.message.text) == ["first written here"])
        #expect(run.invocations == nil)
    }

    @Test("a wrong query: its place in the dashboard, and the fix")
    func queries() throws {
        let (ending, _, run) = try check("asked.yaml", in: package())
        #expect(ending == .exited(1))
        let result = try #require(run.results.first)
        #expect(run.results.count == 1 && result.ruleId == "MG4102")
        let place = try #require(result.locations.first).physicalLocation
        #expect(place.artifactLocation.uri == "%C3%BC.json")
        #expect(place.region == .init(startLine: 2, startColumn: 38, endLine: 2, endColumn: 49))
        #expect(
            result.fixes?.first?.artifactChanges.first?.replacements.map(\.insertedContent.text)
                == ["shop_orders_total"])
    }

    @Test("a missing output: what to run, without the difference, in which `[…](…)` would be links")
    func outputs() throws {
        let (ending, _, run) = try check("missing.yaml", in: package())
        #expect(ending == .exited(1))
        #expect(
            run.results.map(\.message.text).contains(
                "`Generated/other ü.md` is missing\nrun `metricsgen build missing.yaml`"),
            "\(run.results)")
        #expect(!run.results.contains { $0.message.text.contains("](") || $0.message.text.contains("+++") })
    }

    @Test("a right spec: a document without results")
    func nothing() throws {
        let (ending, _, run) = try check("metrics.yaml", in: package())
        #expect(ending == .exited(0))
        #expect(run.results.isEmpty && run.invocations == nil)
    }

    @Test("a spec that isn't there: a document that says that nothing was checked")
    func refusal() throws {
        let (ending, _, run) = try check("no such.yaml", in: package())
        #expect(ending == .exited(2))
        #expect(run.results.isEmpty)
        let invocation = try #require(run.invocations?.first)
        #expect(!invocation.executionSuccessful)
        #expect(
            invocation.toolExecutionNotifications.map(\.message.text)
                == ["can't read `no such.yaml`: no such file or directory"])
    }

    @Test(
        "each of these documents is valid by the schema",
        .enabled(
            if: FileManager.default.fileExists(atPath: Self.schema), "the schema is not a part of this repository"),
        arguments: ["faulty.yaml", "missing.yaml", "metrics.yaml", "no such.yaml", "asked.yaml"])
    func valid(spec: String) throws {
        let (_, text, run) = try check(spec, in: package())
        let judged = try Judge.python("sarif.py", [Self.schema], input: text)
        #expect(judged.ending == .exited(0), "\(judged.output)\(judged.errorOutput)")
        #expect(judged.output == "\(run.results.count) results, valid\n")
    }
}
