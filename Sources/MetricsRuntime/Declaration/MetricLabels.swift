/// A label with a closed set of values, as generated code declares it: the series of its values stand side by side, in
/// this order.
public struct ClosedLabel: Equatable, Sendable {
    public let name: String
    public let values: [String]

    public init(_ name: String, _ values: [String]) {
        self.name = name
        self.values = values
    }
}

/// The labels of one metric, by where their values come from.
public struct MetricLabels: Equatable, Sendable {
    /// Their values belong to the generated struct.
    let bound: [String]
    /// With several, the last varies fastest in the table of series.
    let closed: [ClosedLabel]
    /// In the order in which a look-up gives their values. Where there are any, closed labels are among them.
    let open: [String]
    /// How many different values each open label may have, nil for any number. Empty where none has a limit.
    let limits: [Int?]

    public init(bound: [String] = [], closed: [ClosedLabel] = [], open: [String] = [], limits: [Int?] = []) {
        precondition(limits.isEmpty || limits.count == open.count, "each open label has a limit or nil")
        precondition(closed.isEmpty || open.isEmpty, "a metric with an open label looks up its closed ones as well")
        self.bound = bound
        self.closed = closed
        self.open = open
        self.limits = limits
    }

    /// How many places in the table of series a metric with these labels takes.
    var slotCount: Int { open.isEmpty ? closed.reduce(1) { $0 * $1.values.count } : 1 }
}
