// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import QueryMeaning
import ReferenceFiles

extension CheckedQuery {
    /// Whether somebody works with the values of its result. To find the values of labels, or where only a name is written,
    /// it doesn't matter what was done to the values; and of a query that Prometheus refuses nothing is certain.
    var hasValues: Bool {
        guard reading.findings.isEmpty else { return false }
        return switch query.use {
        case .variable: false
        case .page(let use): !use.isMention
        case .panel, .dashboardAnnotation, .rule, .ruleTemplate, .grafanaRule: true
        }
    }

    var panel: PanelUse? {
        if case .panel(let panel) = query.use { panel } else { nil }
    }

    /// A part of it, as it is written.
    func text(of part: PromQLSpan) -> String { query.string.part(part.range).text }

    /// The calls of some functions, with what is known of their first argument.
    func calls(of functions: Set<String>) -> [(node: QueryMeaning.Node, function: PromQLString, argument: QueryResult)]
    {
        meaning.nodes.indices.compactMap { index in
            guard case .call(let function, _) = meaning.nodes[index].expression.form, let name = function.text,
                functions.contains(name), let argument = meaning.children(of: index).first
            else { return nil }
            return (meaning.nodes[index], function, meaning.nodes[argument].result)
        }
    }
}

extension QueryMeaning.Node {
    /// The selector that it is, and the shortest part of the query that shows which: its name.
    var selector: (series: SeriesSelector, shift: TimeShift, span: PromQLSpan)? {
        switch expression.form {
        case .vector(let series, let shift), .range(let series, _, let shift):
            (series, shift, series.name?.span ?? expression.span)
        default: nil
        }
    }
}

extension QueryResult {
    /// Whether it can have several series.
    var mayHaveSeveralSeries: Bool { mayHaveSeries && !(labels.certain.isEmpty && labels.possible?.isEmpty == true) }
}
