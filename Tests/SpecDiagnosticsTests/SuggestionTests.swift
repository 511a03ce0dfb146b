// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import SpecDiagnostics

@Suite("Did you mean")
struct SuggestionTests {
    private let keys = ["type", "help", "unit", "labels", "multiprocess", "directory", "model_name", "swift_name"]

    @Test(
        "finds what was meant",
        arguments: [
            ("tpye", "type"), ("hlep", "help"), ("label", "labels"), ("multiproces", "multiprocess"),
            ("modelName", "model_name"), ("model-name", "model_name"), ("MODEL_NAME", "model_name"),
            ("multi_process", "multiprocess"), ("dir", "directory"), ("unti", "unit"), ("swiftname", "swift_name"),
        ])
    func found(written: String, meant: String) {
        #expect(Suggestion.nearest(to: written, among: keys) == meant)
    }

    @Test("says nothing where it would only guess", arguments: ["", "x", "buckets", "owner", "di", "description"])
    func notFound(written: String) {
        #expect(Suggestion.nearest(to: written, among: keys) == nil)
    }

    @Test("takes the first of two that are equally near, and the nearer of two")
    func choice() {
        #expect(Suggestion.nearest(to: "sum", among: ["sun", "sub"]) == "sun")
        #expect(Suggestion.nearest(to: "latency", among: ["latencies", "latency_ms", "latencyy"]) == "latencyy")
        #expect(Suggestion.nearest(to: "a", among: [String]()) == nil)
    }
}
