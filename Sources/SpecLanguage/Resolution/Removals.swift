import SpecDiagnostics
import SpecYAML

/// What to delete to be rid of one thing that a file says, so that what is left is a spec: of a list or a section with
/// nothing else in it all goes.
struct Removals: Sendable {
    /// By section and name.
    private var declarations: [String: [String: Span]] = [:]
    private let text: SourceText

    init(_ root: YAMLMapping, sections: [String], in text: SourceText) {
        self.text = text
        for section in sections {
            guard case .mapping(let mapping)? = root[section]?.value.content else { continue }
            for entry in mapping.entries {
                declarations[section, default: [:]][entry.key.value] =
                    mapping.entries.count == 1
                    ? Self.removal(of: section, from: root, in: text)
                    : Self.removal(of: entry.key.value, from: mapping, in: text)
            }
        }
    }

    func removal(of name: String, in section: String) -> Span? { declarations[section]?[name] }

    /// - Parameter owner: the mapping that has the list under this key.
    static func removal(
        ofElement index: Int, in list: YAMLSequence, under key: String, of owner: YAMLMapping, in text: SourceText
    ) -> Span? {
        guard list.elements.count > 1 else { return removal(of: key, from: owner, in: text) }
        let spans = list.elements.map(\.span)
        // Elements of a list in lines begin behind a dash.
        let isFlow = text.line(spans[0].start.line).first { $0 != " " } != "-"
        let entries = spans.enumerated().map { MappingLayout.Entry(key: Spanned("\($0)", $1), value: $1) }
        return MappingLayout(entries: entries, isFlow: isFlow)
            .spans(dropping: { $0 == "\(index)" }, in: text, keepsHeadings: true).first
    }

    private static func removal(of key: String, from mapping: YAMLMapping, in text: SourceText) -> Span? {
        MappingLayout(
            entries: mapping.entries.map { .init(key: $0.key, value: $0.value.span) }, isFlow: mapping.isFlow
        ).spans(dropping: { $0 == key }, in: text, keepsHeadings: true).first
    }
}
