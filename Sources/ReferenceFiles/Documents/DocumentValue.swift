// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecJSON
import SpecYAML

/// A value of JSON or YAML: people write dashboards and rules as either, and what reads them need not know which.
struct DocumentValue: Sendable {
    private let form: Form

    private enum Form {
        case json(JSONNode, in: JSONText)
        case yaml(YAMLElement, in: YAMLText?)
    }

    /// One reference for all values of a JSON text, instead of a copy of its string in each.
    final class JSONText: Sendable {
        let string: PlacedString
        /// The keys by which queries are found.
        let keys: JSONStringIndex
        let hasNumericEscapes: Bool

        init(_ string: PlacedString, _ document: JSONDocument) {
            self.string = string
            keys = JSONStringIndex(of: ["expr", "datasource", "repeat", "variable"], in: document)
            hasNumericEscapes = document.hasNumericEscapes
        }
    }

    /// A YAML text that is a string of a file.
    final class YAMLText: Sendable {
        let text: SourceText
        let outer: PlacedString

        init(_ text: SourceText, in outer: PlacedString) {
            self.text = text
            self.outer = outer
        }
    }

    init(_ node: JSONNode, in text: JSONText) { form = .json(node, in: text) }

    /// - Parameter text: nil if it is a value of the file itself.
    init(_ element: YAMLElement, in text: YAMLText?) { form = .yaml(element, in: text) }

    // MARK: Objects and arrays

    var isObject: Bool {
        switch form {
        case .json(let node, _): node.isObject
        case .yaml(let element, _): element.isMapping
        }
    }

    /// The value with this key; nil where there is none, or where this is not an object.
    subscript(key: String) -> DocumentValue? {
        switch form {
        case .json(let node, let text): node[key].map { DocumentValue($0, in: text) }
        case .yaml(let element, let text): element[key].map { DocumentValue($0, in: text) }
        }
    }

    /// The elements of an array.
    var elements: [DocumentValue]? {
        switch form {
        case .json(let node, let text): node.elements?.map { DocumentValue($0, in: text) }
        case .yaml(let element, let text): element.elements?.map { DocumentValue($0, in: text) }
        }
    }

    /// The keys and values of an object, in the order of the text.
    var members: [(key: DocumentValue, value: DocumentValue)]? {
        switch form {
        case .json(let node, let text):
            node.members?.map { (DocumentValue($0.key, in: text), DocumentValue($0.value, in: text)) }
        case .yaml(let element, let text):
            element.entries?.map { (DocumentValue($0.key, in: text), DocumentValue($0.value, in: text)) }
        }
    }

    /// Calls `body` with each value in an object or array. Of JSON, only with those that may contain one of the keys by
    /// which queries are found: most of a dashboard is about colors and axes.
    func forEachChildWithQueries(_ body: (DocumentValue) -> Void) {
        switch form {
        case .json(let node, let text):
            for child in node.children where text.keys.mayOccur(in: child) { body(DocumentValue(child, in: text)) }
        case .yaml: forEachChild(body)
        }
    }

    /// Calls `body` with each value in an object or array. Keys of JSON are among them.
    private func forEachChild(_ body: (DocumentValue) -> Void) {
        switch form {
        case .json(let node, let text): for child in node.children { body(DocumentValue(child, in: text)) }
        case .yaml(let element, let text):
            for child in element.elements ?? element.entries?.map(\.value) ?? [] {
                body(DocumentValue(child, in: text))
            }
        }
    }

    /// Whether an object, at any depth, has a string with the key of queries.
    ///
    /// - Parameter depth: aliases of YAML nest deeper than what is written.
    func hasExpression(atDepth depth: Int = 0) -> Bool {
        if self["expr"]?.string != nil { return true }
        guard depth < FileReader.depthLimit else { return false }
        var isFound = false
        forEachChildWithQueries { isFound = isFound || $0.hasExpression(atDepth: depth + 1) }
        return isFound
    }

    /// Whether an object, at any depth, is the key of a value, which no resource has.
    var hasObjectAsKey: Bool {
        guard case .yaml(let element, _) = form else { return false }
        return element.hasMappingAsKey
    }

    // MARK: Scalars

    /// A string. In YAML this is any scalar but null: a title may be written without quotes and look like a number.
    var string: String? {
        switch form {
        case .json(let node, _): node.string
        case .yaml(let element, _): element.isNull ? nil : element.string
        }
    }

    /// A string with its place.
    var placed: PlacedString? {
        switch form {
        case .json(let node, let text): PlacedString(node, in: text.string)
        case .yaml(let element, let text):
            element.isNull
                ? nil
                : PlacedString(element).map { string in
                    text.map { string.embedded(from: $0.text, in: $0.outer) } ?? string
                }
        }
    }

    /// The keys and values of an object that are strings.
    var strings: [(key: PlacedString, value: PlacedString)] {
        (members ?? []).compactMap { member in
            guard let key = member.key.placed, let value = member.value.placed else { return nil }
            return (key, value)
        }
    }

    var bool: Bool? {
        switch form {
        case .json(let node, _): node.bool
        case .yaml(let element, _):
            switch element.string {
            case "true": true
            case "false": false
            default: nil
            }
        }
    }

    // MARK: All strings

    /// Calls `body` with strings, in UTF-8, that together contain every string of this value.
    func forEachText(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        guard case .json(let node, let text) = form, !text.hasNumericEscapes else { return forEachString(body) }
        // No other escape sequence is a part of what anybody looks for.
        node.withWrittenBytes(body)
    }

    /// - Parameter depth: aliases of YAML nest deeper than what is written.
    private func forEachString(atDepth depth: Int = 0, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        if var string {
            string.withUTF8(body)
        } else if depth < FileReader.depthLimit {
            forEachChild { $0.forEachString(atDepth: depth + 1, body) }
        }
    }
}

extension YAMLElement {
    /// Calls `body` with each key that its mapping has already.
    func forEachRepeatedKey(_ body: (YAMLElement) -> Void) {
        switch content {
        case .scalar, .alias: break
        case .sequence(let elements): for element in elements { element.forEachRepeatedKey(body) }
        case .mapping(let entries):
            var keys: Set<String> = []
            for entry in entries {
                if let name = entry.key.string, !entry.key.isMergeKey, !keys.insert(name).inserted { body(entry.key) }
                entry.value.forEachRepeatedKey(body)
            }
        }
    }

    fileprivate var isMapping: Bool { if case .mapping? = resolved?.content { true } else { false } }

    fileprivate var hasMappingAsKey: Bool {
        switch content {
        case .scalar, .alias: false
        case .sequence(let elements): elements.contains(where: \.hasMappingAsKey)
        case .mapping(let entries): entries.contains { $0.key.isMapping || $0.value.hasMappingAsKey }
        }
    }

    fileprivate var isNull: Bool {
        guard case .scalar(let scalar)? = resolved?.content, scalar.style == .plain else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(scalar.text)
    }
}
