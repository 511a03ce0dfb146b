/// The series of a metric with an open label: each combination of values becomes one when it is first asked for. The
/// look-up is what it costs; a handle that is kept costs it once.
// @unchecked: the pointer leads to an object that synchronises itself and is never freed.
@frozen public struct OpenSeries: @unchecked Sendable {
    @usableFromInline let family: UnsafeRawPointer?

    @inlinable init(_ family: UnsafeMutableRawPointer?) { self.family = UnsafeRawPointer(family) }

    /// Values in the order in which the declaration names the labels.
    public func counter(_ values: String...) -> Counter { Counter(cell(values)) }
    public func gauge(_ values: String...) -> Gauge { Gauge(cell(values)) }
    public func histogram(_ values: String...) -> Histogram { Histogram(cell(values)) }

    private func cell(_ values: [String]) -> UnsafeMutableRawPointer? {
        guard let family else { return nil }
        return Unmanaged<OpenFamily>.fromOpaque(family)._withUnsafeGuaranteedRef { $0.cell(values) }
    }
}
