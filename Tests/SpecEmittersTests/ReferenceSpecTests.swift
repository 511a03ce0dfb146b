// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import SpecJSON
import SpecModel
import SpecOutput
import Testing

@testable import SpecEmitters

@Suite("What is made of the reference spec")
struct ReferenceSpecTests {
    @Test(
        "each of the 34 metrics has its panel, and the seven deprecated ones are gone a release later",
        arguments: [("0.8.0", 27, 7), ("0.9.0", 27, 0)])
    func panels(version: String, active: Int, deprecated: Int) throws {
        let rows = try MetricsDashboard(TestSpec.reference(version: version)).dashboard.rows
        let panels = rows.filter { !$0.isCollapsed }.flatMap(\.panels).filter { $0.identity.role == .metric }
        #expect(panels.count == active)
        #expect(rows.filter(\.isCollapsed).flatMap(\.panels).count == deprecated)
    }

    @Test("the overview answers the first questions of a night on call")
    func overview() throws {
        let row = try MetricsDashboard(TestSpec.reference()).dashboard.rows.first
        #expect(
            row?.panels.map(\.title) == [
                "Running requests", "Waiting requests", "GPU KV-cache usage", "Finished requests / s",
                "Prompt tokens / s", "Generation tokens / s", "Time to first token, p99", "Time per output token, p99",
            ])
    }

    @Test("no cache usage is added to another, however processes merge it")
    func shares() throws {
        for metric in try TestSpec.reference().product.metrics where metric.unit == .ratio {
            #expect(
                MetricPanel(metric).panel.queries.allSatisfy {
                    $0.expression.description.hasPrefix("max by (instance)")
                })
        }
    }

    @Test("adapters are a table of when each combination was last seen")
    func adapters() throws {
        let metric = try #require(TestSpec.reference().product.metrics.first { $0.key == "lora_requests_info" })
        let panel = MetricPanel(metric).panel
        #expect(
            panel.queries.map(\.expression.description) == [
                "max by (instance, running_lora_adapters, max_lora, waiting_lora_adapters) (vllm:lora_requests_info{job=~\"$job\", instance=~\"$instance\"}) * 1000"
            ])
        guard case .table(let columns, let order) = panel.visualization else {
            Issue.record("isn't a table")
            return
        }
        #expect(columns.first?.title == "Last seen")
        #expect(order == "Last seen")
    }

    @Test("all outputs are the same bytes each time")
    func deterministic() throws {
        let (first, second) = (try TestSpec.reference(), try TestSpec.reference())
        let options = ["file": "out", "directory": "out"]
        for emitter in Emitter.all {
            let request = ModelBuilder.request(emitter.name, options)
            #expect(
                emitter.emit(first, request).files.map(\.text) == emitter.emit(second, request).files.map(\.text))
        }
    }

    @Test("the catalogue is JSON that says 34 metrics")
    func catalogue() throws {
        let text = try CatalogueDocument(TestSpec.reference()).text
        let document = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let groups = try #require(document["groups"] as? [[String: Any]])
        #expect(groups.compactMap { ($0["metrics"] as? [Any])?.count }.reduce(0, +) == 34)
    }
}
