// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import SpecFiles
import SpecPipeline
import TestSupport
import Testing

@testable import SpecCommands

@Suite("A run over several specs")
struct BuildTests {
    @Test("a fault in a file that two specs include is said once")
    func sharedInclude() throws {
        let root = "metricsgen: 1\nproduct: {name: NAME, version: \"1.0\", prefix: NAME_}\ninclude: [shared.yaml]\n"
        let directory = try SpecInDirectory(root.replacing("NAME", with: "a"), named: "a.yaml")
        try directory.write(root.replacing("NAME", with: "b"), to: "b.yaml")
        try directory.write("groups: {g: {metrics: {x: {type: gauge, hlp: Things.}}}}\n", to: "shared.yaml")
        let build = try directory.build(["a.yaml", "b.yaml"])
        #expect(build.findings.map(\.message) == ["a metric has no key `hlp`"])
    }

    // Files are read ahead of their turn, under the numbers that they would have if none before them included another.
    @Test("each fault is shown in its file, whichever of the files include others or can't be read")
    func nestedIncludes() throws {
        func part(_ name: String, includes: String = "") -> String {
            "metricsgen: 1\n\(includes)groups: {\(name): {metrics: {\(name)_x: {type: gauge, help: Things., no_\(name): 1}}}}\n"
        }
        let directory = try SpecInDirectory(
            """
            metricsgen: 1
            product: {name: shop, version: "1.0", prefix: shop_}
            include: [a.yaml, b.yaml, missing.yaml, c.yaml, a.yaml, d/d.yaml]
            """)
        try directory.write(part("a"), to: "a.yaml")
        try directory.write(part("b", includes: "include: [d/e.yaml, c.yaml, d/f.yaml]\n"), to: "b.yaml")
        for name in ["c", "d/d", "d/e", "d/f"] { try directory.write(part(String(name.suffix(1))), to: "\(name).yaml") }
        let build = try directory.build()
        let faults = build.findings.map { "\(build.sources[$0.span.source].path): \($0.message)" }
        #expect(
            faults.sorted() == [
                "a.yaml: a metric has no key `no_a`", "b.yaml: a metric has no key `no_b`",
                "c.yaml: a metric has no key `no_c`", "d/d.yaml: a metric has no key `no_d`",
                "d/e.yaml: a metric has no key `no_e`", "d/f.yaml: a metric has no key `no_f`",
                "metrics.yaml: `a.yaml` is included already", "metrics.yaml: `c.yaml` is included already",
                "metrics.yaml: there is no file `missing.yaml`",
            ])
    }

    @Test("a run waits for another that writes into the same directory of outputs, and never for itself")
    func directoryOfOutputs() throws {
        let package = try SpecInDirectory("metricsgen: 1\nproduct: {name: a, version: \"1.0\", prefix: a_}\n")
        let outputs = try TemporaryDirectory()
        let root = RootSpec(path: "metrics.yaml", workingDirectory: package.path)
        var other: CheckoutLock? = CheckoutLock([outputs.path])
        var waits = 0
        _ = try Build([root], base: outputs.path, isForWriting: true) {
            waits += 1
            // The other run ends.
            withExtendedLifetime(other) {}
            other = nil
        }
        #expect(waits == 1)
        // The package's own directory by another path.
        let link = outputs.url.appending(path: "link").path(percentEncoded: false)
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: package.path)
        _ = try Build([root], base: link, isForWriting: true) { Issue.record("it waits for itself") }
    }
}
