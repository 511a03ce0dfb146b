// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import SpecDiagnostics

enum ServerDependentQuery {
    static let rule = Rule(code: "MG4003", name: "server-dependent-query", severity: .note)
    static let explained = ExplainedRule(
        rule,
        explanation: """
            Whether Prometheus accepts this query depends on the server. A release may have given a function another name, \
            or a part of the language may need a feature flag. A server that doesn't know it refuses the whole query: a \
            panel shows an error, and a rule file isn't loaded.

            What only needs a newer release, without a flag, isn't reported; `metricsgen explain-query` says it.
            """,
        badExample: "holt_winters(shop_queue_requests[1h], 0.5, 0.1)",
        goodExample: "predict_linear(shop_queue_requests[1h], 600)")

    static func findings(_ query: CheckedQuery) -> [Finding] {
        guard !query.reading.features.isEmpty, query.reading.findings.isEmpty, query.asksForKnown else { return [] }
        var names: Set<String> = []
        return query.reading.features.compactMap { use in
            let feature = use.feature
            guard names.insert(feature.name).inserted else { return nil }
            if let renaming = feature.renaming {
                return query.finding(
                    rule, at: use.span,
                    "\(feature.name.quoted) is called \(renaming.name.quoted) from Prometheus \(renaming.release) on, which refuses this name",
                    help: "write \(renaming.name.quoted) when the server is upgraded"
                        + (PromQLFunction.named(renaming.name)?.feature?.flag.map {
                            ", and start it with `--enable-feature=\($0)`"
                        } ?? ""))
            }
            guard let flag = feature.flag else { return nil }
            return query.finding(
                rule, at: use.span,
                "only Prometheus \(feature.release) or later with `--enable-feature=\(flag)` accepts this (\(feature.name))",
                notes: feature.stable.map { ["from \($0) on no flag is needed"] } ?? [],
                help: "enable the feature on each server that evaluates the query")
        }
    }
}

extension QueryCheck {
    static let serverDependentQuery = QueryCheck(
        [ServerDependentQuery.explained], eachQuery: ServerDependentQuery.findings)
}
