/// The metrics of a process, or of one part of it, and their exposition.
///
/// Generated structs put their families here when they are made. Recording does not touch the registry again, and the
/// cells that handles lead to outlive it.
public final class MetricsRegistry: Sendable {
    private let families = Lock(FamilyTable())

    public init() {}

    /// Appends the text format 0.0.4 of every family, in the order in which they were registered.
    ///
    /// A counter or histogram whose labels are all bound or closed is there from the start with 0; a gauge once it has
    /// been set; an open label's series once it has been used.
    public func writeExposition(into text: inout [UInt8]) {
        families.withLock { families in
            for family in families.inOrder { family.write(into: &text) }
        }
    }

    /// The text format 0.0.4 of every family, as one text.
    public func exposition() -> String {
        var text: [UInt8] = []
        writeExposition(into: &text)
        return String(decoding: text, as: UTF8.self)
    }

    func register(_ product: ProductDeclaration, slotCount: Int, visibility: Visibility) throws(MetricsSetupError)
        -> InstanceSeries
    {
        for metric in product.metrics { try metric.checkBounds() }
        let isVisible = try visibility.visibleMetrics(of: product)
        let visible = zip(product.metrics, isVisible).filter(\.1).map(\.0)
        return try families.withLock { families throws(MetricsSetupError) in
            var changed = families
            changed.remove(instance: .init(product))
            var table = [UnsafeMutableRawPointer?](repeating: nil, count: slotCount)
            for metric in visible {
                let block = try changed.block(for: metric, of: product)
                table.replaceSubrange(metric.slot..<metric.slot + block.cells.count, with: block.cells)
            }
            // Only now: a registration that fails leaves the registry as it was.
            families = changed
            return InstanceSeries(table)
        }
    }
}
