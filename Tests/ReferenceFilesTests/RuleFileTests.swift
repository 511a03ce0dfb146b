// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import Testing

@testable import ReferenceFiles

@Suite("A file of rules")
struct RuleFileTests {
    private func read(_ text: String) -> (file: ReferenceFile, source: SourceText, id: SourceID) {
        var sources = SourceCollection()
        let source = SourceText(path: "rules.yaml", text: text)
        let id = sources.add(source)
        return (ReferenceFile.read(source, id: id), source, id)
    }

    @Test("has the expressions of its rules, with their places inside block scalars")
    func expressions() {
        let (file, source, id) = read(
            """
            groups:
              - name: shop
                rules:
                  - alert: Slow
                    expr: |
                      a
                        > b
                    for: 5m
                  - record: x
                    expr: sum(a)
            """)
        #expect(file.kind == .rules)
        #expect(file.queries.map(\.string.text) == ["a\n  > b\n", "sum(a)"])
        #expect(file.queries[0].string.span(of: 6..<7, in: source, id: id).description == "7:15-7:16")
        #expect(file.rules.map(\.name.text) == ["Slow", "x"])
        #expect(file.rules[0].forDuration?.text == "5m")
    }
}
