// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import ReferenceFiles
import SpecDiagnostics

/// A rule of Prometheus and its expression, read and understood.
struct CheckedRule {
    let rule: ReferencedRule
    let query: CheckedQuery

    /// The place of a part of one of the rule's strings.
    func span(of string: PlacedString, _ part: Range<Int>? = nil) -> Span {
        string.span(
            of: part ?? 0..<string.text.utf8.count, in: query.file.source, id: query.file.id)
    }
}

extension CheckedFile {
    /// The rules of Prometheus whose expressions Prometheus would take.
    var checkedRules: [CheckedRule] {
        queries.compactMap { query in
            guard case .rule(let index) = query.query.use, query.reading.findings.isEmpty else { return nil }
            return CheckedRule(rule: file.rules[index], query: query)
        }
    }
}

extension QueryCheck {
    /// One that looks at each rule of Prometheus by itself.
    init(_ rules: [ExplainedRule], eachRule findings: @escaping @Sendable (CheckedRule) -> [Finding]) {
        self.init(rules) { file in file.checkedRules.flatMap(findings) }
    }
}
