// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecModel
import SpecOutput
import TestSupport
import Testing

@testable import SpecEmitters

/// Specs of products that others wrote, beside a list of the families that each of them declares.
@Suite("Specs of real products")
struct ProductSpecTests {
    static let products = ["etcd", "kubelet", "postgres_exporter", "sglang", "vllm"]

    private static let directory = "Tests/SpecEmittersTests/Products/"

    private func spec(_ product: String) throws -> String { try Repository.text(Self.directory + product + ".yaml") }

    /// What the language can't say yet.
    private static let unsaid: [String: Set<String>] = [
        // They have no type.
        "postgres_exporter": [
            "pg_static", "pg_stat_database_checksum_failures", "pg_stat_database_checksum_last_failure",
            "pg_stat_database_session_time", "pg_stat_database_active_time",
            "pg_stat_database_idle_in_transaction_time", "pg_stat_database_sessions",
            "pg_stat_database_sessions_abandoned", "pg_stat_database_sessions_fatal",
            "pg_stat_database_sessions_killed", "pg_stat_replication_reply_time",
        ],
        // A gauge with a label `le`, and bounds that are decided by a parameter in other ways than these.
        "sglang": [
            "sglang:routing_key_running_req_count", "sglang:routing_key_all_req_count",
            "sglang:prefill_delayer_wait_forward_passes", "sglang:eplb_gpu_physical_count",
        ],
        // Labels whose names the configuration gives.
        "vllm": ["vllm:cache_config_info", "vllm:kv_offload_config_info"],
    ]

    @Test(
        "declare the families of the product, each with its type, labels and bounds, and no others", arguments: products
    )
    func families(product: String) throws {
        let listed = try ProductFamily.list(Repository.text(Self.directory + product + "-families.txt"))
            .filter { Self.unsaid[product]?.contains($0.name) != true }
        let declared = try TestSpec.product(spec(product)).product.metrics.map(ProductFamily.init)
            .filter { Self.unsaid[product]?.contains($0.name) != true }
        #expect(Set(listed).count == listed.count)
        #expect(listed.count > 50)
        let missing = Set(listed).subtracting(declared)
        let surplus = Set(declared).subtracting(listed)
        #expect(missing.isEmpty, "not declared: \(missing.map(\.description).sorted())")
        #expect(surplus.isEmpty, "not in the list: \(surplus.map(\.description).sorted())")
    }

    @Test("become Swift, a page, a dashboard and a catalogue", arguments: products)
    func outputs(product: String) throws {
        let resolved = try TestSpec.product(spec(product))
        let options = [
            "swift": ["directory": "."], "docs": ["file": "page.md"], "grafana": ["directory": "."],
            "catalogue": ["file": "catalogue.json"],
        ]
        for emitter in Emitter.all {
            let request = ModelBuilder.request(emitter.name, try #require(options[emitter.name]))
            let emission = emitter.emit(resolved, request)
            #expect(emission.findings.isEmpty, "\(emitter.name)")
            #expect(emission.files.allSatisfy { !$0.text.isEmpty })
        }
    }
}

/// A family as a page in the text format shows it.
private struct ProductFamily: Hashable, CustomStringConvertible {
    let name: String
    let type: String
    let labels: Set<String>
    /// Empty where a parameter decides them.
    var bounds: [Double] = []

    /// A line of a list: `name type label … : bound …`.
    private init(_ line: Substring) {
        let parts = line.split(separator: " : ")
        let words = parts[0].split(separator: " ").map(String.init)
        (name, type, labels) = (words[0], words[1], Set(words.dropFirst(2)))
        if parts.count > 1 { bounds = parts[1].split(separator: " ").compactMap { Double($0) } }
    }

    static func list(_ text: String) -> [ProductFamily] {
        text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { ProductFamily($0) }
    }

    init(_ metric: Metric) {
        name = metric.name
        // This format has no type of these.
        type = metric.kind == .info || metric.kind == .stateset ? "gauge" : metric.kind.rawValue
        labels = Set(metric.labelsAndFields.map(\.name))
        bounds = metric.buckets?.bounds.known ?? []
    }

    var description: String {
        ([name, type] + labels.sorted()).joined(separator: " ") + (bounds.isEmpty ? "" : " : \(bounds)")
    }
}
