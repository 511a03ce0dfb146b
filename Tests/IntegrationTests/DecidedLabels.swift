// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import PromQLSyntax
import QueryMeaning
import SpecHistory

/// How many pairs of a query and a label are decided: every series of the result has the label, or none has it. The labels
/// are those that the query names and those that the metrics of a catalogue have.
struct DecidedLabels: CustomStringConvertible {
    private var decided = 0
    private var open: [String: Int] = [:]

    init(_ queries: [String], metrics: KnownMetrics, _ catalogue: Catalogue) {
        let ofCatalogue = Set(
            catalogue.metrics.flatMap { metric in
                metric.labels.map(\.name)
                    + metric.kind.sampleLabels(mode: metric.mode).map { $0.name(inFamily: metric.name) }
            })
        for query in queries {
            let expression = PromQLReading(query, templates: .grafana).expression
            let labels = QueryMeaning(expression, metrics: metrics).result.labels
            for label in ofCatalogue.union(expression.namedLabels) {
                if labels[label] == .possible { open[label, default: 0] += 1 } else { decided += 1 }
            }
        }
    }

    private var openCount: Int { open.values.reduce(0, +) }
    var ratio: Double { Double(decided) / Double(decided + openCount) }

    var description: String {
        let most = open.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(8).map { "\($0.key) \($0.value)" }
        let percent = (ratio * 1000).rounded() / 10
        return
            "\(decided) of \(decided + openCount) decided (\(percent) %); most often open: \(most.joined(separator: ", "))"
    }
}

extension PromQLExpression {
    /// The labels that it names, in matchers, lists and strings that are labels.
    fileprivate var namedLabels: Set<String> {
        parts.reduce(ownLabels) { $0.union($1.namedLabels) }
    }

    private var ownLabels: Set<String> {
        switch form {
        case .vector(let series, _), .range(let series, _, _): return Set(series.matchers.compactMap(\.label.text))
        case .aggregation(let aggregation): return aggregation.grouping.labels
        case .aggregationTemplate(let template): return template.grouping.labels
        case .call(let function, let arguments):
            let strings = arguments.compactMap { if case .string(let string) = $0.form { string.text } else { nil } }
            return switch function.text {
            case "label_replace": strings.count == 4 ? [strings[0], strings[2]] : []
            case "label_join": Set(strings.prefix(1) + strings.dropFirst(2))
            default: []
            }
        case .binary(let operation):
            var labels: Set<String> = []
            switch operation.matching?.labels {
            case .on(let list), .ignoring(let list): labels.formUnion(list.compactMap(\.text))
            case nil: break
            }
            switch operation.matching?.group {
            case .left(let list), .right(let list): labels.formUnion(list.compactMap(\.text))
            case nil: break
            }
            return labels
        default: return []
        }
    }
}

extension Aggregation.Grouping {
    fileprivate var labels: Set<String> {
        switch self {
        case .by(let labels), .without(let labels): Set(labels.compactMap(\.text))
        }
    }
}
