// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecModel
import SpecOrigins
import SpecOutput
import Testing

@testable import SpecEmitters

@Suite("A model that no spec describes")
struct ModelWithoutSpecTests {
    private static let written = """
        metricsgen: 1
        product: {name: shop, version: "1.4", prefix: shop_}
        parameters: {debug: {type: boolean, default: false, help: Whether to say more.}}
        labels:
          shop: {help: The shop., bind: instance}
          outcome: {help: How it ended., values: {good: It went well., bad: It didn't.}}
          tenant: {help: Who asked., max_values: 10}
        buckets: {sizes: [1, 2, 5]}
        groups:
          cart:
            help: What is in carts.
            owner: Sales
            metrics:
              orders_total: {type: counter, help: Orders taken., unit: none, labels: [shop, outcome], since: "1.2"}
              items: {type: histogram, help: Items of an order., buckets: sizes, labels: [shop, tenant], if: $debug}
              open_carts:
                type: gauge
                help: Carts that are open.
                multiprocess: sum
                panel: {title: Carts, place: overview}
                deprecated: {since: "1.4", reason: It was wrong., replaced_by: [items, {name: carts, external: true}]}
              phase: {type: stateset, help: What it does., states: [open, closed]}
              build_info: {type: info, help: The build., fields: outcome}
        """

    private static func product() throws -> Product {
        let shop = Label(name: "shop", help: "The shop.", values: .bound, swiftName: nil)
        let outcome = Label(
            name: "outcome", help: "How it ended.",
            values: .closed([
                .init(text: "good", help: "It went well.", swiftName: nil),
                .init(text: "bad", help: "It didn't.", swiftName: nil),
            ]), swiftName: nil)
        let tenant = Label(name: "tenant", help: "Who asked.", values: .open(limit: .number(10)), swiftName: nil)
        func metric(_ key: String, _ shape: Metric.Shape?, _ help: String, _ labels: [Label] = []) throws -> Metric {
            Metric(
                id: Metric.ID(group: "cart", key: key), name: "shop_" + key, help: help, shape: try #require(shape),
                unit: nil, labels: labels,
                lifecycle: .active, swiftName: nil, panel: Panel())
        }
        var orders = try metric("orders_total", .init(.counter), "Orders taken.", [shop, outcome])
        orders.unit = Unit.none
        orders.prose.since = MinorVersion(1, 2)
        var items = try metric(
            "items", .init(.histogram, buckets: BucketSet(name: "sizes", bounds: .fixed([1, 2, 5]))),
            "Items of an order.",
            [shop, tenant])
        items.condition = .isTrue("debug")
        var carts = try metric("open_carts", .init(.gauge, mode: .sum), "Carts that are open.")
        carts.panel = Panel(title: "Carts", place: .overview)
        carts.lifecycle = .deprecated(
            DeprecationNotice(
                deprecation: Deprecation(since: MinorVersion(1, 4), hideAfter: 1, removeAfter: 2), hideAfter: 1,
                removeAfter: 2, toldAt: MinorVersion(1, 4), reason: "It was wrong.",
                replacements: [
                    Replacement(name: "shop_items", isExternal: false),
                    Replacement(name: "shop_carts", isExternal: true),
                ]))
        let states = ["open", "closed"].map { Label.Value(text: $0, help: nil, swiftName: nil) }
        return Product(
            name: "shop", version: try #require(ProductVersion("1.4")), prefix: "shop_",
            parameters: [Parameter(name: "debug", help: "Whether to say more.", type: .boolean(default: false))],
            labels: [shop, outcome, tenant],
            groups: [
                Group(
                    key: "cart", title: "Cart", help: "What is in carts.", swiftName: nil,
                    metrics: [
                        orders, items, carts,
                        try metric("phase", .init(.stateset, states: states), "What it does."),
                        try metric("build_info", .init(.info, fields: [outcome]), "The build."),
                    ], owner: "Sales")
            ])
    }

    @Test("it equals that of a spec that says the same, and becomes the same bytes")
    func outputs() throws {
        let written = try TestSpec.product(Self.written)
        let built = try ResolvedSpec(Self.product(), path: written.path)
        #expect(built.product == written.product)
        for emitter in Emitter.all {
            let request = ModelBuilder.request(emitter.name, ["file": "out", "directory": "out"])
            let (ours, theirs) = (emitter.emit(built, request), emitter.emit(written, request))
            #expect(!ours.files.isEmpty && ours.findings.isEmpty)
            #expect(ours.files.map(\.path) == theirs.files.map(\.path))
            #expect(ours.files.map(\.text) == theirs.files.map(\.text), "\(emitter.name)")
        }
    }
}
