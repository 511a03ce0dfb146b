// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecOutput
import SwiftEmitter
import TestSupport
import Testing

@testable import SpecEmitters

@Suite("Releases and former names in outputs")
struct FormerNameTests {
    private func text(_ emitter: Emitter, _ options: [String: String], _ spec: String) throws -> String {
        let emission = try emitter.emit(TestSpec.product(spec), ModelBuilder.request(emitter.name, options))
        #expect(emission.findings.isEmpty)
        return try #require(emission.files.first).text
    }

    private func spec(
        version: String, since: String = "1.4", lifecycle: String = ""
    ) -> String {
        """
        metricsgen: 1
        product: {name: shop, version: "\(version)"}
        \(lifecycle)
        groups:
          orders:
            metrics:
              queued:
                type: gauge
                help: "Orders. DEPRECATED: use open"
                multiprocess: sum
                deprecated: {since: "\(since)", reason: It is odd., replaced_by: open, publish: both}
              open: {type: gauge, help: Orders., multiprocess: sum}
        """
    }

    @Test(
        "the dashboard asks for both names while both are served, and the old one has no panel",
        arguments: [("1.3", true), ("1.4", true), ("1.4.9", true), ("0.0.0", true), ("1.5", false)])
    func dashboard(version: String, hasBoth: Bool) throws {
        let text = try text(.grafana, ["directory": "."], spec(version: version))
        let selector = #"{job=~\"$job\", instance=~\"$instance\"}"#
        #expect(text.contains("(open\(selector) or queued\(selector))") == hasBoth)
        #expect(text.contains("(open\(selector))") != hasBoth)
        #expect(!text.contains("\"title\": \"Queued\"") && !text.contains("\"title\": \"Deprecated\""))
    }

    @Test("a product that counts patch releases passes them to the runtime, and its page shows them")
    func patchReleases() throws {
        let spec = spec(
            version: "1.4.3", since: "1.4.2",
            lifecycle: "lifecycle: {granularity: patch, hide_after: 2, remove_after: 5}")
        #expect(
            try text(.swift, ["directory": "."], spec).contains(
                "deprecated: .init(since: .init(1, 4, 2), hideAfter: 2, removeAfter: 5, replacedBy: [\"open\"])"))
        let page = try text(.markdown, ["file": "page.md"], spec)
        #expect(page.contains("| 1.4.2 | 1.4.4 | 1.4.7 |") && page.contains("Until 1.4.4 also published as"))
        #expect(try text(.catalogue, ["file": "c.json"], spec).contains("\"granularity\": \"patch\""))
        let module = try text(.python, ["file": "shop.py", "class": "Shop"], spec)
        #expect(module.contains("(1, 4, 2)") && module.contains("_Release(1, 4, 2, 5)"))
    }

    @Test("listed patch releases are passed on as they are")
    func listed() throws {
        let spec = spec(
            version: "1.5.0", since: "1.4.2",
            lifecycle: "lifecycle: {granularity: patch}\nreleases: [\"1.4.2\", \"1.5\"]")
        #expect(
            try text(.swift, ["directory": "."], spec).contains(
                "hidden: .init(.init(1, 5, 0)), removed: .init(.init(1, 5, 0), patchOffset: 1)"))
    }
}
