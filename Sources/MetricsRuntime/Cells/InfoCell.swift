/// What an info says: its series, whose labels are what was set. An object, since the labels have any length; handles lead
/// to it and keep no count of references.
final class InfoCell: Sendable {
    private let name: String
    private let fields: [String]
    private let labels: [SeriesLabel]
    private let published = PublishedValue<KeptSeries>()

    init(name: String, fields: [String], labels: [SeriesLabel]) {
        self.name = name
        self.fields = fields
        self.labels = labels
    }

    /// Nil until it is set.
    var series: KeptSeries? { published.value }

    /// The values take the place of those that were set before. Takes no lock.
    func set(_ values: [String]) {
        precondition(
            values.count == fields.count, "`\(name)` has \(fields.count) fields, not \(values.count)")
        published.replace(
            KeptSeries(
                name, [.init(.level)], labels: labels + zip(fields, values).map { SeriesLabel(name: $0, value: $1) }))
    }

    /// As it is before it is set.
    func clear() { published.replace(nil) }
}
