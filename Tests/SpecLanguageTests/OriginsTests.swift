// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel
import SpecOrigins
import SpecTestSupport
import TestSupport
import Testing

@testable import SpecLanguage

@Suite("The model of a spec, and where the spec says what")
struct OriginsTests {
    private static let spec = """
        metricsgen: 1
        product: {name: shop, version: "1.4", prefix: shop_, labels: host, max_series: 900}
        parameters:
          debug: {type: boolean, default: false}
        labels:
          host: {help: Where it runs., bind: instance}
          outcome: {help: How it ended., values: [good, bad]}
          tenant:
            help: Who asked.
            values:
              small: A small one.
              large: A large one.
            required: false
        buckets:
          sizes: [1, 2, 5]
        groups:
          cart:
            title: Carts
            max_series: 300
            metrics:
              items:
                type: gauge
                help: Items in all carts.
                unit: items
                prefix: shop_
                registered_name: item_count
                aliases: [all_items]
                renamed_from: goods
                value: integer
                multiprocess: sum
                initial: 0
                monotonic: true
                aggregate: avg
                if: $debug
                labels: [outcome, tenant]
                since: "1.2"
                stability: stable
                owner: Sales
                how_to_read: More is better.
                next_steps: [Look., Wait.]
                max_series: 100
                changes: [{in: "1.3", kind: meaning, note: Of all carts.}]
                panel: {title: Items, kind: timeseries, unit: short, group_by: outcome, place: overview}
                deprecated: {since: "1.4", reason: It was wrong., replaced_by: [content, {name: other, external: true}]}
              content: {type: histogram, help: Items of a cart., buckets: sizes, labels: {outcome: {help: How.}, size: {help: Its size., values: {s: Small.}}}}
              phase: {type: stateset, help: What it does., states: {open: It sells., closed: It doesn't.}}
        derived:
          growth: {help: Items., expr: sum by (outcome) (shop_items), unit: items, group: cart}
        alerts:
          Full: {when: growth > 5, for: 5m, severity: info, summary: Full., description: Very., next_steps: [Look.]}
        slos:
          kept: {objective: 99, window: 30d, bad: items_total, total: items_total, minimum_rate: 1, help: Kept.,
            alert: Lost, page: warning, ticket: info, next_steps: [Search.]}
          quick: {objective: 99, window: 30d, of: wait_seconds, within: 1}
          sold: {objective: 99, window: 30d, good: items_total, total: items_total}
        """

    /// The same in another layout: other quotes, comments, flow and block style, and in two files.
    private static let other = [
        """
        product:
          # The name
          name: "shop"
          version: 1.4
          prefix: 'shop_'
          labels: [host]
          max_series: 900

        metricsgen: 1
        include: [cart.yaml]
        buckets: {sizes: [1, 2, 5]}
        """,
        """
        groups:
          cart:
            metrics:
              items:
                labels:
                  - outcome
                  - tenant
                deprecated:
                  replaced_by:
                    - shop_content
                    - name: other
                      external: true
                  reason: >-
                    It was
                    wrong.
                  since: '1.4'
                help: |-
                  Items in all carts.
                panel: {kind: timeseries, title: Items, unit: short, group_by: [outcome], place: overview}
                type: gauge
                if: $debug
                aliases: all_items
                prefix: shop_
                registered_name: item_count
                renamed_from: [goods]
                unit: items
                value: integer
                multiprocess: sum
                monotonic: true
                aggregate: "avg"
                initial: 0.0
                since: "1.2"
                stability: stable
                owner: "Sales"
                how_to_read: 'More is better.'
                next_steps:
                  - Look.
                  - Wait.
                changes:
                  - note: "Of all carts."
                    kind: meaning
                    in: 1.3
                max_series: 100
              content:
                help: "Items of a cart."
                buckets: sizes
                labels:
                  outcome:
                    help: How.
                  size:
                    values: {s: Small.}
                    help: Its size.
                type: histogram
              phase:
                type: stateset
                help: What it does.
                states:
                  open: It sells.
                  closed: It doesn't.
            title: Carts
            max_series: 300
        labels:
          host: {bind: instance, help: Where it runs.}
          outcome:
            values:
              - good
              - bad
            help: How it ended.
          tenant:
            required: false
            values: {small: A small one., large: A large one.}
            help: Who asked.
        parameters: {debug: {default: false, type: boolean}}
        alerts:
          Full:
            summary: "Full."
            description: 'Very.'
            next_steps:
              - Look.
            severity: info
            for: "5m"
            when: >-
              growth > 5
        slos:
          kept:
            minimum_rate: 1
            total: items_total
            bad: 'items_total'
            window: "30d"
            objective: 99
            help: Kept.
            alert: Lost
            page: warning
            ticket: info
            next_steps:
              - Search.
          quick:
            within: 1
            of: wait_seconds
            window: 30d
            objective: 99
          sold:
            good: items_total
            total: items_total
            objective: 99.0
            window: 30d
        derived:
          growth:
            unit: items
            group: cart
            expr: 'sum by (outcome) (shop_items)'
            help: Items.
        """,
    ]

