// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecYAML

/// The names that a file with errors may use: a name under a misspelled key is used, though nothing that could be
/// read uses it. A misspelled key should not make something else look unused, and no fix should delete that.
struct FaultyFile: Sendable {
    private(set) var places: Set<Span> = []
    private(set) var texts: Set<String> = []

    init() {}

    init(_ root: YAMLNode, _ findings: [Finding]) {
        places = Set(findings.filter { $0.rule.severity == .error }.map(\.span))
        collect(root)
    }

    private mutating func collect(_ node: YAMLNode) {
        switch node.content {
        case .scalar(let scalar): texts.insert(scalar.text)
        case .sequence(let sequence): for element in sequence.elements { collect(element) }
        case .mapping(let mapping):
            // A mapping where a list belongs may name things by its keys.
            if places.contains(node.span) { texts.formUnion(mapping.entries.map(\.key.value)) }
            // What the product is called names nothing else.
            for entry in mapping.entries where entry.key.value != FileKeys.product.name {
                collect(entry.value)
                if let value = entry.gluedKey.flatMap({ _ in MissingSpace.value(in: entry.key.value) }) {
                    texts.insert(value)
                }
            }
        case .reported: break
        }
    }
}
