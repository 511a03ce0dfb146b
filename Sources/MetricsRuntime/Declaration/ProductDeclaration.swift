// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The metrics of a generated struct: one call for each metric, in the order of the exposition. What every metric of
/// a type has is an argument of its own; everything else is in `MetricOptions`.
public struct ProductDeclaration {
    let name: String
    let version: String
    /// The labels bound for the life of the instance, with their values.
    let bound: [BoundLabel]
    private(set) var metrics: [MetricDeclaration] = []
    private var slotCount = 0

    struct BoundLabel: Equatable {
        let name: String
        let value: String
    }

    /// A product without metrics.
    ///
    /// - Parameters:
    ///   - name: The product. Together with the bound values it identifies an instance.
    ///   - version: The product's version in the spec.
    ///   - bound: The name and value of each label that is bound for the life of the instance.
    public init(name: String, version: String, bound: [(String, String)] = []) {
        self.name = name
        self.version = version
        self.bound = bound.map { BoundLabel(name: $0.0, value: $0.1) }
    }

    /// Declares a counter at the next position of the table.
    public mutating func counter(
        _ slot: Int, _ name: String, _ help: String, _ labels: MetricLabels, _ options: MetricOptions = MetricOptions()
    ) {
        let shape = MetricDeclaration.Shape(kind: .counter, source: options.source)
        append(slot, MetricDeclaration(slot, name, help, shape, labels, options))
    }

    /// Declares a gauge at the next position of the table. The mode says how the values of several processes are merged.
    public mutating func gauge(
        _ slot: Int, _ name: String, _ help: String, _ labels: MetricLabels, _ mode: MultiprocessMode,
        _ options: MetricOptions = MetricOptions()
    ) {
        let shape = MetricDeclaration.Shape(
            kind: .gauge, mode: mode, initial: options.initial, source: options.source)
        append(slot, MetricDeclaration(slot, name, help, shape, labels, options))
    }

    /// Declares a metric of unknown type at the next position of the table. It is set like a gauge.
    public mutating func unknown(
        _ slot: Int, _ name: String, _ help: String, _ labels: MetricLabels, _ options: MetricOptions = MetricOptions()
    ) {
        let shape = MetricDeclaration.Shape(kind: .unknown, source: options.source)
        append(slot, MetricDeclaration(slot, name, help, shape, labels, options))
    }

    /// Declares a histogram at the next position of the table. Its bounds are finite and strictly increasing, without
    /// `+Inf`. They are checked when the struct is made, since they may come from parameters. A histogram whose options
    /// have native buckets can be without bounds.
    public mutating func histogram(
        _ slot: Int, _ name: String, _ help: String, _ labels: MetricLabels, _ bounds: [Double],
        _ options: MetricOptions = MetricOptions()
    ) {
        let shape = MetricDeclaration.Shape(kind: .histogram, bounds: bounds, native: options.native)
        append(slot, MetricDeclaration(slot, name, help, shape, labels, options))
    }

    /// Declares a summary at the next position of the table.
    public mutating func summary(
        _ slot: Int, _ name: String, _ help: String, _ labels: MetricLabels, _ options: MetricOptions = MetricOptions()
    ) {
        append(slot, MetricDeclaration(slot, name, help, .init(kind: .summary), labels, options))
    }

    /// Declares an info metric at the next position of the table. Its fields are the names of the labels whose values
    /// are set together, in the order of `Info.set(_:)`.
    public mutating func info(
        _ slot: Int, _ name: String, _ help: String, _ labels: MetricLabels, _ fields: [String],
        _ options: MetricOptions = MetricOptions()
    ) {
        let mode = Self.mode(of: .info, called: name, options)
        append(
            slot, MetricDeclaration(slot, name, help, .init(kind: .info, mode: mode, names: fields), labels, options))
    }

