// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import QueryMeaning
import ReferenceFiles
import SpecDiagnostics

/// Patterns of names that match nothing of the product. What they find belongs to the rules about single names.
enum DeadNamePattern {
    static func findings(_ query: CheckedQuery) -> [Finding] {
        guard query.reading.findings.isEmpty else { return [] }
        let listed = Set(query.meaning.askedNames.map(\.node))
        return query.meaning.nodes.indices.flatMap { index -> [Finding] in
            guard !listed.contains(index), let selector = query.meaning.nodes[index].expression.selector,
                selector.name == nil, selector.holes.isEmpty
            else { return [] }
            let matchers = selector.matchers.filter { $0.label.text == "__name__" }
            guard matchers.count == 1, matchers[0].operation == .matches, let pattern = matchers[0].value.text else {
                return []
            }
            return NamePattern.dead(in: pattern, isWhole: true, query.metrics).map { dead in
                let place = query.span(of: matchers[0].value.place(of: dead.range))
                return finding(dead, at: place, matchedBy(dead), query.metrics)
            }
        }
    }

    /// Of variables such as `metrics(shop_door)`.
    static func variableFindings(_ file: CheckedFile) -> [Finding] {
        file.file.dashboards.flatMap(\.variables).flatMap { variable -> [Finding] in
            guard let pattern = variable.namePattern, !pattern.text.contains("$"), !pattern.text.contains("[[") else {
                return []
            }
            return NamePattern.dead(in: pattern.text, isWhole: false, file.metrics).map { dead in
                let place = pattern.span(of: dead.range, in: file.source, id: file.id)
                return finding(
                    dead, at: place, "the variable `\(variable.name.text)` lists names, and \(matchedBy(dead))",
                    file.metrics)
            }
        }
    }

    private static func matchedBy(_ dead: NamePattern.Dead) -> String {
        dead.gone == nil
            ? "no metric matches \(quoted: dead.text)" : "no metric that is served matches \(quoted: dead.text)"
    }

    private static func finding(
        _ dead: NamePattern.Dead, at place: Span, _ message: String, _ metrics: KnownMetrics
    ) -> Finding {
        if let gone = dead.gone {
            return Finding(
                UnservedMetric.rule, at: place, message, notes: ["\(quoted: gone.name) \(gone.endInWords)"],
                help: gone.replacementInWords(in: metrics))
        }
        let suggestion = PromQLName.isSeries(dead.text) ? metrics.suggestion(for: dead.text) : nil
        return Finding(
            UnknownMetric.rule, at: place, message,
            help: suggestion.map { "did you mean \(quoted: $0)?" }
                ?? "correct the pattern; if something else has such metrics, add the beginning of their names to `external`"
        )
    }
}

extension QueryCheck {
    /// Its rules are those of `names`.
    static let namePatterns = QueryCheck([]) { file in
        file.queries.flatMap(DeadNamePattern.findings) + DeadNamePattern.variableFindings(file)
    }
}
