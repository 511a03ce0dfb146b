// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecTestSupport
import Testing

@testable import SpecChecks

/// Faults that have nothing to do with each other, each worth one finding: three of them are three findings, whichever
/// they are.
@Suite("Three unrelated faults")
struct UnrelatedFaultsTests {
    private struct Fault {
        let code: String
        var labels = ""
        var metrics = ""
    }

    private static let faults = [
        Fault(code: "MG1103", metrics: "a_key: {type: gauge, help: One of the keys., multiproces: sum}"),
        Fault(code: "MG1103", metrics: "a_level: {type: gauge, help: One of the levels., objectives: [0.5]}"),
        Fault(code: "MG1107", metrics: "a_kind: {type: guage, help: One of the kinds.}"),
        Fault(code: "MG1107", metrics: "a_unit: {type: gauge, help: One of the units., unit: second}"),
        Fault(code: "MG1104", metrics: "a_list: {type: gauge, help: [One, list]}"),
        Fault(code: "MG1105", metrics: "a_need: {type: gauge}"),
        Fault(code: "MG1106", metrics: "a_void: {type: gauge, help: }"),
        Fault(code: "MG0010", metrics: "a_pair: {type: gauge, help: One of the pairs., type: counter}"),
        Fault(code: "MG1203", metrics: "a-name: {type: gauge, help: One of the names.}"),
        Fault(code: "MG1301", metrics: "a_label: {type: gauge, help: One of the labels., labels: hsop}"),
        Fault(code: "MG1302", metrics: "a_set: {type: histogram, help: One of the sets., buckets: sizzes}"),
        Fault(code: "MG1401", metrics: "a_bound: {type: histogram, help: One of the bounds., buckets: [1, 5, 2]}"),
        Fault(code: "MG1414", metrics: "a_limit: {type: gauge, help: One of the limits., labels: shop, max_series: 1}"),
        Fault(
            code: "MG1105",
            metrics: "a_old: {type: gauge, help: DEPRECATED., deprecated: {since: \"1.4\", replaced_by: none}}"),
        Fault(code: "MG1204", labels: "le: {help: A border., values: [a, b]}"),
        Fault(code: "MG1203", labels: "no-name: {help: Without a name., values: [a, b]}"),
        Fault(
            code: "MG1103", labels: "kind: {hlep: The kind., values: [a, b]}",
            metrics: "a_use: {type: gauge, help: One of the uses., labels: kind}"),
        Fault(code: "MG2601", labels: "spare: {help: For later., values: [a, b]}"),
        Fault(
            code: "MG2401", labels: "user: {help: Who came.}",
            metrics: "a_user: {type: gauge, help: One of the users., labels: user}"),
        Fault(
            code: "MG2405", labels: "job: {help: What was done., values: [a, b]}",
            metrics: "a_task: {type: gauge, help: One of the tasks., labels: job}"),
        Fault(code: "MG2103", metrics: "waitMs: {type: gauge, help: One of the waits., unit: milliseconds}"),
        Fault(code: "MG2101", metrics: "a_count: {type: counter, help: One of the counts.}"),
        Fault(code: "MG2201", metrics: "a_help: {type: gauge, help: \"\"}"),
        Fault(code: "MG2202", metrics: "a_start: {type: gauge, help: one of the starts.}"),
        Fault(code: "MG2502", metrics: "a_bucket_size: {type: histogram, help: One of the buckets., buckets: [5]}"),
        Fault(
            code: "MG2301", metrics: "a_ratio: {type: gauge, help: One of the ratios., unit: ratio, multiprocess: sum}"),
        Fault(
            code: "MG3102", labels: "method: {help: The method., values: [GET, get]}",
            metrics: "a_call: {type: gauge, help: One of the calls., labels: method}"),
        Fault(code: "MG1205", metrics: "order_items_bucket: {type: counter, help: One of the clashes.}"),
        Fault(
            code: "MG2403", labels: "version: {help: The version.}",
            metrics: "a_build_info: {type: info, help: One of the builds., labels: version}"),
        Fault(code: "MG1204", metrics: "a_quantile: {type: gauge, help: One of the quantiles., labels: quantile}"),
        Fault(code: "MG1110", metrics: "a_misfit: {type: gauge, help: One of the misfits., buckets: [1, 5, 2]}"),
        Fault(
            code: "MG2901",
            metrics:
                "a_waiver: {type: gauge, help: One of the waivers., allow: [{rule: type-in-name, reason: It was.}]}"),
    ]

    private func codes(_ faults: [Fault]) -> [String] {
        func lines(_ part: KeyPath<Fault, String>, _ indentation: String) -> String {
            faults.map { $0[keyPath: part] }.filter { !$0.isEmpty }.map { indentation + $0 + "\n" }.joined()
        }
        return CheckedSpec(
            """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            outputs: {swift: {directory: Generated}}
            labels:
              shop: {help: The shop that was visited., values: [north, south]}
            \(lines(\.labels, "  "))buckets: {sizes: [1, 2, 5]}
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts., labels: shop}
                  order_items: {type: histogram, help: Items of an order., buckets: sizes}
            \(lines(\.metrics, "      "))
            """
        ).codes
    }

    @Test("one of them is one finding")
    func single() {
        for fault in Self.faults { #expect(codes([fault]) == [fault.code], "\(fault)") }
    }

    @Test("any three of them are three findings", .slow)
    func triples() {
        let faulty = Self.faults
        var triples: [[Fault]] = []
        for first in faulty.indices {
            for second in faulty.indices.dropFirst(first + 1) {
                for third in faulty.indices.dropFirst(second + 1) {
                    triples.append([faulty[first], faulty[second], faulty[third]])
                }
            }
        }
        let wrong = faultsFound(in: triples) { three in
            let found = codes(three)
            return found.sorted() == three.map(\.code).sorted() ? [] : ["\(three): \(found)"]
        }
        for fault in wrong { Issue.record("\(fault)") }
    }
}
