// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A metric that no spec declares, such as one that a library records through another interface. Its series have any
/// labels, and exist from their first use.
package struct UndeclaredMetric: Sendable {
    package let name: String
    package let help: String
    /// What records it. One name has one origin: two things that get the same name would count into each other.
    package let origin: String
    /// The number of series that it may have. Further ones share those of the value `overflow`.
    package let limit: Int
    let shape: MetricDeclaration.Shape

    /// The origin of metrics that count faults, which have room when no other has.
    package static let ownOrigin = "metricsgen"

    /// A name that begins with a legal one.
    package static func counter(_ name: String, _ help: String, origin: String, limit: Int) -> UndeclaredMetric {
        UndeclaredMetric(name, help, origin, limit, .init(kind: .counter))
    }

    package static func gauge(_ name: String, _ help: String, origin: String, limit: Int, mode: MultiprocessMode)
        -> UndeclaredMetric
    {
        UndeclaredMetric(name, help, origin, limit, .init(kind: .gauge, mode: mode))
    }

    /// - Parameter bounds: Checked by `check(bounds:of:)`.
    package static func histogram(
        _ name: String, _ help: String, origin: String, limit: Int, bounds: [Double]
    ) -> UndeclaredMetric {
        UndeclaredMetric(name, help, origin, limit, .init(kind: .histogram, bounds: bounds))
    }

    private init(
        _ name: String, _ help: String, _ origin: String, _ limit: Int, _ shape: MetricDeclaration.Shape
    ) {
        self.name = name
        self.help = help
        self.origin = origin
        self.limit = limit
        self.shape = shape
    }

    package var kind: MetricKind { shape.kind }

    package static func check(bounds: [Double], of metric: String) throws(MetricsSetupError) {
        let shape = MetricDeclaration.Shape(kind: .histogram, bounds: bounds)
        try MetricDeclaration(0, metric, "", shape, MetricLabels(), MetricOptions()).checkBounds()
    }
}

/// Why a metric that no spec declares has no series.
package enum UndeclaredFault: Error, Equatable, Sendable {
    /// Another origin has the name.
    case name(takenBy: String)
    /// The name has another type.
    case type(MetricKind)
    /// A family of the registry, which a spec declares or which is another of these, has the name or that of a series.
    case series(of: String)
    /// The registry has as many of these families as it may.
    case tooManyFamilies(Int)
    /// The shared directory has no room.
    case directory(MultiprocessError)
}

/// A series of a metric that no spec declares.
package struct UndeclaredSeries: Sendable {
    /// Its labels, without the registry's constant ones. What removes it takes them.
    package let labels: [(name: String, value: String)]
    /// Whether it is shared by all that came after the limit.
    package let isOverflow: Bool
    private let handle: Counter

    init(labels: [SeriesLabel], isOverflow: Bool, cell: UnsafeMutableRawPointer) {
        self.labels = labels.map { ($0.name, $0.value) }
        self.isOverflow = isOverflow
        handle = Counter(cell)
    }

    package var counter: Counter { handle }
    package var gauge: Gauge { Gauge(handle.cell) }
    package var histogram: Histogram { Histogram(handle.cell) }
}

extension Counter {
    /// Starts again at 0, which Prometheus takes for a restart of the process. In a shared directory it goes on: other
    /// processes read the sum.
    package func startAgain() {
        guard let cell, !HandleTag.isMapped(cell) else { return }
        let memory = cell.assumingMemoryBound(to: CounterCell.self)
        memory.pointee.whole.store(0, ordering: .relaxed)
        memory.pointee.fraction.store(0, ordering: .relaxed)
    }
}