    @Test("two layouts of one spec have equal models, and another help is another model")
    func equality() throws {
        let one = TestSpec(Self.spec)
        let other = TestSpec(
            FixtureFiles("# file: spec.yaml\n" + Self.other[0] + "\n# file: cart.yaml\n" + Self.other[1] + "\n"))
        #expect(one.report == "" && other.report == "")
        let (first, second) = (try #require(one.product), try #require(other.product))
        #expect(first == second)
        var changed = second
        changed.groups[0].metrics[0].help += "!"
        #expect(first != changed)
    }

    private static func metric(_ key: String) -> Metric.ID { Metric.ID(group: "cart", key: key) }

    @Test("each part that has a name is found by it")
    func names() throws {
        let spec = try #require(TestSpec(Self.spec).spec)
        let parts: [(Origins.Part, String)] = [
            (.parameter("debug"), "debug"), (.label("outcome"), "outcome"), (.value("bad", ofLabel: "outcome"), "bad"),
            (.value("large", ofLabel: "tenant"), "large"), (.value("", ofLabel: "tenant"), "false"),
            (.bucketSet("sizes"), "sizes"), (.group("cart"), "cart"), (.metric(Self.metric("phase")), "phase"),
            (.state("closed", ofMetric: Self.metric("phase")), "closed"), (.product, "product"),
            (.derived("growth"), "growth"), (.alert("Full"), "Full"),
            (.ownLabel("size", of: Self.metric("content")), "size"),
            (.ownValue("s", ofLabel: "size", of: Self.metric("content")), "s"),
            (.ownValue("bad", ofLabel: "outcome", of: Self.metric("content")), "bad"),
        ]
        for (part, text) in parts {
            #expect(Self.text(at: spec.origins.name(of: part)) == text, "\(part)")
        }
        #expect(Self.text(at: spec.productName) == "shop")
        #expect(spec.origins.name(of: .metric(Self.metric("none"))).start == Position(line: 1, column: 1))
    }

    @Test("each key of a metric and of its panel has a place")
    func fields() throws {
        let origins = try #require(TestSpec(Self.spec).spec).origins
        let metric = Origins.Part.metric(Self.metric("items"))
        let unwritten: Set<String> = ["buckets", "states", "fields", "removed", "swift_name", "allow", "quantiles"]
        for key in MetricKeys.table.keys where !unwritten.contains(key.name) {
            let place = try #require(origins.written(.init(key.name), of: metric), "\(key.name)")
            #expect(Self.text(at: place.key) == key.name)
        }
        for key in PanelKeys.table.keys where !unwritten.contains(key.name) {
            let place = try #require(origins.written(.init("panel", key.name), of: metric), "\(key.name)")
            #expect(Self.text(at: place.key) == key.name)
        }
        #expect(Self.text(at: origins.value(of: .panelUnit, of: metric)) == "short")
        #expect(Self.text(at: origins.value(of: .replacements, saying: ["content"], of: metric)) == "content")
        #expect(
            Self.text(at: origins.value(of: .replacements, saying: ["shop_other", "other"], of: metric)) == "other")
        // What isn't written is where the metric gets its name.
        #expect(Self.text(at: origins.value(of: .mode, of: .metric(Self.metric("content")))) == "content")
    }

    @Test("each key of a derived value, an alert and an objective that is written has a place")
    func rules() throws {
        let origins = try #require(TestSpec(Self.spec).spec).origins
        for (part, keys) in [
            (Origins.Part.derived("growth"), ["help", "expr", "unit", "group"]),
            (.alert("Full"), ["when", "for", "severity", "summary", "description", "next_steps"]),
            (
                .objective("kept"),
                [
                    "objective", "window", "bad", "total", "minimum_rate", "help", "alert", "page", "ticket",
                    "next_steps",
                ]
            ), (.objective("quick"), ["of", "within"]), (.objective("sold"), ["good"]),
        ] {
            for key in keys {
                let place = try #require(origins.written(.init(key), of: part), "\(key)")
                #expect(Self.text(at: place.key) == key)
            }
        }
        #expect(
            Self.text(at: origins.value(of: .init("expr"), of: .derived("growth"))) == "sum by (outcome) (shop_items)")
        #expect(Self.text(at: origins.value(of: .init("next_steps"), saying: ["Look."], of: .alert("Full"))) == "Look.")
    }

    @Test("a field with a name of its own is a key of the language")
    func namedFields() {
        for (field, part) in Origins.Field.named {
            let tables: [KeyTable]
            switch (part, field.keys.first) {
            case (.product, _): tables = [ProductKeys.table]
            case (_, "panel"): tables = [MetricKeys.table, PanelKeys.table]
            case (_, "deprecated"): tables = [MetricKeys.table, DeprecatedKeys.table]
            default: tables = [MetricKeys.table]
            }
            for (key, table) in zip(field.keys, tables) { #expect(table.has(key), "\(field)") }
        }
    }

    private static func text(at span: Span) -> String {
        // Every string that is asked for is on one line.
        let line = spec.split(separator: "\n", omittingEmptySubsequences: false)[span.start.line - 1]
        return String(line.dropFirst(span.start.column - 1).prefix(span.end.column - span.start.column))
    }
}
