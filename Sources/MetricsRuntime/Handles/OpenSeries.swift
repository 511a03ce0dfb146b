// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

// @unchecked: the pointer leads to an index that synchronises itself and is never freed.
// A forked child has a copy of it, whose lock the fork held.
/// The series of a metric with an open label. Each combination of values becomes a series when it is first looked up.
/// A look-up has a cost; keep the handle to pay it only once.
@frozen public struct OpenSeries: @unchecked Sendable {
    /// An `OpenIndex`.
    @usableFromInline let index: UnsafeRawPointer?

    @inlinable init(_ index: UnsafeMutableRawPointer?) { self.index = UnsafeRawPointer(index) }

    // Values are in the order in which the declaration names the labels. Up to three have functions of their own: a
    // list of values would be an allocation at each call.

    /// The counter for the value of the only open label.
    @inlinable public func counter(_ value: String) -> Counter { Counter(cell(value)) }
    /// The counter for the values of two labels.
    @inlinable public func counter(_ first: String, _ second: String) -> Counter { Counter(cell(first, second)) }
    /// The counter for the values of three labels.
    @inlinable public func counter(_ first: String, _ second: String, _ third: String) -> Counter {
        Counter(cell(first, second, third))
    }
    /// The counter for the values of any number of labels.
    public func counter(_ values: String...) -> Counter { Counter(cell(values)) }

    /// The gauge for the value of the only open label.
    @inlinable public func gauge(_ value: String) -> Gauge { Gauge(cell(value)) }
    /// The gauge for the values of two labels.
    @inlinable public func gauge(_ first: String, _ second: String) -> Gauge { Gauge(cell(first, second)) }
    /// The gauge for the values of three labels.
    @inlinable public func gauge(_ first: String, _ second: String, _ third: String) -> Gauge {
        Gauge(cell(first, second, third))
    }
    /// The gauge for the values of any number of labels.
    public func gauge(_ values: String...) -> Gauge { Gauge(cell(values)) }

    /// The histogram for the value of the only open label.
    @inlinable public func histogram(_ value: String) -> Histogram { Histogram(cell(value)) }
    /// The histogram for the values of two labels.
    @inlinable public func histogram(_ first: String, _ second: String) -> Histogram {
        Histogram(cell(first, second))
    }
    /// The histogram for the values of three labels.
    @inlinable public func histogram(_ first: String, _ second: String, _ third: String) -> Histogram {
        Histogram(cell(first, second, third))
    }
    /// The histogram for the values of any number of labels.
    public func histogram(_ values: String...) -> Histogram { Histogram(cell(values)) }

    /// The summary for the value of the only open label.
    @inlinable public func summary(_ value: String) -> Summary { Summary(cell(value)) }
    /// The summary for the values of two labels.
    @inlinable public func summary(_ first: String, _ second: String) -> Summary { Summary(cell(first, second)) }
    /// The summary for the values of three labels.
    @inlinable public func summary(_ first: String, _ second: String, _ third: String) -> Summary {
        Summary(cell(first, second, third))
    }
    /// The summary for the values of any number of labels.
    public func summary(_ values: String...) -> Summary { Summary(cell(values)) }

    /// The value that is read when it is scraped, for the values of any number of labels.
    public func callback(_ values: String...) -> CallbackValue { CallbackValue(cell(values)) }

    /// The stateset for the value of the only open label.
    @inlinable public func stateSet<State>(_ value: String) -> StateSet<State> { StateSet(cell(value)) }
    /// The stateset for the values of two labels.
    @inlinable public func stateSet<State>(_ first: String, _ second: String) -> StateSet<State> {
        StateSet(cell(first, second))
    }
    /// The stateset for the values of three labels.
    @inlinable public func stateSet<State>(_ first: String, _ second: String, _ third: String) -> StateSet<State> {
        StateSet(cell(first, second, third))
    }
    // Generic, to let the compiler prefer the functions for few values.
    /// The stateset for the values of any number of labels.
    @_disfavoredOverload
    public func stateSet<State>(_ values: String...) -> StateSet<State> { StateSet(cell(values)) }

    /// An info metric is set once and doesn't need the functions for few values.
    public func info(_ values: String...) -> Info { Info(cell(values)) }

    // Most look-ups take short values that have a series, and this function serves them without a call; those of several
    // labels also serve values beyond a limit. Other functions do the rest, which saves this one from storing registers.
    // It is never inlined: its caller holds the strings until it returns.

    @usableFromInline @inline(never)
    func cell(_ value: String) -> UnsafeMutableRawPointer? {
        guard let index = pointer else { return nil }
        if let cell = index.pointee.inlineCell(value) { return cell }
        return Self.nativeCell(index, value)
    }

    @usableFromInline @inline(never)
    func cell(_ first: String, _ second: String) -> UnsafeMutableRawPointer? {
        guard let index = pointer else { return nil }
        if let x = index.pointee.short(first, 0), let y = index.pointee.short(second, 1) {
            if let cell = index.pointee.cell(x, y) { return cell }
            if let cell = index.pointee.cellBeyondLimits((x, y)) { return cell }
        }
        return Self.nativeCell(index, first, second)
    }

    @usableFromInline @inline(never)
    func cell(_ first: String, _ second: String, _ third: String) -> UnsafeMutableRawPointer? {
        guard let index = pointer else { return nil }
        if let x = index.pointee.short(first, 0), let y = index.pointee.short(second, 1),
            let z = index.pointee.short(third, 2)
        {
            if let cell = index.pointee.cell(x, y, z) { return cell }
            if let cell = index.pointee.cellBeyondLimits((x, y, z)) { return cell }
        }
        return Self.nativeCell(index, first, second, third)
    }

    @inline(__always)
    private var pointer: UnsafePointer<OpenIndex>? { index?.assumingMemoryBound(to: OpenIndex.self) }

    @inline(never)
    private static func nativeCell(_ index: UnsafePointer<OpenIndex>, _ value: String) -> UnsafeMutableRawPointer? {
        if let cell = index.pointee.nativeCell(value) { return cell }
        if let cell = index.pointee.cellBeyondLimit() { return cell }
        return otherCell(index, value)
    }

    @inline(never)
    private static func nativeCell(_ index: UnsafePointer<OpenIndex>, _ first: String, _ second: String)
        -> UnsafeMutableRawPointer?
    {
        if let cell = index.pointee.nativeCell(first, second) { return cell }
        if let cell = index.pointee.cellBeyondLimits(first, second) { return cell }
        return otherCell(index, first, second)
    }

    @inline(never)
    private static func nativeCell(
        _ index: UnsafePointer<OpenIndex>, _ first: String, _ second: String, _ third: String
    ) -> UnsafeMutableRawPointer? {
        if let cell = index.pointee.nativeCell(first, second, third) { return cell }
        if let cell = index.pointee.cellBeyondLimits(first, second, third) { return cell }
        return otherCell(index, first, second, third)
    }

    /// For strings with an unusual representation, and for new series.
    @inline(never)
    private static func otherCell(_ index: UnsafePointer<OpenIndex>, _ values: String...) -> UnsafeMutableRawPointer? {
        OpenSeries(UnsafeMutableRawPointer(mutating: index)).cell(values)
    }

    func cell(_ values: [String]) -> UnsafeMutableRawPointer? {
        guard let index = pointer else { return nil }
        if values.count == index.pointee.labelCount {
            if let cell = index.pointee.cell(values) ?? index.pointee.cellBeyondLimits(values) { return cell }
        }
        return index.pointee.family._withUnsafeGuaranteedRef { $0.makeCell(values) }
    }
}
