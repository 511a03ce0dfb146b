/// What an info says: its line as it stands in the exposition. An object, since the line has any length; handles lead to
/// it and keep no count of references.
// @unchecked: `line` is touched under `StructureLock`, which a fork holds as well: the child can go on setting infos.
final class InfoCell: @unchecked Sendable {
    private let name: String
    private let fields: [String]
    private let labels: [ExpositionText.Label]
    /// Nil until it is set.
    private var line: [UInt8]?

    init(name: String, fields: [String], labels: [ExpositionText.Label]) {
        self.name = name
        self.fields = fields
        self.labels = labels
    }

    /// The values take the place of those that were set before.
    func set(_ values: [String]) {
        precondition(
            values.count == fields.count, "`\(name)` has \(fields.count) fields, not \(values.count)")
        let all = labels + zip(fields, values).map { ExpositionText.Label(name: $0, value: $1) }
        let line = ExpositionText.prefix(name: name, labels: all) + Array("1.0\n".utf8)
        StructureLock.withLock { self.line = line }
    }

    /// As it is before it is set.
    func clear() { StructureLock.withLock { line = nil } }

    func write(into text: inout [UInt8]) {
        if let line = StructureLock.withLock({ line }) { text += line }
    }
}
