// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

@testable import SpecYAML

/// A document in a collection of its own, which lets its diagnostics be printed.
struct Parsed {
    let document: YAMLDocument
    let report: String

    init(_ text: String) { self.init(SourceText(path: "a.yaml", text: text)) }

    init(bytes: [UInt8]) { self.init(SourceText(path: "a.yaml", bytes: bytes)) }

    private init(_ source: SourceText) {
        var sources = SourceCollection()
        let id = sources.add(source)
        document = YAMLDocument(source, id: id)
        report = TextReport(sources: sources).text(of: document.findings)
    }

    var tree: String { document.root?.description ?? "nothing" }
    var codes: [String] { document.findings.map(\.rule.code) }
}

extension YAMLNode {
    /// The places of all keys and values, in the order of the text; of a collection before those in it.
    var places: [String] {
        switch content {
        case .scalar, .reported: [span.description]
        case .sequence(let sequence): [span.description] + sequence.elements.flatMap(\.places)
        case .mapping(let mapping):
            [span.description] + mapping.entries.flatMap { [$0.key.span.description] + $0.value.places }
        }
    }

    /// The strings of all keys and values.
    var texts: [String] {
        switch content {
        case .scalar(let scalar): [scalar.text]
        case .reported: []
        case .sequence(let sequence): sequence.elements.flatMap(\.texts)
        case .mapping(let mapping): mapping.entries.flatMap { [$0.key.value] + $0.value.texts }
        }
    }
}
