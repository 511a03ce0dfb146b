// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import PromQLSyntax
import SpecModel
import Testing

@testable import QueryMeaning
@testable import SpecHistory

@Suite("The meaning of a query")
struct MeaningTests {
    private func metric(
        _ name: String, _ kind: MetricKind, _ unit: Unit?, labels: [CataloguedLabel] = [], mode: MultiprocessMode? = nil
    ) -> CataloguedMetric {
        CataloguedMetric(
            name: name, kind: kind, unit: unit, labels: labels, states: kind == .stateset ? ["on", "off"] : [],
            bounds: nil, mode: mode, stability: nil, end: .none)
    }

    private func metrics(targetLabels: Set<String>? = []) throws -> KnownMetrics {
        let zone = CataloguedLabel(name: "zone", values: nil)
        let tenant = CataloguedLabel(name: "tenant", values: nil, isRequired: false)
        let metrics = [
            metric(
                "requests_total", .counter, .requests,
                labels: [zone, CataloguedLabel(name: "code", values: ["", "1"])]),
            metric("wait_seconds", .histogram, .seconds, labels: [zone]),
            metric("depth", .gauge, nil, labels: [CataloguedLabel(name: "job", values: nil)], mode: .all),
            metric("sent_bytes_total", .counter, .bytes, labels: [zone, tenant]),
            metric("phase", .stateset, nil),
        ]
        let catalogue = Catalogue(product: "p", version: try #require(ProductVersion("1.0.0")), metrics: metrics)
        return KnownMetrics([catalogue], targetLabels: targetLabels)
    }

    private func result(_ query: String, targetLabels: Set<String>? = []) throws -> QueryResult {
        try QueryMeaning(
            PromQLReading(query, templates: .grafana).expression, metrics: metrics(targetLabels: targetLabels)
        )
        .result
    }

    @Test("of metrics that exclude each other, either has what a query can rely on")
    func variants() throws {
        func variant(
            _ name: String, _ kind: MetricKind, _ condition: Condition, _ labels: [CataloguedLabel] = [],
            bounds: [Double]? = nil
        ) -> CataloguedMetric {
            CataloguedMetric(
                name: name, kind: kind, unit: nil, labels: labels, states: [], bounds: bounds.map { .fixed($0) },
                condition: condition, mode: nil, stability: nil, end: .none)
        }
        let (one, other) = (Condition.isTrue("one"), Condition.isTrue("one").opposite)
        let catalogue = Catalogue(
            product: "p", version: try #require(ProductVersion("1.0.0")), prefix: "p_",
            metrics: [
                variant(
                    "p_done_total", .counter, one,
                    [CataloguedLabel(name: "zone", values: ["a"]), CataloguedLabel(name: "code", values: ["1"])]),
                variant("p_done_total", .counter, other, [CataloguedLabel(name: "zone", values: ["b"])]),
                variant("p_wait", .histogram, one, bounds: [1]), variant("p_wait", .histogram, other, bounds: [2]),
                variant("p_open", .gauge, one), variant("p_open", .counter, other),
                variant("p_size", .summary, one), variant("p_size_count", .gauge, other),
                variant("p_some", .gauge, one), variant("p_some", .gauge, .all([other, .isTrue("two")])),
            ],
            parameters: ["one", "two"].map { Parameter(name: $0, help: nil, type: .boolean(default: nil)) })
        let known = KnownMetrics([catalogue], targetLabels: [])
        let done = try #require(known["p_done_total"])
        #expect(known.labels(ofSeries: "p_done_total")["zone"] == .certain)
        #expect(known.labels(ofSeries: "p_done_total")["code"] == .possible)
        #expect(known.values(of: "zone", in: done) == ["a", "b"])
        #expect(done.metric.condition == nil)
        #expect(known["p_some"]?.metric.condition?.description == "any: [$one, {all: [not $one, $two]}]")
        let bounds = try #require(known["p_wait_bucket"]?.bounds)
        #expect([1, 2, 3].map { bounds.status(of: $0) } == [.bound, .bound, .never])
        for name in ["p_open", "p_size_count"] {
            guard case .untyped? = known.target(of: name) else {
                Issue.record("\(name)")
                continue
            }
            #expect(known.labels(ofSeries: name)["zone"] == .possible)
        }
        #expect(known["p_size_sum"] != nil)
    }

    @Test("of metrics that exclude each other, what one says is kept, and what only one ends is not over")
    func saidByOne() throws {
        func variant(_ value: String, _ quantile: Double, deprecates values: [String]) throws -> CataloguedMetric {
            let deprecation = Label.Deprecation(
                since: try #require(MinorVersion("1.0")), reason: "It is over.", replacement: nil)
            var zone = CataloguedLabel(name: "zone", values: ["all", value])
            for value in values { zone.deprecatedValues[value] = deprecation }
            var size = CataloguedLabel(name: "size", values: nil)
            if values.count > 1 { size.deprecation = deprecation }
            var metric = CataloguedMetric(name: "p_size", kind: .summary, labels: [zone, size])
            metric.quantiles = [quantile]
            metric.changes = [RecordedChange(release: try #require(MinorVersion(value)), kind: .meaning)]
            metric.isMonotonic = values.count > 1
            return metric
        }
        let catalogue = Catalogue(
            product: "p", version: try #require(ProductVersion("1.0.0")), prefix: "p_",
            metrics: [
                try variant("0.9", 0.5, deprecates: ["all", "0.9"]), try variant("0.8", 0.9, deprecates: ["0.8"]),
            ])
        let joined = try #require(catalogue.joinedMetrics.first)
        #expect(catalogue.joinedMetrics.count == 1)
        #expect(joined.quantiles == [0.5, 0.9])
        #expect(joined.changes.map(\.release.description) == ["0.8", "0.9"])
        #expect(joined.isMonotonic)
        #expect(joined.labels.first { $0.name == "size" }?.deprecation == nil)
        #expect(joined.labels.first { $0.name == "zone" }?.deprecatedValues.keys.sorted() == ["0.8", "0.9"])
    }

    @Test("has the labels of the metric, of its kind and of the scrape")
    func selectors() throws {
        #expect(try result("requests_total").labels.certain == ["__name__", "job", "instance", "zone"])
        #expect(try result("requests_total").labels.possible == ["code"])
        #expect(try result("wait_seconds_bucket").labels.certain == ["__name__", "job", "instance", "zone", "le"])
        #expect(try result("wait_seconds_sum").labels["le"] == .impossible)
        #expect(try result("phase").labels["phase"] == .certain)
        // The label that the product and the scrape both have.
        #expect(try result("depth").labels.certain == ["__name__", "job", "instance", "exported_job"])
        #expect(try result("depth").labels["pid"] == .possible)
        #expect(try result("requests_total", targetLabels: nil).labels["pod"] == .possible)
        #expect(try result("requests_total", targetLabels: ["pod"]).labels["pod"] == .possible)
        #expect(try result("requests_total").labels["pod"] == .impossible)
        #expect(try result("other").labels["pod"] == .possible)
        #expect(try result("up").labels["instance"] == .certain)
    }

    @Test("a matcher that rejects the empty string makes its label certain, and one that wants it impossible")
    func matchers() throws {
        #expect(try result("requests_total{code=\"1\"}").labels["code"] == .certain)
        #expect(try result("requests_total{code=~\"1|2\"}").labels["code"] == .certain)
        #expect(try result("requests_total{code!=\"\"}").labels["code"] == .certain)
        #expect(try result("requests_total{code=~\".*\"}").labels["code"] == .possible)
        #expect(try result("requests_total{code=\"\"}").labels["code"] == .impossible)
        #expect(try result("sent_bytes_total").labels["tenant"] == .possible)
        #expect(try result("requests_total{code=\"$code\"}").labels["code"] == .possible)
    }

    @Test(
        "says what values count",
        arguments: [
            ("requests_total", "requests"), ("rate(requests_total[5m])", "requests/seconds"),
            ("increase(sent_bytes_total[5m])", "bytes"), ("wait_seconds_sum", "seconds"), ("wait_seconds_count", "1"),
            ("rate(wait_seconds_sum[5m])", "1"),
            ("rate(wait_seconds_sum[5m]) / rate(wait_seconds_count[5m])", "seconds"),
            ("histogram_quantile(0.9, sum by (le) (rate(wait_seconds_bucket[5m])))", "seconds"),
            ("sum(rate(sent_bytes_total[5m])) / sum(rate(requests_total[5m]))", "bytes/requests"),
            ("rate(sent_bytes_total[5m]) / rate(sent_bytes_total[1h])", "1"),
            ("wait_seconds_sum * 1000", "milliseconds"), ("1e3 * wait_seconds_sum", "milliseconds"),
            ("wait_seconds_sum / (24 * 60 * 60)", "days"), ("wait_seconds_sum * 2", "unknown"),
            ("sent_bytes_total / 2^20", "mebibytes"), ("sent_bytes_total / 1024 / 1024", "mebibytes"),
            ("rate(sent_bytes_total[5m]) * 8", "bits/seconds"), ("rate(requests_total[5m]) * 60", "requests/minutes"),
            ("100 * rate(sent_bytes_total[5m]) / rate(sent_bytes_total[1h])", "percent"),
            ("1 / rate(requests_total[5m])", "seconds/requests"), ("wait_seconds_sum * 1$zero", "unknown"),
            ("time() - timestamp(other)", "seconds"), ("requests_total or vector(0)", "requests"),
            ("requests_total + sent_bytes_total", "unknown"),
            ("count(requests_total)", "1"), ("time()", "unix_seconds"), ("other", "unknown"), ("depth", "unknown"),
            ("requests_total > 5", "requests"), ("requests_total > bool 5", "1"),
        ])
    func units(query: String, unit: String) throws { #expect(try result(query).unit.description == unit) }

    @Test(
        "says what was done to the values",
        arguments: [
            ("requests_total", .counter(.value)), ("sum(requests_total)", .addedCounters(.value)),
            ("max(requests_total)", .counter(.value)), ("sum(rate(wait_seconds_count[5m]))", .rate(.count)),
            ("increase(requests_total[5m]) * 2", .increase(.value)), ("other", .unknown), ("depth", .level),
            ("requests_total - requests_total offset 1h", .increase(.value)),
            ("sum(requests_total) - sum(sent_bytes_total)", .level), ("rate(depth[5m])", .unknown),
            ("sum(rate(wait_seconds_sum[5m])) / sum(rate(wait_seconds_count[5m]))", .mean),
            ("sum(rate(wait_seconds_sum[5m])) / (sum(rate(wait_seconds_count[5m])) > 0)", .mean),
            ("rate(wait_seconds_sum[5m]) / rate(requests_total[5m])", .unknown),
            ("histogram_quantile(0.9, sum by (le) (rate(wait_seconds_bucket[5m]))) or vector(0)", .quantile),
            ("1 - rate(requests_total[5m]) / rate(requests_total[1h])", .ratio),
        ] as [(String, ValueKind)])
    func values(query: String, kind: ValueKind) throws { #expect(try result(query).values == kind) }

    @Test("a name that one side gives the other is there, but where a comparison makes 0 or 1 of the values")
    func givenNames() throws {
        let sides = ["requests_total", "on (zone) group_left (__name__) sent_bytes_total"]
        #expect(try result(sides.joined(separator: " * ")).labels["__name__"] == .certain)
        #expect(try result(sides.joined(separator: " > bool ")).labels["__name__"] == .impossible)
    }

    @Test("has every metric that flows into it once, in the order of the query")
    func flow() throws {
        #expect(try result("depth / requests_total + depth").metrics == ["depth", "requests_total"])
        #expect(try result("histogram_quantile(0.9, wait_seconds_bucket)").metrics == ["wait_seconds"])
    }

    @Test("leaves open what a variable decides")
    func holes() throws {
        #expect(try result("sum by ($label) (requests_total)").labels["zone"] == .possible)
        #expect(try result("sum by ($label, zone) (requests_total)").labels["zone"] == .certain)
        #expect(try result("sum by ($label) (requests_total)").labels["nope"] == .impossible)
        #expect(try result("$query").labels.possible == nil)
        #expect(try result("requests_total * $factor").labels.possible == nil)
        #expect(try result("${prefix}_total").labels["zone"] == .possible)
    }

    @Test("of a query that breaks off is that of its parts")
    func broken() throws {
        #expect(try result("sum by (zone) (requests_total").labels.certain == ["zone"])
        #expect(try result("requests_total +").metrics == ["requests_total"])
        #expect(try result("").labels.possible == nil)
    }

    @Test("a label that the catalogue gives to other metrics doesn't come from the scrape")
    func labelsOfOtherMetrics() throws {
        let open = try result("requests_total", targetLabels: nil).labels
        #expect(open["tenant"] == .impossible)
        #expect(open["le"] == .impossible)
        #expect(open["pod"] == .possible)
        #expect(open.elsewhere == ["tenant", "le", "quantile"])
        #expect(try result("wait_seconds_bucket", targetLabels: nil).labels["le"] == .certain)
        #expect(try result("other", targetLabels: nil).labels["tenant"] == .possible)
        let either = try result("requests_total or sent_bytes_total or other", targetLabels: nil).labels
        #expect(either["tenant"] == .possible)
        #expect(either["le"] == .possible)
        #expect(try result("rate(requests_total[5m])", targetLabels: nil).labels.lost == ["__name__"])
    }

    @Test("a label that the targets have too may keep its name or not")
    func clashes() throws {
        let labels = try result("requests_total", targetLabels: ["zone"]).labels
        #expect(labels["zone"] == .certain)
        #expect(labels["exported_zone"] == .possible)
        #expect(labels["exported_code"] == .impossible)
    }

    @Test("partners have no labels that the other side lacks")
    func partners() throws {
        let labels = try result("other * sum by (zone) (requests_total)", targetLabels: nil).labels
        #expect(labels.possible == [])
        #expect(labels["zone"] == .certain)
        let ignoring = try result(
            "other * ignoring (pod) group_left () sum by (zone) (requests_total)", targetLabels: nil
        ).labels
        #expect(ignoring["pod"] == .possible)
        #expect(ignoring["node"] == .impossible)
        #expect(try result("other * ignoring ($x) sum(requests_total)").labels["pod"] == .possible)
        #expect(try result("other unless sum(requests_total)").labels["pod"] == .possible)
    }

    @Test("a pattern of names that lists them is each of them")
    func namePatterns() throws {
        let labels = try result("{__name__=~\"requests_total|sent_bytes_total\"}").labels
        #expect(labels["zone"] == .certain)
        #expect(labels["tenant"] == .possible)
        #expect(labels["le"] == .impossible)
        #expect(try result("{__name__=~\"requests_total|sent_.*\"}").labels["le"] == .possible)
        #expect(try result("{__name__=~\"requests_total|other\"}").labels["le"] == .possible)
    }

    @Test("a recorded series has what its expression kept, and what other programs add")
    func recorded() throws {
        func labels(_ targetLabels: Set<String>?) throws -> LabelKnowledge {
            var metrics = try metrics(targetLabels: targetLabels)
            let query = PromQLReading("sum by (zone) (rate(requests_total[5m]))").expression
            metrics.add(recorded: "zone:requests:rate5m", QueryMeaning(query, metrics: metrics).result)
            return QueryMeaning(PromQLReading("zone:requests:rate5m").expression, metrics: metrics).result.labels
        }
        #expect(try labels(nil)["zone"] == .certain)
        #expect(try labels(nil)["code"] == .impossible)
        #expect(try labels(nil)["instance"] == .impossible)
        #expect(try labels(nil)["cluster"] == .possible)
        #expect(try labels(["cluster"])["cluster"] == .possible)
        #expect(try labels(["cluster"])["pod"] == .impossible)
    }

    @Test("a metric that is gone may have had any label")
    func tombstones() throws {
        let gone = CataloguedMetric(
            name: "gone_total", kind: .counter, unit: nil, labels: [], states: [], bounds: nil, mode: nil,
            stability: nil, end: .removed(in: try #require(MinorVersion("0.9")), announced: nil))
        let catalogue = Catalogue(product: "p", version: try #require(ProductVersion("1.0.0")), metrics: [gone])
        let metrics = KnownMetrics([catalogue], targetLabels: [])
        #expect(metrics.labels(ofSeries: "gone_total")["zone"] == .possible)
    }

    @Test(
        "prints a bound as pages do",
        arguments: [
            (1, "1.0"), (0.5, "0.5"), (100_000, "100000.0"), (1_000_000, "1e+06"), (1_500_000, "1.5e+06"),
            (123_456.75, "123456.75"), (0.001, "0.001"), (0.0001, "0.0001"), (0.00001, "1e-05"), (2.5e-7, "2.5e-07"),
            (0, "0.0"), (-2.5, "-2.5"), (1e16, "1e+16"), (1e100, "1e+100"), (.infinity, "+Inf"), (10, "10.0"),
            (12_345_678.9, "1.23456789e+07"),
        ] as [(Double, String)])
    func bounds(bound: Double, text: String) { #expect(KnownBounds.text(of: bound) == text) }

    @Test("judges bounds that parameters decide")
    func parameterBounds() {
        let either = KnownBounds(
            .conditional(
                .isTrue("large"), then: .series(mantissas: [1, 2, 5], limit: .parameter(.init(ParameterSum("max")))),
                otherwise: .fixed([0.5, 3])), isOverridable: false)
        #expect(either.status(of: 0.5) == .bound)
        #expect(either.status(of: 20) == .possible(.parameter("max")))
        #expect(either.status(of: 4) == .never)
        #expect(either.status(of: .infinity) == .bound)
        #expect(either.all == nil)
        #expect(either.listed == [0.5, 3])
        let sorted = KnownBounds(.sorted(parameter: "sizes"), isOverridable: false)
        #expect(sorted.status(of: 7) == .possible(.parameter("sizes")))
        #expect(sorted.status(of: 7.5) == .never)
        let overridable = KnownBounds(.fixed([1, 2]), isOverridable: true)
        #expect(overridable.status(of: 3) == .possible(.overridable))
        #expect(overridable.status(of: 2) == .bound)
    }
}
