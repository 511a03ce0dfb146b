// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

@testable import SpecLanguage

/// The whole language, as decoder and schema have it.
enum LanguageTables {
    /// All tables that can be reached from the top of a file, of a spec or of translations.
    static let all: [KeyTable] = {
        var tables: [MappingSubject: KeyTable] = [:]
        func visit(_ shape: ValueShape) {
            switch shape {
            case .text, .integer, .number, .boolean, .choice: break
            case .list(let element), .entries(let element, _): visit(element)
            case .anyOf(let shapes): shapes.forEach(visit)
            case .mapping(let table): visit(table())
            }
        }
        func visit(_ table: KeyTable) {
            // Buckets hold buckets.
            guard tables[table.subject] == nil else { return }
            tables[table.subject] = table
            table.keys.map(\.shape).forEach(visit)
        }
        visit(spec)
        visit(translations)
        return tables.values.sorted { $0.subject.indefinite < $1.subject.indefinite }
    }()

    static let spec = FileKeys.table(TestSpec.outputs)
    static let translations = LocaleKeys.table

    /// What a file of a fixture is read by.
    static func table(ofFile path: String) -> KeyTable {
        path.hasPrefix(TestSpec.locales) ? translations : spec
    }
}
