// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import Testing

@testable import SpecLanguage

@Suite("A name that isn't declared and is used several times")
struct RepeatedReferenceTests {
    private func finding(_ message: String, line: Int, reference: String?, fix: String? = nil) -> Finding {
        let place = Span(
            source: SourceID(index: 0), start: Position(line: line, column: 1), end: Position(line: line, column: 2))
        return Finding(
            UnknownLabel.rule, at: place, message, reference: reference,
            fixes: fix.map { [.init("rename", isSafe: false, edits: [.init(replacing: place, with: $0)])] } ?? [])
    }

    @Test("is reported once, however each place is worded")
    func once() {
        let joined = [
            finding("there is no label `a`", line: 1, reference: "a"),
            finding("there is no label `a`, and no label set of that name", line: 2, reference: "a"),
        ].joiningRepeatedReferences()
        #expect(joined.map(\.message) == ["there is no label `a`"])
        #expect(joined.first?.related.map(\.span.start.line) == [2])
    }

    @Test("is reported for each place if only the words are the same")
    func each() {
        let same = [finding("no label", line: 1, reference: "a"), finding("no label", line: 2, reference: "b")]
        #expect(same.joiningRepeatedReferences().count == 2)
        let none = [finding("no label", line: 1, reference: nil), finding("no label", line: 2, reference: nil)]
        #expect(none.joiningRepeatedReferences().count == 2)
    }

    @Test("is reported for each place if another name fits there")
    func replacements() {
        let different = [
            finding("no label", line: 1, reference: "a", fix: "b"),
            finding("no label", line: 2, reference: "a", fix: "c"),
        ]
        #expect(different.joiningRepeatedReferences().count == 2)
    }
}
