// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// `Scripts/check-api-breakage` on a clone of this repository (`make soak-api`).
@Suite("API breakage", .enabled(if: isSoaking))
struct APIBreakageTests {
    @Test("a public function that is gone or changed is reported, and a function of the package isn't")
    func plantedBreaks() throws {
        let clone = try TemporaryDirectory()
        func run(_ program: String, _ arguments: String...) throws -> RunningProcess.Outcome {
            try RunningProcess.run(program, arguments, workingDirectory: clone.path, timeLimit: 1800)
        }
        func plant(_ declarations: String) throws {
            try clone.write(
                "extension Counter {\n\(declarations)\n}\n", to: "Sources/MetricsRuntime/Handles/Planted.swift")
        }
        func check() throws -> RunningProcess.Outcome {
            try run(
                Repository.root.appending(path: "Scripts/check-api-breakage").path(percentEncoded: false), "--root",
                clone.path, "--module", "MetricsRuntime", "HEAD")
        }
        let root = Repository.root.path(percentEncoded: false)
        try #require(run("git", "clone", "-q", root, ".").ending == .exited(0))
        let kept = "    public func kept(_ value: Int) {}"
        let package = "    package func ofThePackage() {}"
        try plant("\(kept)\n    public func gone() {}\n\(package)")
        try #require(run("git", "add", "-A").ending == .exited(0))
        let commit = try run(
            "git", "-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false", "commit", "-qm",
            "x")
        try #require(commit.ending == .exited(0), "\(commit.errorOutput)")

        // Something new, and a function of the package less.
        try plant("\(kept)\n    public func gone() {}\n    public func new() {}")
        let fine = try check()
        #expect(fine.ending == .exited(0), "\(fine.output)\(fine.errorOutput)")

        try plant(kept.replacing("Int", with: "String"))
        let broken = try check()
        #expect(broken.ending == .exited(1))
        #expect(broken.errorOutput.contains("Counter.gone() has been removed"), "\(broken.errorOutput)")
        #expect(broken.errorOutput.contains("kept(_:)"), "\(broken.errorOutput)")
        #expect(!broken.errorOutput.contains("ofThePackage"))
    }
}
