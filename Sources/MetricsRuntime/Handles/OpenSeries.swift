/// The series of a metric with an open label: each combination of values becomes one when it is first asked for. The
/// look-up is what it costs; a handle that is kept costs it once.
// @unchecked: the pointer leads to an object that synchronises itself and is never freed.
@frozen public struct OpenSeries: @unchecked Sendable {
    @usableFromInline let family: UnsafeRawPointer?

    @inlinable init(_ family: UnsafeMutableRawPointer?) { self.family = UnsafeRawPointer(family) }

    // Values in the order in which the declaration names the labels. Up to three have functions of their own: a list of
    // values would be an allocation at each call.

    public func counter(_ value: String) -> Counter { Counter(cell(value)) }
    public func counter(_ first: String, _ second: String) -> Counter { Counter(cell(first, second)) }
    public func counter(_ first: String, _ second: String, _ third: String) -> Counter {
        Counter(cell(first, second, third))
    }
    public func counter(_ values: String...) -> Counter { Counter(cell(values)) }

    public func gauge(_ value: String) -> Gauge { Gauge(cell(value)) }
    public func gauge(_ first: String, _ second: String) -> Gauge { Gauge(cell(first, second)) }
    public func gauge(_ first: String, _ second: String, _ third: String) -> Gauge { Gauge(cell(first, second, third)) }
    public func gauge(_ values: String...) -> Gauge { Gauge(cell(values)) }

    public func histogram(_ value: String) -> Histogram { Histogram(cell(value)) }
    public func histogram(_ first: String, _ second: String) -> Histogram { Histogram(cell(first, second)) }
    public func histogram(_ first: String, _ second: String, _ third: String) -> Histogram {
        Histogram(cell(first, second, third))
    }
    public func histogram(_ values: String...) -> Histogram { Histogram(cell(values)) }

    public func summary(_ value: String) -> Summary { Summary(cell(value)) }
    public func summary(_ first: String, _ second: String) -> Summary { Summary(cell(first, second)) }
    public func summary(_ first: String, _ second: String, _ third: String) -> Summary {
        Summary(cell(first, second, third))
    }
    public func summary(_ values: String...) -> Summary { Summary(cell(values)) }

    public func stateSet<State>(_ value: String) -> StateSet<State> { StateSet(cell(value)) }
    public func stateSet<State>(_ first: String, _ second: String) -> StateSet<State> { StateSet(cell(first, second)) }
    public func stateSet<State>(_ first: String, _ second: String, _ third: String) -> StateSet<State> {
        StateSet(cell(first, second, third))
    }
    // Generic, so that the compiler would not prefer those of few values by itself.
    @_disfavoredOverload
    public func stateSet<State>(_ values: String...) -> StateSet<State> { StateSet(cell(values)) }

    /// What is set once has no need of the functions for few values.
    public func info(_ values: String...) -> Info { Info(cell(values)) }

    @inline(__always)
    private func cell(_ value: String) -> UnsafeMutableRawPointer? {
        guard let family else { return nil }
        return Unmanaged<OpenFamily>.fromOpaque(family)._withUnsafeGuaranteedRef { family in
            // Texts that Swift has in one piece, as all of its own are, are read where they are.
            let found = value.utf8.withContiguousStorageIfAvailable { family.index.pointee.cell($0) }
            if let found, let cell = found { return cell }
            return family.makeCell([value])
        }
    }

    @inline(__always)
    private func cell(_ first: String, _ second: String) -> UnsafeMutableRawPointer? {
        guard let family else { return nil }
        return Unmanaged<OpenFamily>.fromOpaque(family)._withUnsafeGuaranteedRef { family in
            let found = first.utf8.withContiguousStorageIfAvailable { first in
                second.utf8.withContiguousStorageIfAvailable { family.index.pointee.cell(first, $0) }
            }
            if let found, let found, let cell = found { return cell }
            return family.makeCell([first, second])
        }
    }

    @inline(__always)
    private func cell(_ first: String, _ second: String, _ third: String) -> UnsafeMutableRawPointer? {
        guard let family else { return nil }
        return Unmanaged<OpenFamily>.fromOpaque(family)._withUnsafeGuaranteedRef { family in
            let found = first.utf8.withContiguousStorageIfAvailable { first in
                second.utf8.withContiguousStorageIfAvailable { second in
                    third.utf8.withContiguousStorageIfAvailable { family.index.pointee.cell(first, second, $0) }
                }
            }
            if let found, let found, let found, let cell = found { return cell }
            return family.makeCell([first, second, third])
        }
    }

    private func cell(_ values: [String]) -> UnsafeMutableRawPointer? {
        guard let family else { return nil }
        return Unmanaged<OpenFamily>.fromOpaque(family)._withUnsafeGuaranteedRef {
            $0.index.pointee.cell(values) ?? $0.makeCell(values)
        }
    }
}
