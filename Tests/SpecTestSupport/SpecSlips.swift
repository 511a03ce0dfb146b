// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecYAML

/// Specs that a slip of the hand made of a legal one: for each key and each value in it, every kind of slip.
package struct SpecSlips {
    package private(set) var texts: [String] = []
    private let source: SourceText
    private let id = SourceID(index: 0)

    package init(_ text: String) {
        source = SourceText(path: "metrics.yaml", text: text)
        if let root = YAMLDocument(source, id: id).root { collect(root) }
    }

    private mutating func collect(_ node: YAMLNode) {
        switch node.content {
        case .scalar(let scalar):
            // Another kind of value, and one that ends too early or late.
            for slip in [
                "[\(scalar.text)]", "{\(scalar.text): }", "{name: \(scalar.text)}", "", "\"", "[", "x\(scalar.text)",
            ] {
                replace(node.span, with: slip)
            }
        case .sequence(let sequence):
            let words = sequence.elements.map { written($0.span) }
            replace(node.span, with: "{" + words.map { $0 + ": " }.joined(separator: ", ") + "}")
            replace(node.span, with: words.joined(separator: " "))
            replace(node.span, with: "")
            for element in sequence.elements { collect(element) }
        case .mapping(let mapping):
            for entry in mapping.entries {
                let key = entry.key.value
                for slip in [key + "x", "\(key.prefix(1))_\(key.dropFirst())", "the_\(key)", "#\(key)", key + " ", "?"]
                {
                    replace(entry.key.span, with: slip)
                }
                let behind = Span(source: id, start: entry.key.span.end, end: entry.value.span.start)
                if behind.start.line == behind.end.line {
                    for slip in ["", " ", ":", ": :", ": - ", ": \t", ": *"] { replace(behind, with: slip) }
                }
                if mapping.isFlow { replace(entry.value.span, with: written(entry.value.span) + "}") }
                collect(entry.value)
            }
            if mapping.isFlow {
                replace(node.span, with: "[" + written(node.span).dropFirst().dropLast() + "]")
                replace(node.span, with: String(written(node.span).dropFirst()))
            }
        case .reported: break
        }
    }

    private func written(_ span: Span) -> String {
        let all = Span(source: id, start: Position(line: 1, column: 1), end: span.start)
        let end = Span(source: id, start: span.end, end: source.start(ofLineBehind: source.lineCount))
        return source.applying([.init(replacing: all, with: ""), .init(replacing: end, with: "")]) ?? ""
    }

    private mutating func replace(_ span: Span, with text: String) {
        if let slip = source.applying([.init(replacing: span, with: text)]) { texts.append(slip) }
    }
}
