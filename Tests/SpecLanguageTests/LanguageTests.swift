// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel
import SpecOrigins
import Testing

@testable import SpecLanguage

@Suite("What a spec can say")
struct LanguageTests {
    private func product(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> Product {
        try spec(text, sourceLocation: sourceLocation).product
    }

    private func spec(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> ResolvedSpec {
        let spec = TestSpec(
            text.contains("metricsgen:")
                ? text : "metricsgen: 1\nproduct: {name: shop, version: \"1.4.2\", prefix: \"shop:\"}\n" + text)
        #expect(spec.report == "", sourceLocation: sourceLocation)
        return try #require(spec.spec, sourceLocation: sourceLocation)
    }

    private func metric(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> Metric {
        let metrics = try product(
            "groups:\n  cart:\n    metrics:\n      items: {\(text)}\n", sourceLocation: sourceLocation
        ).metrics
        return try #require(metrics.first, sourceLocation: sourceLocation)
    }

    @Test("a product alone is a spec")
    func smallest() throws {
        let spec = try spec("metricsgen: 1\nproduct: {name: my-shop_2, version: 1.10}")
        let product = spec.product
        #expect(product.name == "my-shop_2")
        #expect(product.version.releaseLine == MinorVersion(1, 10))
        #expect(product.prefix == "")
        #expect(spec.path == "spec.yaml")
        #expect(product.metrics.isEmpty)
    }

    @Test("a version without quotes is not the number it looks like")
    func versions() throws {
        let metric = try metric(
            "type: gauge, help: Items., deprecated: {since: 1.10, reason: Gone., replaced_by: none, hide_after: 5, remove_after: 9}"
        )
        guard case .deprecated(let notice) = metric.lifecycle else {
            Issue.record("not deprecated")
            return
        }
        #expect(notice.deprecation.since == MinorVersion(1, 10))
        #expect(notice.deprecation.hiddenFrom == MinorVersion(1, 15))
        #expect(notice.deprecation.removedFrom == MinorVersion(1, 19))
    }

    @Test("a gauge without a mode keeps a series for each process")
    func defaultMode() throws {
        #expect(try metric("type: gauge, help: Items.").shape == Metric.Shape(.gauge, mode: .all))
        #expect(
            try metric("type: gauge, help: Items., multiprocess: livemax").shape == Metric.Shape(.gauge, mode: .livemax)
        )
        #expect(try metric("type: counter, help: Items.").shape == Metric.Shape(.counter))
    }

    @Test("every unit, mode and kind of panel is known by its name")
    func choices() throws {
        for unit in Unit.languageUnits {
            #expect(try metric("type: gauge, help: Items., unit: \(unit.name)").unit == unit)
        }
        for kind in Panel.Kind.allCases {
            #expect(try metric("type: gauge, help: Items., panel: {kind: \(kind.rawValue)}").panel.kind == kind)
        }
        #expect(try metric("type: gauge, help: Items.").unit == nil)
    }

    @Test("a string is what was written, whatever it looks like")
    func texts() throws {
        #expect(try metric("type: gauge, help: no").help == "no")
        #expect(try metric("type: gauge, help: 0.10").help == "0.10")
        #expect(try metric("type: gauge, help: '~'").help == "~")
        #expect(try metric("type: gauge, help: \"\"").help == "")
        #expect(try metric("type: gauge, help: \"a\\n\\\\ \\\"b\\\"\"").help == "a\n\\ \"b\"")
    }

    @Test("a group's title is made from its key where it has none")
    func titles() throws {
        let product = try product(
            """
            groups:
              spec_decode:
                metrics: {a: {type: gauge, help: A.}}
              other: {title: The others, help: All., swift_name: rest, metrics: {b: {type: gauge, help: B.}}}
            """)
        #expect(product.groups.map(\.title) == ["Spec decode", "The others"])
        #expect(product.groups.map(\.help) == [nil, "All."])
        #expect(product.groups.map { $0.swiftName } == [nil, "rest"])
    }

    // MARK: Labels

    @Test("a label is bound, closed, capped or open")
    func labels() throws {
        let product = try product(
            """
            labels:
              model: {help: The model., bind: instance}
              reason: {help: Why., values: [no, "on", 1.5, +Inf, ""], swift_name: because}
              adapter: {help: Which., max_values: 64}
              path: {help: Where.}
              state:
                help: Which.
                values:
                  up: It runs.
                  down: {help: It doesn't., swift_name: isDown}
                  lost: {}
            """)
        #expect(product.labels.map(\.name) == ["model", "reason", "adapter", "path", "state"])
        #expect(product.labels.map(\.swiftName) == [nil, "because", nil, nil, nil])
        #expect(product.labels[0].values == .bound)
        #expect(product.labels[2].values == .open(limit: .number(64)))
        #expect(product.labels[3].values == .open(limit: nil))
        guard case .closed(let reasons) = product.labels[1].values, case .closed(let states) = product.labels[4].values
        else {
            Issue.record("not closed")
            return
        }
        #expect(reasons.map(\.text) == ["no", "on", "1.5", "+Inf", ""])
        #expect(states.map(\.text) == ["up", "down", "lost"])
        #expect(states.map(\.help) == ["It runs.", "It doesn't.", nil])
        #expect(states.map { $0.swiftName } == [nil, "isDown", nil])
    }

    @Test("a metric's labels come in the order in which it names them and its sets do")
    func labelOrder() throws {
        let product = try product(
            """
            labels: {a: {help: A.}, b: {help: B.}, c: {help: C.}, d: {help: D.}}
            label_sets: {pair: [c, a]}
            groups:
              cart:
                metrics:
                  one: {type: gauge, help: One., labels: [d, pair, b]}
                  two: {type: gauge, help: Two., labels: pair}
                  three: {type: gauge, help: Three., labels: b}
                  four: {type: gauge, help: Four., labels: []}
            """)
        #expect(product.metrics.map { $0.labels.map(\.name) } == [["d", "c", "a", "b"], ["c", "a"], ["b"], []])
    }

    @Test("`pid` is reserved only if it distinguishes processes")
    func reservedLabels() throws {
        _ = try product(
            """
            labels: {pid: {help: Process.}}
            groups:
              cart:
                metrics:
                  one: {type: gauge, help: One., labels: pid, multiprocess: sum}
                  two: {type: counter, help: Two., labels: pid}
                  three: {type: histogram, help: Three., labels: pid, buckets: [1]}
                  four: {type: gauge, help: Four., labels: pid}
            """)
        func codes(_ processes: String, _ mode: String) -> [String] {
            TestSpec(
                """
                metricsgen: 1
                product: {name: shop, version: "1.4.2"\(processes)}
                labels: {pid: {help: Process.}}
                groups: {cart: {metrics: {one: {type: gauge, help: One., labels: pid\(mode)}}}}
                """
            ).findings.map(\.rule.code)
        }
        #expect(codes("", "") == [])
        #expect(codes(", processes: one", "") == [])
        #expect(codes(", processes: several", "") == ["MG1204"])
        #expect(codes(", processes: several", ", multiprocess: sum") == [])
        #expect(codes("", ", multiprocess: all") == ["MG1204"])
        #expect(codes(", processes: one", ", multiprocess: liveall") == ["MG1204"])
    }

    // MARK: Buckets

    @Test("bounds are a list, or one of the forms, in a set or in the metric itself")
    func buckets() throws {
        let parameters = """
            parameters:
              largest: {type: integer, minimum: 1}
              eager: {type: boolean, default: true}
              sizes: {type: list of integers}
            buckets:
              small: [1, 2]
              conditional: {if: $eager, then: small, else: {series: [1, 5], max: $largest}}

            """
        func bounds(_ buckets: String) throws -> BucketSet? {
            let text =
                parameters
                + "groups: {cart: {metrics: {items: {type: histogram, help: Items., buckets: \(buckets)}}}}\n"
            guard let set = try self.product(text).metrics[0].buckets else { return nil }
            return set
        }
        #expect(try bounds("[-0.25e-1, .5, 1e3]")?.bounds == .fixed([-0.025, 0.5, 1000]))
        #expect(try bounds("{bounds: [1]}")?.bounds == .fixed([1]))
        #expect(try bounds("[1]")?.name == nil)
        #expect(try bounds("small")?.name == "small")
        #expect(
            try bounds("{series: [1, 2, 5], max: 2.5}")?.bounds
                == .series(mantissas: [1, 2, 5], limit: .number(2.5)))
        #expect(try bounds("{sorted: $sizes}")?.bounds == .sorted(parameter: "sizes"))
        let expected = BucketSet.Bounds.conditional(
            .isTrue("eager"), then: .fixed([1, 2]),
            otherwise: .series(mantissas: [1, 5], limit: .parameter(.init(ParameterSum("largest")))))
        #expect(try bounds("conditional")?.bounds == expected)
        #expect(
            try bounds("{if: $eager, then: conditional, else: [3]}")?.bounds
                == .conditional(.isTrue("eager"), then: expected, otherwise: .fixed([3])))
    }

