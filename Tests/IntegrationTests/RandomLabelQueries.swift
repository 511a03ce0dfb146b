// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import PromQLSyntax
import SpecHistory
import TestSupport

/// Random queries over series that have many labels, with every operation that keeps, removes or makes a label.
struct RandomLabelQueries {
    var generator: SeededGenerator
    /// The names of series with the labels that each has.
    let series: [(name: String, labels: [String])]

    init(generator: SeededGenerator, _ catalogue: Catalogue) {
        self.generator = generator
        series = catalogue.metrics.flatMap { metric in
            metric.kind.description.series.map { one in
                (
                    name: one.name(inFamily: metric.name),
                    labels: metric.labels.map(\.name) + (one.label.map { [$0.name(inFamily: metric.name)] } ?? [])
                )
            }
        }
    }

    /// So many queries that Prometheus takes.
    mutating func next(_ count: Int) -> [String] {
        var queries: [String] = []
        while queries.count < count {
            let query = vector(depth: 1 + queries.count % 4)
            // Some have a label in `on` and in `group_left`.
            guard PromQLReading(query).findings.isEmpty else { continue }
            // Prometheus 2.42 loses labels of `count_values by` after the first step of a range.
            if query.contains("count_values by"), query.contains("[2m:30s]") { continue }
            queries.append(query)
        }
        return queries
    }

    private mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &generator) == 0 }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: elements.indices, using: &generator)]
    }

    private mutating func labels() -> [String] {
        let pool = ["job", "instance", "le", "nope", "__name__", "made"] + pick(series).labels
        return (0..<Int.random(in: 0...3, using: &generator)).map { _ in pick(pool) }
    }

    private mutating func list() -> String { Array(Set(labels())).sorted().joined(separator: ", ") }

    private mutating func selector() -> String {
        let one = pick(series)
        var matchers: [String] = []
        while chance(3) {
            let label = pick(one.labels + ["job", "nope"])
            matchers.append(
                label + pick([#"=~".+""#, #"!="""#, #"=~".*""#, #"="""#, #"!="x""#, #"!~"x""#, #"=~"a|b|""#]))
        }
        return matchers.isEmpty ? one.name : "\(one.name){\(matchers.joined(separator: ","))}"
    }

    mutating func vector(depth: Int) -> String {
        guard depth > 0 else { return chance(8) ? "vector(1)" : selector() }
        let inner = depth - 1
        switch Int.random(in: 0..<17, using: &generator) {
        case 0: return "\(pick(["rate", "increase", "last_over_time", "max_over_time"]))(\(selector())[5m])"
        case 1, 2:
            let grouping = chance(4) ? "" : " \(pick(["by", "without"])) (\(list()))"
            return "\(pick(["sum", "avg", "max", "count", "group", "stddev"]))\(grouping) (\(vector(depth: inner)))"
        case 3: return "\(pick(["topk", "bottomk"]))(2, \(vector(depth: inner)))"
        case 4: return "count_values\(chance(2) ? "" : " by (\(list()))") (\"made\", \(vector(depth: inner)))"
        case 5: return "histogram_quantile(0.9, \(vector(depth: inner)))"
        case 6:
            let replacement = pick(["x", "", "$1", "$2", "a$1"])
            let target = pick(["made", "nope", "job", "le"])
            let pattern = pick(["(.*)", ".*", "(.+)", "x", "(a|b).*"])
            return "label_replace(\(vector(depth: inner)), \"\(target)\", \"\(replacement)\", "
                + "\"\(pick(["job", "nope", "model_name"]))\", \"\(pattern)\")"
        case 7:
            let sources = labels().filter { $0 != "__name__" }.map { ", \"\($0)\"" }.joined()
            return
                "label_join(\(vector(depth: inner)), \"\(pick(["made", "job", "nope"]))\", \"\(pick(["", "-"]))\"\(sources))"
        case 8: return "absent(\(chance(2) ? selector() : vector(depth: inner)))"
        case 9: return "-\(chance(2) ? "(\(vector(depth: inner)))" : selector())"
        case 10:
            return
                "(\(vector(depth: inner))) \(pick(["+", "*", ">", "> bool", "==", "/"])) \(pick(["0", "1", "time()"]))"
        case 11: return "1 \(pick(["-", "<", "< bool"])) (\(vector(depth: inner)))"
        case 12: return "max_over_time((\(vector(depth: inner)))[2m:30s])"
        case 13: return "\(pick(["abs", "sort", "timestamp", "ceil", "hour"]))(\(vector(depth: inner)))"
        case 14:
            return
                "(\(vector(depth: inner))) \(pick(["and", "or", "unless"]))\(chance(2) ? "" : matching()) (\(vector(depth: inner)))"
        default:
            let side = pick(["group_left", "group_right"])
            let group = chance(2) ? "" : " \(side) (\(list()))"
            let operation = pick(["*", "/", "-", ">", "!=", "== bool"])
            return "(\(vector(depth: inner))) \(operation)\(matching())\(group) (\(vector(depth: inner)))"
        }
    }

    private mutating func matching() -> String { " \(pick(["on", "ignoring"])) (\(list()))" }
}
