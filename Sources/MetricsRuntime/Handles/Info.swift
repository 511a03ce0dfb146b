// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

// @unchecked: the pointer leads to an object that synchronises itself and is never freed.
// A forked child has a copy of it.
/// Facts about a process as labels, such as its version and build. An info metric has a series once it has been set,
/// and never more than one. Generated code has a call with an argument for each of its fields, unless the process gives
/// their names when it starts.
@frozen public struct Info: @unchecked Sendable {
    @usableFromInline let cell: UnsafeRawPointer?

    @inlinable init(_ cell: UnsafeMutableRawPointer?) { self.cell = UnsafeRawPointer(cell) }

    /// Sets the values of the fields, in the order in which the declaration names them. They replace the values that
    /// were set before.
    public func set(_ values: [String]) {
        guard let cell else { return }
        Unmanaged<InfoCell>.fromOpaque(cell)._withUnsafeGuaranteedRef { $0.set(values) }
    }

    /// Sets the values of the fields by their names. A field without a value is empty, and a value whose name no field
    /// has is left out. They replace the values that were set before.
    public func set(_ values: [String: String]) {
        guard let cell else { return }
        Unmanaged<InfoCell>.fromOpaque(cell)._withUnsafeGuaranteedRef { info in
            info.set(info.fields.map { values[$0] ?? "" })
        }
    }
}
