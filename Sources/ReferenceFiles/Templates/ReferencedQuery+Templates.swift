// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension ReferencedQuery {
    /// The queries in the template of an annotation or a label.
    ///
    /// - Parameter rule: the index of the rule.
    static func queries(inTemplate string: PlacedString, of rule: Int, title: String) -> [ReferencedQuery] {
        RuleTemplate(string.text).queries.map { query in
            ReferencedQuery(
                string.string(of: query.literal), templates: query.isFormat ? .verbs : [], use: .ruleTemplate(rule),
                title: title)
        }
    }
}
