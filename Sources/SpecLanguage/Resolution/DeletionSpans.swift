// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecYAML

/// The text to delete to remove one declaration, with a valid spec left: a list or a section with nothing else in it
/// is deleted entirely.
struct DeletionSpans: Sendable {
    /// By section and name.
    private var declarations: [String: [String: Span]] = [:]

    init(_ root: YAMLMapping, sections: [String], in text: SourceText) {
        for section in sections {
            guard case .mapping(let mapping)? = root[section]?.value.content else { continue }
            if mapping.entries.count == 1 {
                declarations[section, default: [:]][mapping.entries[0].key.value] =
                    Self.removal(of: section, from: root, in: text)
                continue
            }
            let layout = MappingLayout(mapping)
            for (index, entry) in mapping.entries.enumerated()
            where declarations[section]?[entry.key.value] == nil {
                declarations[section, default: [:]][entry.key.value] = layout.span(
                    droppingEntryAt: index, in: text, keepsHeadings: true)
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
            .span(droppingEntryAt: index, in: text, keepsHeadings: true)
    }

    private static func removal(of key: String, from mapping: YAMLMapping, in text: SourceText) -> Span? {
        mapping.entries.firstIndex { $0.key.value == key }
            .flatMap { MappingLayout(mapping).span(droppingEntryAt: $0, in: text, keepsHeadings: true) }
    }
}
