// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// Specs that users copy are free of findings.
@Suite("Examples in the README and the pages")
struct ExampleSpecTests {
    private func blocks(of page: String) throws -> [String] {
        try Repository.text(page).components(separatedBy: "```yaml\n").dropFirst()
            .map { $0.components(separatedBy: "\n```")[0] + "\n" }
    }

    private func complaints(about spec: String) throws -> String {
        let package = try TemporaryDirectory()
        try package.write("", to: "Package.swift")
        try package.write(spec, to: "metrics.yaml")
        let lint = try RunningProcess.run(
            BuiltProgram.path("metricsgen"), ["lint", "--warnings-as-errors"], workingDirectory: package.path)
        return lint.ending == .exited(0) ? lint.errorOutput : "\(lint.ending): \(lint.errorOutput)"
    }

    @Test("lint has nothing to say about any complete spec")
    func complete() throws {
        let pages = ["README.md"] + (try Repository.files(in: "docs", endingWith: ".md").map { "docs/\($0)" })
        var count = 0
        for page in pages {
            for block in try blocks(of: page) where block.hasPrefix("metricsgen: 1\nproduct:") {
                #expect(try complaints(about: block) == "", "\(page): \(block)")
                count += 1
            }
        }
        #expect(count >= 5)
    }

    @Test("nor about the README's spec with the deprecation that the README adds to it")
    func deprecated() throws {
        let spec = try blocks(of: "README.md")[0]
        let deprecated = try #require(
            try Repository.text("README.md").firstMatch(of: #/`(deprecated: \{.*?\})` to `open`/#)?.1)
        let open = "open: {type: gauge, help: Orders not yet sent., multiprocess: sum}"
        #expect(spec.contains(open))
        let edited = spec.replacing(
            open, with: "open: {type: gauge, help: Orders not yet sent. DEPRECATED., multiprocess: sum, \(deprecated)}")
        #expect(try complaints(about: edited) == "")
    }
}
