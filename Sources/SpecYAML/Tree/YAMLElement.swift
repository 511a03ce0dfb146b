// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

/// A value of a YAML text, or a key, as it is written.
package struct YAMLElement: Sendable {
    let storage: YAMLTree.Storage
    let index: Int

    var node: YAMLTree.Node { storage.nodes[index] }
    var properties: YAMLTree.Properties? {
        // Most trees have none, and need no look-up.
        storage.properties.isEmpty ? nil : storage.properties[index]
    }

    package var span: Span { Span(source: storage.source, start: node.start, end: node.end) }
    /// The name after `&`.
    package var anchor: Spanned<String>? { properties?.anchor }
    /// The tag in full, such as `tag:yaml.org,2002:str` for `!!str`.
    package var tag: Spanned<String>? { properties?.tag }

    package enum Content: Sendable {
        case scalar(YAMLScalar)
        case sequence([YAMLElement])
        /// A key may occur several times, and may be a merge key.
        case mapping([Entry])
        /// The name after `*`.
        case alias(String)
    }

    package struct Entry: Sendable {
        package let key: YAMLElement
        package let value: YAMLElement
    }

    package var content: Content {
        switch node.kind {
        case .scalar(let scalar): return .scalar(scalar)
        case .alias(let name): return .alias(name)
        case .sequence: return .sequence(Array(children))
        case .mapping:
            var entries: [Entry] = []
            var children = children
            while let key = children.next(), let value = children.next() {
                entries.append(Entry(key: key, value: value))
            }
            return .mapping(entries)
        }
    }

    /// False for a collection whose end was not read.
    package var isComplete: Bool { node.isClosed }

    /// The value itself; for an alias, the value that it repeats, or nil where there is none.
    package var resolved: YAMLElement? {
        guard case .alias = node.kind else { return self }
        return storage.targets[index].map { YAMLElement(storage: storage, index: $0) }
    }

    /// The decoded string of a scalar, also behind an alias.
    package var string: String? {
        guard case .scalar(let scalar)? = resolved?.node.kind else { return nil }
        return scalar.text
    }

    /// The elements of a sequence, also behind an alias.
    package var elements: [YAMLElement]? {
        guard case .sequence(let elements)? = resolved?.content else { return nil }
        return elements
    }

    /// The entries of a mapping, also behind an alias, with what its merge keys bring: its own entries first, then those
    /// of each merged mapping whose keys are not there yet.
    package var entries: [Entry]? {
        guard case .mapping(let written)? = resolved?.content else { return nil }
        guard written.contains(where: \.key.isMergeKey) else { return written }
        var entries = written.filter { !$0.key.isMergeKey }
        var keys = Set(entries.compactMap(\.key.keyBytes))
        for merge in written where merge.key.isMergeKey {
            // One mapping, or a list of them. The first that has a key counts.
            for merged in merge.value.elements ?? [merge.value] {
                for entry in merged.entries ?? [] where entry.key.keyBytes.map({ keys.insert($0).inserted }) ?? true {
                    entries.append(entry)
                }
            }
        }
        return entries
    }

    /// The value of the first entry with a key that is a scalar, merge keys followed.
    package subscript(key: String) -> YAMLElement? {
        guard let mapping = resolved, case .mapping = mapping.node.kind else { return nil }
        var merges: [YAMLElement] = []
        var children = mapping.children
        while let name = children.next(), let value = children.next() {
            if name.isMergeKey {
                merges.append(value)
            } else if let text = name.string, text.utf8.elementsEqual(key.utf8) {
                return value
            }
        }
        for merge in merges {
            for merged in merge.elements ?? [merge] {
                if let value = merged[key] { return value }
            }
        }
        return nil
    }

    /// Whether this is a `<<` that stands for the entries of other mappings.
    package var isMergeKey: Bool {
        guard case .scalar(let scalar) = node.kind else { return false }
        return scalar.style == .plain && scalar.text == "<<"
    }

    /// What makes two keys the same. Swift's strings are equal when they look alike.
    private var keyBytes: [UInt8]? { string.map { Array($0.utf8) } }

    var children: Children { Children(storage: storage, position: index + 1, parent: node) }

    struct Children: Sequence, IteratorProtocol {
        private let storage: YAMLTree.Storage
        private var position: Int
        private let end: Int
        /// Whether the end of the collection was read.
        let isClosed: Bool

        init(storage: YAMLTree.Storage, position: Int, parent: YAMLTree.Node) {
            self.storage = storage
            self.position = position
            end = parent.next
            isClosed = parent.isClosed
        }

        mutating func next() -> YAMLElement? {
            guard position < end else { return nil }
            let element = YAMLElement(storage: storage, index: position)
            position = storage.nodes[position].next
            return element
        }
    }
}

// MARK: Printing

extension YAMLElement: CustomStringConvertible {
    /// The tree as it is written, as an outline with one value a line, each with its span.
    package var description: String { outline(indentation: "") }

    private func outline(indentation: String) -> String {
        let before = [anchor.map { "&\($0.value) " }, tag.map { "!<\($0.value)> " }].compactMap { $0 }.joined()
        let after = "\(span)" + (isComplete ? "" : " incomplete")
        switch content {
        case .scalar(let scalar): return "\(before)\(scalar.style) \(scalar.text.debugDescription) \(after)"
        case .alias(let name): return "*\(name)\(resolved.map { " -> \($0.span)" } ?? " broken") \(after)"
        case .sequence(let elements):
            return "\(before)sequence \(after)"
                + elements.map { "\n\(indentation)  - " + $0.outline(indentation: indentation + "  ") }.joined()
        case .mapping(let entries):
            return "\(before)mapping \(after)"
                + entries.map { entry in
                    "\n\(indentation)  ? \(entry.key.outline(indentation: indentation + "  "))"
                        + "\n\(indentation)  : \(entry.value.outline(indentation: indentation + "  "))"
                }.joined()
        }
    }
}
