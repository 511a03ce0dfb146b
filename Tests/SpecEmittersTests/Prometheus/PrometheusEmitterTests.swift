// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecModel
import SpecOutput
import TestSupport
import Testing

@testable import SpecEmitters

@Suite("Rules for Prometheus")
struct PrometheusEmitterTests {
    /// Prometheus itself reads the same files in `RuleFileJudgeTests`.
    @Test("derived values, alerts, objectives and their unit tests are as recorded")
    func recorded() throws {
        let spec = try TestSpec.fixture("canteen")
        let request = try #require(spec.outputs.first { $0.emitter.value == "prometheus" })
        let emission = Emitter.prometheus.emit(spec, request)
        #expect(emission.findings.isEmpty)
        #expect(
            emission.files.map(\.path) == [
                "prometheus/canteen.rules.yaml", "prometheus/canteen.alerts.yaml",
                "prometheus/canteen.alerts.test.yaml", "prometheus/canteen.slos.yaml",
                "prometheus/canteen.slos.pages.test.yaml", "prometheus/canteen.slos.tickets.test.yaml",
                "prometheus/canteen.prometheusrule.yaml",
            ])
        for file in emission.files {
            let name = try #require(file.path.split(separator: "/").last)
            try expectRecorded(file.text, at: "Tests/SpecEmittersTests/Fixtures/Prometheus/\(name)")
        }
    }

    @Test("a spec without any has a file without rules")
    func none() throws {
        let spec = try TestSpec.product(
            """
            metricsgen: 1
            product: {name: shop, version: "1.0"}
            outputs:
              prometheus: {directory: .}
            groups:
              orders:
                metrics:
                  orders_total: {type: counter, help: Orders.}
            """)
        let emission = Emitter.prometheus.emit(spec, try #require(spec.outputs.first))
        #expect(emission.files.count == 1)
        #expect(emission.files.first?.text.hasSuffix("\ngroups: []\n") == true)
    }

    @Test("a resource has a name that Kubernetes allows")
    func resource() throws {
        let spec = try TestSpec.product(
            """
            metricsgen: 1
            product: {name: Big_Shop-_, version: "1.0"}
            outputs:
              prometheus: {directory: ., resource: PrometheusRule}
            groups:
              orders:
                metrics:
                  orders_total: {type: counter, help: Orders.}
            """)
        let emission = Emitter.prometheus.emit(spec, try #require(spec.outputs.first))
        #expect(
            emission.files.last?.text.hasSuffix(
                "kind: PrometheusRule\nmetadata:\n  name: \"big-shop\"\nspec:\n  groups: []\n") == true)
    }
}
