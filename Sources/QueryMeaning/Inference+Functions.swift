// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax

extension Inference {
    mutating func called(_ function: PromQLString, _ arguments: [PromQLExpression]) -> QueryResult {
        guard let name = function.text, let known = PromQLFunction.named(name) else {
            for argument in arguments { _ = result(of: argument) }
            return QueryResult(.unknown, labels: .any)
        }
        if name == "info" { return info(arguments) }
        let results = arguments.map { result(of: $0) }
        if known.result == .scalar { return .scalar(Self.unitOfScalar(name, results)) }
        switch name {
        case "vector": return QueryResult(.vector, unit: results.first?.unit ?? .unknown)
        case "absent", "absent_over_time": return absent(arguments.first, results.first)
        case "label_replace": return labelReplaced(arguments, results)
        case "label_join": return labelsJoined(arguments, results)
        default: break
        }
        // The first series that it takes. `hour()` and its like work on the time of the query.
        guard let input = results.first(where: \.mayHaveSeries) else { return QueryResult(.vector, unit: .number) }
        var output = input.with(type: .vector, hasName: Self.keepsName(name))
        output.unit = Self.unit(of: name, input.unit)
        switch name {
        case "histogram_quantile":
            output.labels["le"] = .impossible
            output.unit = metrics.unit(ofObservations: input.metrics)
        case "histogram_fraction": output.labels["le"] = .impossible
        case "histogram_avg", "histogram_stddev": output.unit = metrics.unit(ofObservations: input.metrics)
        // One of its arguments names a label.
        case "histogram_quantiles": output.labels = .any
        default: break
        }
        return output
    }

    private static func unitOfScalar(_ name: String, _ arguments: [QueryResult]) -> QueryUnit {
        switch name {
        case "scalar": arguments.first?.unit ?? .unknown
        case "time", "start", "end": QueryUnit(.unixSeconds)
        case "step", "range": QueryUnit(.seconds)
        default: .number
        }
    }

    private static func keepsName(_ function: String) -> Bool {
        switch function {
        case "last_over_time", "first_over_time", "sort", "sort_desc", "sort_by_label", "sort_by_label_desc": true
        default: false
        }
    }

    private static func unit(of function: String, _ unit: QueryUnit) -> QueryUnit {
        switch function {
        case "rate", "irate", "deriv": unit.rate
        case "increase", "delta", "idelta": unit.difference
        case "abs", "ceil", "floor", "round", "clamp", "clamp_min", "clamp_max",
            "avg_over_time", "min_over_time", "max_over_time", "sum_over_time", "last_over_time", "first_over_time",
            "quantile_over_time", "stddev_over_time", "mad_over_time", "predict_linear",
            "double_exponential_smoothing", "holt_winters", "sort", "sort_desc", "sort_by_label", "sort_by_label_desc":
            unit
        case "count_over_time", "changes", "resets", "present_over_time", "sgn", "histogram_count",
            "histogram_fraction", "hour", "minute", "month", "year", "day_of_month", "day_of_week", "day_of_year",
            "days_in_month":
            .number
        case "timestamp", "ts_of_min_over_time", "ts_of_max_over_time", "ts_of_last_over_time",
            "ts_of_first_over_time":
            QueryUnit(.unixSeconds)
        default: .unknown
        }
    }

    // MARK: Functions that make labels

    /// A series with the labels that the selector asks for by `=`, once each.
    private func absent(_ argument: PromQLExpression?, _ input: QueryResult?) -> QueryResult {
        var result = QueryResult(.vector, metrics: input?.metrics ?? [], unit: .number)
        var argument = argument
        while case .parentheses(let inner)? = argument?.form { argument = inner }
        let series: SeriesSelector
        switch argument?.form {
        case .vector(let selector, _), .range(let selector, _, _): series = selector
        case .hole, .missing, nil:
            result.labels = .any
            return result
        default: return result
        }
        guard series.holes.isEmpty else {
            result.labels = .any
            return result
        }
        var counts: [String: Int] = [:]
        for matcher in series.matchers { if let label = matcher.label.text { counts[label, default: 0] += 1 } }
        for matcher in series.matchers where matcher.operation == .equal {
            guard let label = matcher.label.text, label != "__name__", counts[label] == 1 else { continue }
            result.labels[label] = matcher.value.text.map { $0.isEmpty ? .impossible : .certain } ?? .possible
        }
        if series.matchers.contains(where: { $0.label.text == nil }) {
            result.labels = .any
        }
        return result
    }

    private func text(_ expressions: [PromQLExpression], _ index: Int) -> String? {
        guard index < expressions.count, case .string(let string) = expressions[index].form else { return nil }
        return string.text
    }

    private func labelReplaced(_ arguments: [PromQLExpression], _ results: [QueryResult]) -> QueryResult {
        guard var result = results.first?.with(type: .vector) else { return QueryResult(.vector, labels: .any) }
        guard let target = text(arguments, 1) else {
            result.labels = .any
            return result
        }
        let before = result.labels[target]
        var replaced: LabelKnowledge.Status = .possible
        if let replacement = text(arguments, 2), !replacement.contains("$") {
            replaced = replacement.isEmpty ? .impossible : .certain
        } else if text(arguments, 2) == "$1", let pattern = text(arguments, 4), ["(.*)", "(.+)"].contains(pattern),
            let source = text(arguments, 3)
        {
            // It is a copy; `(.+)` leaves series alone that have nothing to copy.
            replaced = pattern == "(.+)" ? .certain : result.labels[source]
            if pattern == "(.+)", result.labels[source] == .certain {
                result.labels[target] = .certain
                return result
            }
            if pattern == "(.+)", result.labels[source] == .impossible { return result }
        }
        let matchesAll = text(arguments, 4).map { [".*", "(.*)"].contains($0) } ?? false
        result.labels[target] = matchesAll || before == replaced ? replaced : .possible
        return result
    }

    private func labelsJoined(_ arguments: [PromQLExpression], _ results: [QueryResult]) -> QueryResult {
        guard var result = results.first?.with(type: .vector) else { return QueryResult(.vector, labels: .any) }
        guard let target = text(arguments, 1) else {
            result.labels = .any
            return result
        }
        let sources = arguments.dropFirst(3).map { source -> LabelKnowledge.Status in
            guard case .string(let label) = source.form, let label = label.text else { return .possible }
            return result.labels[label]
        }
        let hasSeparator = sources.count > 1 && text(arguments, 2).map { !$0.isEmpty } ?? false
        if hasSeparator || sources.contains(.certain) {
            result.labels[target] = .certain
        } else {
            result.labels[target] =
                sources.contains(.possible) || (sources.count > 1 && text(arguments, 2) == nil)
                ? .possible : .impossible
        }
        return result
    }

    /// It adds labels of `target_info`, and existing labels win. Its second argument is not a query.
    private mutating func info(_ arguments: [PromQLExpression]) -> QueryResult {
        guard let first = arguments.first else { return QueryResult(.vector, labels: .any) }
        var output = result(of: first).with(type: .vector)
        output.labels = LabelKnowledge(certain: output.labels.certain, isOpen: true)
        return output
    }
}
