/// What something says of itself in labels, such as the build that runs. It has a series once it has been set, and never
/// more than one. Generated code has a call with an argument for each of its fields.
// @unchecked: the pointer leads to an object that synchronises itself and is never freed.
@frozen public struct Info: @unchecked Sendable {
    @usableFromInline let cell: UnsafeRawPointer?

    @inlinable init(_ cell: UnsafeMutableRawPointer?) { self.cell = UnsafeRawPointer(cell) }

    /// Values of the fields, in the order in which the declaration names them. They take the place of those that were set
    /// before.
    public func set(_ values: [String]) {
        guard let cell else { return }
        Unmanaged<InfoCell>.fromOpaque(cell)._withUnsafeGuaranteedRef { $0.set(values) }
    }
}
