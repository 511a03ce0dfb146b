// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import SpecDiagnostics

enum UnreadableTemplate {
    static let rule = Rule(code: "MG7009", name: "unreadable-template")
    static let explained = ExplainedRule(
        rule,
        explanation: """
            The strings of an alert are templates of Prometheus. They may contain `{{ $labels.NAME }}`, `{{ $value \
            }}`, and either of them with a function such as `humanize`, `humanizePercentage` or `humanizeDuration` \
            after a `|`. Prometheus doesn't load a file of rules with a template that it can't read.
            """,
        badExample: ExampleShop.spec(
            """
            alerts:
              ManyWait:
                when: shop_waiting > 50
                for: 10m
                severity: warning
                summary: Many orders wait.
                description: "{{ value }} orders wait."
            """),
        goodExample: ExampleShop.spec(
            """
            alerts:
              ManyWait:
                when: shop_waiting > 50
                for: 10m
                severity: warning
                summary: Many orders wait.
                description: "{{ $value }} orders wait."
            """))

    private static let functions: Set<String> = [
        "humanize", "humanize1024", "humanizeDuration", "humanizePercentage", "humanizeTimestamp", "title", "toUpper",
        "toLower",
    ]

    static func findings(in text: String, at place: Span) -> [Finding] {
        var findings: [Finding] = []
        let bytes = Array(text.utf8)
        var index = 0
        while let start = next("{{", in: bytes, from: index) {
            guard let end = next("}}", in: bytes, from: start + 2) else {
                findings.append(finding(start..<bytes.count, of: text, at: place))
                break
            }
            if !isReadable(String(decoding: bytes[(start + 2)..<end], as: UTF8.self)) {
                findings.append(finding(start..<end + 2, of: text, at: place))
            }
            index = end + 2
        }
        return findings
    }

    private static func next(_ braces: String, in bytes: [UInt8], from start: Int) -> Int? {
        let brace = Array(braces.utf8)
        guard start + 1 < bytes.count else { return nil }
        return (start..<bytes.count - 1).first { bytes[$0] == brace[0] && bytes[$0 + 1] == brace[1] }
    }

    private static func isReadable(_ action: String) -> Bool {
        let steps = action.split(separator: "|", omittingEmptySubsequences: false).map { step in
            step.split(whereSeparator: { $0 == " " || $0 == "\t" })
        }
        guard steps.allSatisfy({ $0.count == 1 }) else { return false }
        let value = steps[0][0]
        let label = value.hasPrefix("$labels.") ? value.dropFirst("$labels.".count) : nil
        let isLabel = label.map { PromQLName.isLabel(String($0)) } ?? false
        return (value == "$value" || isLabel) && steps.dropFirst().allSatisfy { functions.contains(String($0[0])) }
    }

    private static func finding(_ range: Range<Int>, of text: String, at place: Span) -> Finding {
        Finding(
            rule, at: place, part: Finding.Part(range, of: text), "an alert can't have this template",
            help: "write `{{ $labels.NAME }}` or `{{ $value }}`, perhaps with a function: `{{ $value | humanize }}`")
    }
}
