// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import SpecEmitters

@Suite("Numbers and places of panels")
struct PanelPlaceTests {
    private func identity(_ subject: String) -> PanelIdentity { PanelIdentity(subject: subject, role: .metric) }

    @Test("a panel keeps its number when others come, go or change places")
    func stable() {
        let few = PanelNumbers(dashboard: "d", panels: ["a", "b"].map(identity))
        let many = PanelNumbers(dashboard: "d", panels: ["z", "b", "y", "a", "x"].map(identity))
        #expect(few[identity("a")] == many[identity("a")])
        #expect(few[identity("b")] == many[identity("b")])
    }

    @Test("a number is the same in every release")
    func recorded() {
        let numbers = PanelNumbers(
            dashboard: "metricsgen-vllm",
            panels: [PanelIdentity(subject: "vllm:num_requests_running", role: .metric)])
        #expect(numbers[PanelIdentity(subject: "vllm:num_requests_running", role: .metric)] == 2_113_791_338)
        #expect(StableHash.hash("") == 0xcbf2_9ce4_8422_2325)
        #expect(StableHash.hash("a") == 0xaf63_dc4c_8601_ec8c)
    }

    @Test("two panels never share a number, whatever their order", arguments: 1...40)
    func collisions(limit: Int) {
        let panels = (0..<limit).map { identity("metric_\($0)") }
        let numbers = PanelNumbers(dashboard: "d", panels: panels, limit: UInt64(limit))
        let reversed = PanelNumbers(dashboard: "d", panels: panels.reversed(), limit: UInt64(limit))
        #expect(Set(panels.map { numbers[$0] }) == Set(1...limit))
        #expect(panels.map { numbers[$0] } == panels.map { reversed[$0] })
    }

    @Test("panels lie apart, inside the grid, and fill their lines", arguments: 0..<200)
    func layout(seed: UInt64) {
        var state = seed &* 0x9e37_79b9_7f4a_7c15 | 1
        let panels = (0..<Int(seed % 12)).map { index -> DashboardPanel in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let kinds: [Visualization] = [
                .timeSeries(.init(unit: "s")), .stat(unit: "s", decimals: nil), .heatmap(unit: "s"),
                .table([], sortedBy: ""),
            ]
            return DashboardPanel(
                identity: identity("\(index)"), title: "", description: "",
                visualization: kinds[Int(state >> 33) % kinds.count], queries: [])
        }
        let places = PanelLayout.places(of: panels, from: 3)
        #expect(places.count == panels.count)
        expectTiling(places, from: 3)
    }

    @Test("tiles lie apart, inside the grid, and fill their lines", arguments: 0...20)
    func tiles(count: Int) {
        let places = PanelLayout.tiles(count, from: 1)
        #expect(places.count == count)
        expectTiling(places, from: 1)
    }

    /// Every column is covered once on every line that has a panel at all.
    private func expectTiling(_ places: [PanelLayout.Place], from top: Int) {
        var covered: [Int: Set<Int>] = [:]
        for place in places {
            #expect(place.x >= 0 && place.width > 0 && place.x + place.width <= PanelLayout.columns && place.y >= top)
            for column in place.x..<place.x + place.width {
                #expect(covered[place.y, default: []].insert(column).inserted)
            }
        }
        #expect(covered.values.allSatisfy { $0.count == PanelLayout.columns })
        let heights = Dictionary(grouping: places, by: \.y).mapValues { $0.map(\.height).max() ?? 0 }
        let lines = heights.sorted { $0.key < $1.key }
        for (line, next) in zip(lines, lines.dropFirst()) { #expect(line.key + line.value == next.key) }
        #expect(lines.isEmpty || lines[0].key == top)
    }
}
