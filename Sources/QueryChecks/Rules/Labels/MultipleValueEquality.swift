// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import QueryMeaning
import ReferenceFiles
import SpecDiagnostics

enum MultipleValueEquality {
    static let rule = Rule(code: "MG4308", name: "multiple-value-equality", severity: .warning)
    static let page = ExplainedRule(
        rule,
        explanation: """
            People can choose several values of this variable at once. Grafana then inserts `(a|b)`, which is a pattern: \
            compared with `=` it is a value that no series has, so the panel is empty as soon as two values are chosen. \
            Compare with `=~`, or with `!~` for `!=`.
            """,
        badExample: "", goodExample: "")
}

extension QueryCheck {
    static let multipleValueEquality = QueryCheck([MultipleValueEquality.page]) { file in
        let multiple = file.file.dashboards.map { dashboard in
            // A panel that is repeated for each value sees one at a time.
            Set(dashboard.variables.filter(\.isMultiple).map(\.name.text)).subtracting(dashboard.repeatedNames)
        }
        return file.queries.flatMap { query -> [Finding] in
            guard query.reading.findings.isEmpty, let dashboard = query.query.dashboard, !multiple[dashboard].isEmpty
            else { return [] }
            return query.reading.expression.selectors.flatMap { series -> [Finding] in
                guard let names = series.names, names.contains(where: query.isKnown) else { return [] }
                return series.matchers.compactMap { query.equality($0, multiple[dashboard]) }
            }
        }
    }
}

extension CheckedQuery {
    fileprivate func isKnown(_ name: String) -> Bool { metrics.target(of: name) != nil || metrics.isOfProduct(name) }

    fileprivate func equality(_ matcher: LabelMatcher, _ multiple: Set<String>) -> Finding? {
        guard matcher.operation == .equal || matcher.operation == .notEqual else { return nil }
        for case .hole(.variable(let variable)) in matcher.value.pieces where multiple.contains(variable.name) {
            let pattern = matcher.operation == .equal ? "=~" : "!~"
            return finding(
                MultipleValueEquality.rule, at: matcher.span,
                "several values of \("$\(variable.name)".quoted) can be chosen, and \(matcher.operation.rawValue.quoted) compares with one",
                help: "write \(pattern.quoted), which accepts each of them",
                fixes: [fix(matcher, pattern)].compactMap { $0 })
        }
        return nil
    }

    /// Nil where text around the variable would become a part of the pattern.
    private func fix(_ matcher: LabelMatcher, _ pattern: String) -> Finding.Fix? {
        guard matcher.value.onlyHole != nil else { return nil }
        // Between the label and its value are only the operator and spaces.
        let place = PromQLSpan(matcher.label.span.range.upperBound..<matcher.value.span.range.lowerBound)
        return fix("compare with \(pattern.quoted)", replacing: place, with: pattern)
    }
}
