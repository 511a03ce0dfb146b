// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import Testing

/// An error and a warning about one name become one diagnostic. What is printed plays no part in it.
@Suite("Two diagnostics about one name")
struct NameFaultTests {
    private let name = Span(
        source: SourceID(index: 0), start: Position(line: 1, column: 1), end: Position(line: 1, column: 5))

    private func joined(_ warning: Finding) -> Finding? {
        let error = Finding(rule("MG0002", .error), at: name, "it is taken", help: "rename one of the two")
        return [error, warning].joiningNameFaults().first
    }

    private func rule(_ code: String, _ severity: Severity) -> Rule {
        Rule(code: code, name: code.lowercased(), severity: severity, isAboutName: true)
    }

    private func warning(help: String, ifPublished: String?) -> Finding {
        let fix = Finding.Fix("rename", isSafe: false, edits: [.init(replacing: name, with: "b")])
        return Finding(
            rule("MG0001", .warning), at: name, "it is odd", help: help, ifPublished: ifPublished, fixes: [fix])
    }

    @Test("what can be done about a published name follows what can be done about the others")
    func help() {
        let both = warning(help: "name it `b`", ifPublished: "waive this")
        #expect(both.help == "name it `b`; if it is published already, waive this")
        #expect(warning(help: "name it `b`", ifPublished: nil).help == "name it `b`")
    }

    @Test("an error keeps only the advice that removes it")
    func advice() {
        #expect(joined(warning(help: "name it `b`", ifPublished: "waive this"))?.help == "name it `b`")
        // The same words in the advice itself decide nothing.
        let words = "name it `b`; if it is published already, ask"
        #expect(joined(warning(help: words, ifPublished: nil))?.help == words)
    }
}
