// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A label with a closed set of values, as generated code declares it. The series of its values are next to each
/// other, in this order.
public struct ClosedLabel: Equatable, Sendable {
    /// The name of the label.
    public let name: String
    /// Its values, as the exposition shows them.
    public let values: [String]

    /// A label with its values, in the order of their series.
    public init(_ name: String, _ values: [String]) {
        self.name = name
        self.values = values
    }
}

/// The labels of one metric, grouped by the source of their values.
public struct MetricLabels: Equatable, Sendable {
    /// Labels whose values belong to the generated struct.
    let bound: [String]
    /// If there are several, the last varies fastest in the table of series.
    let closed: [ClosedLabel]
    /// In the order in which a look-up takes their values. If there are any, closed labels are among them.
    let open: [String]
    /// The number of different values that each open label may have; nil for no limit. Empty if no label has a limit.
    let limits: [Int?]

    /// The names of bound labels, closed labels with their values, and the names of open labels with their limits. A
    /// metric with an open label looks up its closed ones too, so they are among the open ones.
    public init(bound: [String] = [], closed: [ClosedLabel] = [], open: [String] = [], limits: [Int?] = []) {
        precondition(limits.isEmpty || limits.count == open.count, "each open label has a limit or nil")
        precondition(closed.isEmpty || open.isEmpty, "a metric with an open label looks up its closed ones as well")
        self.bound = bound
        self.closed = closed
        self.open = open
        self.limits = limits
    }

    /// The number of slots that a metric with these labels takes in the table of series.
    var slotCount: Int { open.isEmpty ? closed.reduce(1) { $0 * $1.values.count } : 1 }
}