    /// Declares a stateset at the next position of the table. It has at least one and at most 64 states, of which the
    /// first holds at the start.
    public mutating func stateSet(
        _ slot: Int, _ name: String, _ help: String, _ labels: MetricLabels, _ states: [String],
        _ options: MetricOptions = MetricOptions()
    ) {
        precondition(
            (1...MetricKind.largestStateCount).contains(states.count),
            "a stateset has 1 to \(MetricKind.largestStateCount) states, and `\(name)` has \(states.count)")
        let mode = Self.mode(of: .stateset, called: name, options)
        append(
            slot,
            MetricDeclaration(slot, name, help, .init(kind: .stateset, mode: mode, names: states), labels, options))
    }

    /// The compiler has checked the mode.
    private static func mode(of kind: MetricKind, called name: String, _ options: MetricOptions) -> MultiprocessMode? {
        let mode = options.multiprocess ?? kind.description.modes.first
        precondition(mode.map(kind.description.modes.contains) ?? true, "`\(name)` can't be merged in this way")
        return mode
    }

    /// Skips the slots of a metric that a parameter excludes from this process. Recording through its handles has no
    /// effect.
    public mutating func skip(_ slot: Int, _ labels: MetricLabels) {
        precondition(slot == slotCount, "a metric is passed over at \(slot), and its place is \(slotCount)")
        slotCount += labels.slotCount
    }

    /// Makes the series of all metrics that are visible.
    ///
    /// If an instance with the same bound values exists already, both record into the same series, and the registry's
    /// report says so. A histogram that has other bounds now replaces the old one; values recorded through the old
    /// handles are no longer exported. Instances with other bound values share the families.
    public func register(in registry: MetricsRegistry, visibility: Visibility) throws(MetricsSetupError)
        -> InstanceSeries
    {
        try registry.register(self, slotCount: slotCount, visibility: visibility)
    }

    /// The compiler counts the slots of the table in the same way. A difference is a bug in the generated code, which
    /// would record into the wrong metrics.
    private mutating func append(_ slot: Int, _ metric: MetricDeclaration) {
        precondition(slot == slotCount, "\(metric.name) is declared at \(slot), and its place is \(slotCount)")
        metrics.append(metric)
        slotCount += metric.labels.slotCount
    }
}

/// One metric, as declared.
struct MetricDeclaration {
    /// The metric type, and what a metric of that type declares besides its labels.
    struct Shape: Equatable {
        let kind: MetricKind
        var mode: MultiprocessMode?
        /// The value of a gauge before anything is recorded.
        var initial: Double?
        var source = ValueSource.recorded
        var bounds: [Double] = []
        var native: NativeBuckets?
        /// The names of its fields or of its states.
        var names: [String] = []

        /// Whether the directory that several processes share has a place for it. Of a native histogram it has the buckets
        /// with bounds.
        var isShareable: Bool { source == .recorded && (native == nil || !bounds.isEmpty) }
    }

    let slot: Int
    let name: String
    let help: String
    let shape: Shape
    let labels: MetricLabels
    var options: MetricOptions

    init(
        _ slot: Int, _ name: String, _ help: String, _ shape: Shape, _ labels: MetricLabels,
        _ options: MetricOptions
    ) {
        self.slot = slot
        self.name = name
        self.help = help
        self.shape = shape
        self.labels = labels
        self.options = options
    }

    /// Whether the directory that several processes share has a place for it.
    var isShareable: Bool { shape.kind.isShareable && shape.isShareable }

    /// Its name, and the former ones.
    var names: [String] { [name] + options.formerNames.map(\.name) }

    /// The names under which its series are exported.
    var seriesNames: [String] { names.flatMap { shape.kind.seriesNames(ofFamily: $0) } }

    func checkBounds() throws(MetricsSetupError) {
        guard shape.kind.has(.buckets) else { return }
        let bounds = shape.bounds
        guard let first = bounds.first else {
            if shape.native != nil { return }
            throw .bounds(metric: name, fault: .empty)
        }
        guard bounds.allSatisfy(\.isFinite) else { throw .bounds(metric: name, fault: .notFinite) }
        var last = first
        for bound in bounds.dropFirst() {
            guard bound > last else { throw .bounds(metric: name, fault: .notIncreasing(first: last, second: bound)) }
            last = bound
        }
    }
}
