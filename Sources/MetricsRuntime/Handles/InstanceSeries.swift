// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

// @unchecked: the table is written before any other code sees it, and is never freed.
// A forked child has a copy of it.
/// The series of one generated struct: a table with one pointer per series, from which generated code makes its
/// handles. The compiler of the spec decides the positions; they are checked when the metrics are declared.
@frozen public struct InstanceSeries: @unchecked Sendable {
    @usableFromInline let table: UnsafePointer<UnsafeMutableRawPointer?>

    init(_ cells: [UnsafeMutableRawPointer?]) {
        let table = UnsafeMutablePointer<UnsafeMutableRawPointer?>.allocate(capacity: max(1, cells.count))
        table.initialize(to: nil)
        for (slot, cell) in cells.enumerated() { (table + slot).initialize(to: cell) }
        self.table = UnsafePointer(table)
    }

    /// The counter at a position of the table.
    @inlinable public func counter(_ slot: Int) -> Counter { Counter(table[slot]) }
    /// The gauge at a position of the table.
    @inlinable public func gauge(_ slot: Int) -> Gauge { Gauge(table[slot]) }
    /// The histogram at a position of the table.
    @inlinable public func histogram(_ slot: Int) -> Histogram { Histogram(table[slot]) }
    /// The summary at a position of the table.
    @inlinable public func summary(_ slot: Int) -> Summary { Summary(table[slot]) }
    /// The info metric at a position of the table.
    @inlinable public func info(_ slot: Int) -> Info { Info(table[slot]) }
    /// The stateset at a position of the table.
    @inlinable public func stateSet<State>(_ slot: Int) -> StateSet<State> { StateSet(table[slot]) }
    /// The value that is read when it is scraped, at a position of the table.
    @inlinable public func callback(_ slot: Int) -> CallbackValue { CallbackValue(table[slot]) }
    /// The series of an open label, whose index is at a position of the table.
    @inlinable public func open(_ slot: Int) -> OpenSeries { OpenSeries(table[slot]) }
}
