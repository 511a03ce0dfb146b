// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import SpecCommands

@Suite("A baseline")
struct BaselineTests {
    private static let entry = Baseline.Entry(file: "a.json", rule: "unknown-metric", query: "rate(\"é\")\n")
    private static let other = Baseline.Entry(file: "a.json", rule: "invalid-query", query: "sum(")

    @Test("is read as it was written, and has the same bytes in any order")
    func bytes() throws {
        let baseline = Baseline([Self.entry, Self.other, Self.entry])
        #expect(try Baseline(parsing: Array(baseline.text.utf8)) == baseline)
        #expect(Baseline([Self.other, Self.entry, Self.entry]).text == baseline.text)
    }

    @Test("hides each finding as often as it was found")
    func counts() {
        var baseline = Baseline([Self.entry, Self.entry, Self.other])
        #expect(baseline.remove(Self.entry) && baseline.remove(Self.entry) && !baseline.remove(Self.entry))
        #expect(baseline == Baseline([Self.other]))
    }

    @Test(
        "that isn't one says why",
        arguments: [
            ("{", "it is not JSON"), ("[]", "is not a baseline"),
            (#"{"version": 2, "findings": []}"#, "is not a baseline"),
            (#"{"version": 1, "findings": [{"file": "a"}]}"#, "line 1, column 29"),
            (
                #"{"version": 1, "findings": [{"file": "a", "rule": "b", "query": "c", "count": 0}]}"#,
                "line 1, column 29"
            ),
        ])
    func faults(text: String, reason: String) {
        do {
            _ = try Baseline(parsing: Array(text.utf8))
            Issue.record("it was read")
        } catch {
            #expect(error.reason.contains(reason), "\(error.reason)")
        }
    }
}
