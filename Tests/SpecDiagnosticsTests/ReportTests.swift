// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecJSON
import SpecReports
import Testing

@testable import SpecDiagnostics

@Suite("Reports")
struct ReportTests {
    private static let rule = Rule(code: "MG9001", name: "too-loud")
    private static let quietRule = Rule(code: "MG9002", name: "too-quiet", severity: .warning)

    private var sources = SourceCollection()
    private let first: SourceID
    private let second: SourceID

    init() {
        first = sources.add(
            SourceText(path: "../a.yaml", packagePath: "spec/a.yaml", text: "one: 1\n\tt茶wo: 2\r\nthree"))
        second = sources.add(SourceText(path: "b.yaml", text: "é👩‍👧: x\u{1B}[31m\n" + String(repeating: "\n", count: 9)))
    }

    private func span(_ source: SourceID, _ line: Int, _ start: Int, _ end: Int, endLine: Int? = nil) -> Span {
        Span(
            source: source, start: Position(line: line, column: start),
            end: Position(line: endLine ?? line, column: end))
    }

    private func text(_ findings: Finding...) -> String { TextReport(sources: sources).text(of: findings) }

    @Test("one finding: heading, line, underline, notes, help")
    func finding() {
        #expect(
            text(
                Finding(
                    Self.rule, at: span(first, 1, 6, 7), "`one` is loud", underline: "did you mean `0`?",
                    notes: ["it matters"], help: "be quiet\nnow")) == """
                    ../a.yaml:1:6: error: `one` is loud [MG9001]
                    1 | one: 1
                      |      ^ did you mean `0`?
                      = note: it matters
                      = help: be quiet
                              now

                    """)
    }

    @Test("a tab before the place stays a tab, columns are scalars, and a mark is as wide as what it marks")
    func tabsAndWideCharacters() {
        #expect(
            text(Finding(Self.rule, at: span(first, 2, 3, 6), "loud")) == """
                ../a.yaml:2:3: error: loud [MG9001]
                2 | \tt茶wo: 2
                  | \t ^^^^

                """)
        #expect(
            text(Finding(Self.rule, at: span(second, 1, 2, 5), "loud")).hasPrefix(
                """
                b.yaml:1:2: error: loud [MG9001]
                1 | é👩‍👧: x
                """))
    }

    @Test("the shown line doesn't include a carriage return")
    func carriageReturn() {
        #expect(!text(Finding(Self.rule, at: span(first, 2, 1, 9), "loud")).contains("\r"))
    }

    @Test("a place over several lines is underlined to the end of its first")
    func severalLines() {
        let report = text(Finding(Self.rule, at: span(first, 1, 1, 3, endLine: 3), "loud"))
        #expect(report.contains("1 | one: 1\n  | ^^^^^^\n"))
    }

    @Test("an empty place, also at the end of its line, gets one mark")
    func emptyPlace() {
        #expect(text(Finding(Self.rule, at: span(first, 1, 7, 7), "loud")).contains("1 | one: 1\n  |       ^\n"))
        #expect(text(Finding(Self.rule, at: span(first, 1, 90, 95), "loud")).contains("1 | one: 1\n  |       ^\n"))
    }

    @Test("a place beyond the text, or on an empty line, shows no line, but its words")
    func noLine() {
        #expect(
            text(Finding(Self.rule, at: span(second, 5, 1, 1), "loud", underline: "here")) == """
                b.yaml:5:1: error: loud [MG9001]
                  = note: here

                """)
    }

    @Test("the second place is marked differently, and the line numbers of both are aligned")
    func related() {
        var sources = SourceCollection()
        let id = sources.add(
            SourceText(path: "a.yaml", text: String(repeating: "\n", count: 8) + "nine: 9\nten: 10"))
        let report = TextReport(sources: sources).text(of: [
            Finding(
                Self.rule, at: span(id, 10, 1, 4), "loud", underline: "again here",
                related: [.init("first here", at: span(id, 9, 1, 5))])
        ])
        #expect(
            report == """
                a.yaml:10:1: error: loud [MG9001]
                10 | ten: 10
                   | ^^^ again here
                a.yaml:9:1: note: first here
                 9 | nine: 9
                   | ----

                """)
    }

    @Test("control characters of a spec reach neither the terminal nor the first line")
    func controlCharacters() {
        let report = text(
            Finding(Self.rule, at: span(second, 1, 1, 2), "`x\u{1B}[31m\ny` is loud", underline: "a\nb"))
        #expect(!report.contains("\u{1B}"))
        #expect(report.hasPrefix("b.yaml:1:1: error: `x\\u{1B}[31m\\ny` is loud [MG9001]\n"))
    }

    @Test("a message with a very long word is cut")
    func longMessage() {
        let finding = Finding(Self.rule, at: span(first, 1, 1, 2), String(repeating: "x", count: 100_000))
        #expect(finding.message.count < 1_000)
    }

    @Test("findings are in the order of files and places, those at one place in the order they were made")
    func order() {
        let findings = [
            Finding(Self.rule, at: span(second, 1, 1, 2), "d"), Finding(Self.rule, at: span(first, 2, 1, 2), "c"),
            Finding(Self.rule, at: span(first, 1, 5, 6), "a"), Finding(Self.quietRule, at: span(first, 1, 5, 6), "b"),
        ]
        #expect(findings.inFileOrder().map(\.message) == ["a", "b", "c", "d"])
        let report = TextReport(sources: sources).text(of: findings)
        #expect(report.contains("[MG9001]\n1 | one: 1\n  |     ^\n\n../a.yaml:1:5: warning: b [MG9002]"))
    }

    @Test("colours are for those who want them")
    func colours() {
        let finding = Finding(Self.rule, at: span(first, 1, 1, 4), "loud")
        #expect(!text(finding).contains("\u{1B}"))
        #expect(
            TextReport(sources: sources, isColored: true).text(of: [finding]).hasPrefix(
                "../a.yaml:1:1: \u{1B}[1;31merror:\u{1B}[0m loud"))
    }

    @Test("as JSON, with paths of the package")
    func json() {
        let finding = Finding(
            Self.rule, at: span(first, 1, 1, 4), "`one` is loud", underline: "here", notes: ["it matters"],
            help: "be quiet", related: [.init("first here", at: span(second, 1, 2, 3))],
            fixes: [.init("delete it", isSafe: true, edits: [.init(replacing: span(first, 1, 1, 4), with: "")])])
        let place: [JSONValue.Member] = [
            .init("file", "spec/a.yaml"), .init("line", 1), .init("column", 1), .init("endLine", 1),
            .init("endColumn", 4),
        ]
        let expected: JSONValue = [
            "version": 1,
            "diagnostics": [
                .object(
                    [.init("code", "MG9001"), .init("rule", "too-loud"), .init("severity", "error")] + place + [
                        .init("message", "`one` is loud"), .init("help", "here\nit matters\nbe quiet"),
                        .init(
                            "related", [["file": "b.yaml", "line": 1, "column": 2, "message": "first here"]]),
                        .init(
                            "fixes",
                            [
                                [
                                    "description": "delete it", "safe": true,
                                    "edits": [.object(place + [.init("text", "")])],
                                ]
                            ]),
                    ])
            ],
        ]
        #expect(JSONReport(sources: sources).document(of: [finding]) == expected)
    }

    /// All messages of a SARIF document.
    private func messages(_ value: JSONValue) -> [String] {
        switch value {
        case .object(let members):
            members.flatMap { member -> [String] in
                if member.name == "message", case .object(let message) = member.value,
                    case .string(let text)? = message.first?.value
                {
                    return [text]
                }
                return messages(member.value)
            }
        case .array(let values): values.flatMap(messages)
        default: []
        }
    }

    @Test("as SARIF, whose messages have links, what only looks like a link is none, and other brackets stay")
    func links() {
        let report = SARIFReport(sources: sources, toolVersion: "1", rules: [])
        let findings = [
            Finding(
                Self.rule, at: span(first, 1, 1, 4), "`[one](two)` is loud",
                related: [.init("see [a](b)", at: span(second, 1, 2, 3))]),
            Finding(Self.rule, at: span(first, 2, 1, 4), "write `[one, two]`"),
        ]
        #expect(
            messages(report.document(of: findings))
                == [#"`\[one\](two)` is loud"#, #"see \[a\](b)"#, "write `[one, two]`"])
        #expect(messages(report.document(of: [], failure: "can't read `[x](y)`")) == [#"can't read `\[x\](y)`"#])
    }

    @Test("a host may know files by other paths")
    func hostPaths() {
        let finding = Finding(
            Self.rule, at: span(first, 1, 1, 4), "loud", related: [.init("first here", at: span(second, 1, 2, 3))])
        #expect(
            GitHubReport(sources: sources, path: { "pkg/" + $0.packagePath }).text(of: [finding])
                == "::error file=pkg/spec/a.yaml,line=1,col=1,endLine=1,endColumn=4,title=too-loud [MG9001]::loud%0A"
                + "first here: pkg/b.yaml:1:2\n")
    }

    @Test("nothing to report is a document too")
    func emptyJSON() {
        #expect(JSONReport(sources: sources).document(of: []) == ["version": 1, "diagnostics": []])
        #expect(text() == "")
    }
}
