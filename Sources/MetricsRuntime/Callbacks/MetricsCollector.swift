// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Metrics that are not in a spec, and whose families are only known at a scrape: what an exporter reads from another
/// program.
public protocol MetricsCollector: Sendable {
    /// The name in reports and in `metricsgen_callback_faults_total`.
    var name: String { get }

    /// Adds the families as they are now. It is called at each scrape, on a thread of the registry, one call at a time,
    /// and under no lock. If it throws, its families are left out. If it isn't back at the registry's deadline, they are
    /// those of the last call.
    func collect(into families: inout CollectedFamilies) throws
}

/// The families that a collector gives at one scrape.
public struct CollectedFamilies: Sendable {
    private var order = InsertionOrder<String, Family>()
    private let constant: [SeriesLabel]
    /// The first sample that was left out, and why.
    private(set) var refusal: String?

    init(_ constant: [SeriesLabel]) { self.constant = constant }

    var all: [Family] { Array(order.values) }

    /// Adds a series of a counter, whose name should end in `_total`.
    ///
    /// - Parameter total: The whole count, which is neither negative nor NaN.
    public mutating func counter(_ name: String, _ help: String, _ labels: [String: String] = [:], total: Double) {
        guard total >= 0 else { return refuse("\(total) as the count of `\(name)`") }
        add(.counter, name, help, labels, [.init(.total)]) { .number(total, $0) }
    }

    /// Adds a series of a gauge.
    public mutating func gauge(_ name: String, _ help: String, _ labels: [String: String] = [:], value: Double) {
        add(.gauge, name, help, labels, [.init(.level)]) { .number(value, $0) }
    }

    /// Adds a series of a metric of unknown type.
    public mutating func unknown(_ name: String, _ help: String, _ labels: [String: String] = [:], value: Double) {
        add(.unknown, name, help, labels, [.init(.untyped)]) { .number(value, $0) }
    }

    /// Adds a series of a histogram.
    ///
    /// - Parameters:
    ///   - buckets: Upper bounds, strictly increasing, with the number of observations up to each. They are completed by
    ///     a bucket for `+Inf`.
    ///   - count: The number of all observations.
    public mutating func histogram(
        _ name: String, _ help: String, _ labels: [String: String] = [:], buckets: [(bound: Double, count: UInt64)],
        count: UInt64, sum: Double
    ) {
        let finite = buckets.filter { $0.bound != .infinity }
        let isOrdered = zip(finite, finite.dropFirst()).allSatisfy { $0.bound < $1.bound && $0.count <= $1.count }
        guard isOrdered, finite.allSatisfy({ $0.bound.isFinite && $0.count <= count }) else {
            return refuse("buckets of `\(name)` that don't increase up to its count")
        }
        let all =
            finite.map { HistogramBucket(bound: $0.bound, count: .whole($0.count)) }
            + [HistogramBucket(bound: .infinity, count: .whole(count))]
        let samples =
            all.map { TextLines.Sample(.bucket, NumberText.text(of: $0.bound)) } + [.init(.sum), .init(.count)]
        add(.histogram, name, help, labels, samples) { .histogram(all.map { ($0.bound, $0.count) }, sum, $0) }
    }

    /// Adds a series of a summary.
    public mutating func summary(
        _ name: String, _ help: String, _ labels: [String: String] = [:], count: UInt64, sum: Double
    ) {
        add(.summary, name, help, labels, [.init(.count), .init(.sum)]) { .summary(count, sum, $0) }
    }

    // MARK: What is kept

    struct Family: Sendable {
        let exposed: ExposedFamily
        fileprivate var series = InsertionOrder<[SeriesLabel], Series>()

        /// Those of the family and of its series.
        var names: Set<String> { exposed.kind.names(ofFamily: exposed.name) }

        func visit(_ writer: inout some ExpositionWriter) {
            writer.family(exposed, textSize: series.values.reduce(0) { $0 + $1.kept.lines.textSize }) { samples in
                for series in series.values { series.visit(&samples) }
            }
        }
    }

    fileprivate enum Series: Sendable {
        case number(Double, KeptSeries)
        case histogram([(bound: Double, count: SampleValue)], Double, KeptSeries)
        case summary(UInt64, Double, KeptSeries)

        var kept: KeptSeries {
            switch self {
            case .number(_, let kept), .histogram(_, _, let kept), .summary(_, _, let kept): kept
            }
        }

        func visit(_ writer: inout some SampleWriter) {
            switch self {
            case .number(let value, let kept): writer.value(.double(value), of: kept)
            case .histogram(let buckets, let sum, let kept):
                writer.histogram(
                    buckets.map { HistogramBucket(bound: $0.bound, count: $0.count) }, sum: .double(sum), of: kept)
            case .summary(let count, let sum, let kept):
                writer.summary(count: .whole(count), sum: .double(sum), of: kept)
            }
        }
    }

    private mutating func add(
        _ kind: MetricKind, _ name: String, _ help: String, _ labels: [String: String], _ samples: [TextLines.Sample],
        _ make: (KeptSeries) -> Series
    ) {
        guard LegalName.isMetric(name) else { return refuse("the name `\(name)`") }
        let reserved = Set(kind.sampleLabels(mode: nil).compactMap(\.fixedName) + constant.map(\.name))
        if let label = labels.keys.sorted().first(where: { !LegalName.isLabel($0) || reserved.contains($0) }) {
            return refuse("the label `\(label)` of `\(name)`")
        }
        var family = order[name] ?? Family(exposed: ExposedFamily(name: name, help: help, kind: kind))
        guard family.exposed.kind == kind, family.exposed.help == help else {
            return refuse("two types or helps for `\(name)`")
        }
        let all = (constant + labels.map { SeriesLabel(name: $0.key, value: $0.value) }).inOrder
        guard family.series[all] == nil else { return refuse("the same series of `\(name)` twice") }
        family.series[all] = make(KeptSeries(name, samples, labels: all))
        // The table has no other reference to it while it is changed.
        order[name] = family
    }

    private mutating func refuse(_ what: String) { if refusal == nil { refusal = what } }
}