    @Test("parameters have limits and defaults")
    func parameters() throws {
        let product = try product(
            """
            parameters:
              a: {type: integer, minimum: -5, maximum: 9223372036854775807, default: -5, help: A.}
              b: {type: boolean}
              c: {type: list of integers, minimum: 1, maximum: 8}
            """)
        #expect(
            product.parameters.map(\.type) == [
                .integer(minimum: -5, maximum: .max, default: -5), .boolean(default: nil),
                .integers(minimum: 1, maximum: 8),
            ])
        #expect(product.parameters.map(\.help) == ["A.", nil, nil])
    }

    // MARK: Lifecycle

    private func replacements(_ written: String, prefix: String = "shop:") throws -> [String] {
        let product = try product(
            """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: "\(prefix)"}
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items., deprecated: {since: "1.4", reason: Gone., replaced_by: \(written)}}
                  carts: {type: gauge, help: Carts.}
            """)
        guard case .deprecated(let notice)? = product.metrics.first?.lifecycle else { return ["not deprecated"] }
        return notice.replacements.map { ($0.isExternal ? "external " : "") + $0.name }
    }

    @Test("a replacement is named by its key or its full name, alone or in a list")
    func replacements() throws {
        #expect(try replacements("none") == [])
        #expect(try replacements("carts") == ["shop:carts"])
        #expect(try replacements("\"shop:carts\"") == ["shop:carts"])
        #expect(try replacements("{name: carts}") == ["shop:carts"])
        #expect(try replacements("[carts, {name: carts, external: false}]") == ["shop:carts", "shop:carts"])
    }

    @Test("one that something else publishes has the product's prefix, unless it is written with one")
    func externalReplacements() throws {
        #expect(try replacements("{name: sold, external: true}") == ["external shop:sold"])
        #expect(try replacements("{name: \"till:sold\", external: true}") == ["external till:sold"])
        #expect(try replacements("{name: shop_sold, external: true}", prefix: "shop_") == ["external shop_sold"])
        #expect(try replacements("{name: sold, external: true}", prefix: "shop_") == ["external shop_sold"])
        #expect(try replacements("{name: sold, external: true}", prefix: "") == ["external sold"])
    }

    @Test("a deprecation may lie ahead")
    func futureDeprecation() throws {
        let metric = try metric(
            "type: gauge, help: Items., deprecated: {since: \"2.0\", reason: Gone., replaced_by: none}")
        #expect(metric.state(at: MinorVersion(1, 4)) == .active)
        #expect(metric.state(at: MinorVersion(2, 1)) == .hidden)
    }

    @Test("the product's lifecycle holds where a metric has no dates of its own")
    func lifecycle() throws {
        let product = try product(
            """
            lifecycle: {hide_after: 2, remove_after: 4}
            groups:
              cart:
                metrics:
                  a: {type: gauge, help: A., deprecated: {since: "1.3", reason: Gone., replaced_by: none}}
                  b: {type: gauge, help: B., deprecated: {since: "1.3", reason: Gone., replaced_by: none, hide_after: 3}}
            """)
        let deprecations = product.metrics.compactMap { metric -> Deprecation? in
            if case .deprecated(let notice) = metric.lifecycle { notice.deprecation } else { nil }
        }
        #expect(deprecations.map(\.hiddenFrom) == [MinorVersion(1, 5), MinorVersion(1, 6)])
        #expect(deprecations.map(\.removedFrom) == [MinorVersion(1, 7), MinorVersion(1, 7)])
    }

    @Test("a tombstone needs no more than its type, and keeps its lifecycle and what code needs that still records it")
    func tombstones() throws {
        let product = try product(
            """
            groups:
              cart:
                metrics:
                  a: {type: histogram, removed: {in: "1.4", reason: Gone.}}
                  b:
                    type: histogram
                    since: "1.1"
                    swift_name: bounds
                    deprecated: {since: "1.2", reason: Going., replaced_by: a}
                    removed: {in: "1.4", reason: Gone.}
                  c: {type: stateset, states: [on, off], removed: {in: "0.1", reason: Gone.}}
            """)
        #expect(product.metrics.map { $0.state(at: MinorVersion(1, 0)) } == [.removed, .removed, .removed])
        guard case .removed(let tombstone) = product.metrics[1].lifecycle else { return }
        #expect(tombstone.removedIn == MinorVersion(1, 4))
        #expect(tombstone.notice?.replacements.map(\.name) == ["shop:a"])
    }

    // MARK: Files

    @Test("what one file declares can be used in all, whichever includes which")
    func files() throws {
        let product = try product(
            """
            metricsgen: 1
            product: {name: shop, version: "1.4"}
            include: [a.yaml, c.yaml]
            groups:
              first:
                metrics:
                  one: {type: histogram, help: One., labels: shops, buckets: sizes}
            # file: a.yaml
            metricsgen: 1
            include: [b.yaml]
            label_sets: {shops: [shop]}
            groups:
              second:
                metrics:
                  two: {type: gauge, help: Two., labels: shop}
            # file: b.yaml
            labels: {shop: {help: The shop.}}
            groups:
              third:
                metrics:
                  three: {type: gauge, help: Three., deprecated: {since: "1.4", reason: Gone., replaced_by: one}}
            # file: c.yaml
            buckets: {sizes: {series: [1, 2], max: $largest}}
            parameters: {largest: {type: integer}}
            """)
        #expect(product.groups.map(\.key) == ["first", "second", "third"])
        #expect(product.metrics.map(\.name) == ["one", "two", "three"])
    }

    @Test("outputs come in the order of the emitters, with the options they declare")
    func outputs() throws {
        let spec = try spec(
            """
            outputs:
              docs: {file: ./Generated/../docs.md, locales: [zh, de]}
              swift: {directory: Generated/Swift, access: package}
            # file: locales/zh.yaml
            metrics: {}
            # file: locales/de.yaml
            metrics: {}
            """)
        #expect(spec.outputs.map(\.emitter.value) == ["swift", "docs"])
        #expect(spec.outputs[0].text("directory")?.value == "Generated/Swift")
        #expect(spec.outputs[0].text("access")?.value == "package")
        #expect(spec.outputs[0].text("type") == nil)
        #expect(spec.outputs[1].texts("locales").map(\.value) == ["zh", "de"])
    }

    @Test("of a thousand and more findings the first thousand are shown, and the rest are counted")
    func manyFindings() {
        let labels = (1...1_200).map { "  l\($0): {help: A label., vals: []}\n" }.joined()
        let findings = TestSpec("metricsgen: 1\nproduct: {name: shop, version: \"1.4\"}\nlabels:\n" + labels).findings
        #expect(findings.count == 1_001)
        #expect(findings.last?.rule.code == "MG0013")
        #expect(findings.last?.message == "200 more diagnostics, from here on, are not shown")
    }

    @Test("a faulty spec still has a model, of what is not faulty")
    func partialModel() {
        let spec = TestSpec(
            """
            metricsgen: 1
            product: {name: shop, version: "1.4"}
            groups:
              cart:
                metrics:
                  one: {type: gauge, help: One., labels: missing}
                  two: {type: gage, help: Two.}
                  three: {type: counter, help: Three.}
            """)
        #expect(spec.findings.map(\.rule.name) == ["unknown-label", "unknown-value"])
        #expect(spec.product?.metrics.map(\.name) == ["one", "three"])
    }
}
