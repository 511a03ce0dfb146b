/// What an info says: its series, whose labels are what was set. An object, since the labels have any length; handles lead
/// to it and keep no count of references.
// @unchecked: `series` is touched under `StructureLock`, which a fork holds as well: the child can go on setting infos.
final class InfoCell: @unchecked Sendable {
    private let name: String
    private let fields: [String]
    private let labels: [SeriesLabel]
    /// Nil until it is set.
    private(set) var series: KeptSeries?

    init(name: String, fields: [String], labels: [SeriesLabel]) {
        self.name = name
        self.fields = fields
        self.labels = labels
    }

    /// The values take the place of those that were set before.
    func set(_ values: [String]) {
        precondition(
            values.count == fields.count, "`\(name)` has \(fields.count) fields, not \(values.count)")
        let series = KeptSeries(
            name, [.init(.level)], labels: labels + zip(fields, values).map { SeriesLabel(name: $0, value: $1) })
        StructureLock.withLock { self.series = series }
    }

    /// As it is before it is set.
    func clear() { StructureLock.withLock { series = nil } }
}
