import Testing

@testable import SpecLanguage

/// The table is what messages, schema and reference page are made of.
@Suite("The table of keys")
struct KeyTableTests {
    /// All tables that can be reached from the top of a file.
    private func tables() -> [KeyTable] {
        var tables: [String: KeyTable] = [:]
        func visit(_ shape: Shape) {
            switch shape {
            case .text, .integer, .number, .boolean, .choice: break
            case .list(let element), .entries(let element, _): visit(element)
            case .anyOf(let shapes): shapes.forEach(visit)
            case .mapping(let table): visit(table())
            }
        }
        func visit(_ table: KeyTable) {
            // Buckets hold buckets.
            guard tables[table.indefinite] == nil else { return }
            tables[table.indefinite] = table
            table.keys.map(\.shape).forEach(visit)
        }
        visit(FileKeys.table(TestSpec.outputs))
        return tables.values.sorted { $0.indefinite < $1.indefinite }
    }

    @Test("holds every mapping of the language")
    func complete() {
        #expect(
            tables().map(\.indefinite) == [
                "`deprecated`", "`exponential`", "`lifecycle`", "`linear`", "`outputs`", "`panel`", "`product`",
                "`removed`", "a group", "a label",
                "a label's value", "a metric", "a parameter", "a replacement", "a spec file", "a waiver", "buckets",
                "the output `catalogue`", "the output `docs`", "the output `grafana`", "the output `swift`",
            ])
    }

    @Test("each key has a help that fits into a sentence, and no name stands twice in a mapping")
    func helps() {
        for table in tables() {
            #expect(Set(table.keys.map(\.name)).count == table.keys.count)
            for key in table.keys {
                #expect(!key.help.isEmpty && !key.help.hasSuffix(".") && !key.help.contains("\n"), "\(key.name)")
                #expect(key.help.first?.isUppercase == false, "\(key.name): \(key.help)")
                #expect((1...SpecLanguage.version).contains(key.since))
            }
        }
    }

    @Test("each shape can be said in a message")
    func phrases() {
        for key in tables().flatMap(\.keys) { #expect(!key.shape.phrase.isEmpty) }
        #expect(
            MetricKeys.labels.description.shape.phrase
                == "the name of a label or a label set or a list, each element the name of a label or a label set")
    }
}
