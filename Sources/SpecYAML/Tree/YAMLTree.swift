// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

/// A YAML text as it is written, for any author and any purpose: its documents with anchors, aliases, tags,
/// merge keys and places. What a spec refuses of this is said by `SpecPolicy`, not here.
///
/// An alias is a reference to the node that it repeats, so a document that repeats itself without end takes no memory. What
/// walks a tree along its aliases meets at most `Limits.expandedValues` values.
package struct YAMLTree: Sendable {
    let storage: Storage
    /// The documents that begin, in the order of the text; none in an empty text.
    package let documents: [Document]
    /// Aliases that repeat nothing. The values around them are read.
    package let brokenAliases: [BrokenAlias]
    /// Why the rest of the text was not read; nil where all of it was.
    package let stop: Stop?

    package struct Document: Sendable {
        /// Its `---`, or where its first value begins.
        package let start: Span
        /// Nil where the text stops being YAML before its first value. An empty document has an absent value.
        package let root: YAMLElement?
    }

    package struct BrokenAlias: Sendable, Equatable {
        package let name: String
        package let span: Span
        package let reason: Reason

        package enum Reason: Sendable {
            /// No anchor before it has its name.
            case unknown
            /// It is a part of what it would repeat.
            case recursive
            /// With it, the text would have more values than the limit.
            case tooMuch
        }
    }

    package enum Stop: Sendable {
        case tooLarge
        case notUTF8(at: Position)
        /// A character that YAML allows nowhere.
        case forbidden(Unicode.Scalar, at: Span)
        case tooDeep(at: Span)
        case tooManyValues(at: Span)
        case syntax(Fault)
    }

    /// Where the text stops being YAML.
    package struct Fault: Sendable {
        package let position: Position
        /// What is wrong, in the words of libyaml.
        package var problem: String { fault.problem }
        let fault: EventStream.Fault
        /// The node that libyaml read last, if that was a scalar or an alias.
        let lastNode: Int?
        /// Where the last plain scalar ended: characters from the start of the text.
        let lastPlainEnd: Int?
    }

    package struct Limits: Sendable {
        package var bytes = 16 * 1024 * 1024
        /// libyaml has no limit of its own, and its time grows with the square of the depth.
        package var depth = 100
        package var values = 500_000
        /// Values with what aliases repeat.
        package var expandedValues = 1_000_000

        package init() {}
    }

    package init(_ source: SourceText, id: SourceID, limits: Limits = Limits()) {
        guard source.text.utf8.count <= limits.bytes else {
            self.init(stop: .tooLarge)
            return
        }
        if let malformed = source.malformed {
            self.init(stop: .notUTF8(at: malformed))
            return
        }
        var text = source.text
        self = text.withUTF8 { units in
            let positions = PositionIndex(units, source: id)
            // libyaml stops at the first of them, and its message has a byte offset instead of a place.
            if let (scalar, index) = positions.firstForbidden {
                return YAMLTree(stop: .forbidden(scalar, at: positions.span(index..<index + 1)))
            }
            var reader = TreeReader(events: EventStream(units), positions: positions, limits: limits)
            reader.read()
            return YAMLTree(reader, source: id)
        }
    }

    private init(_ reader: TreeReader, source: SourceID) {
        let storage = Storage(
            nodes: reader.nodes, properties: reader.properties, targets: reader.targets, source: source)
        self.storage = storage
        documents = reader.documents.map { start, root in
            Document(start: start, root: root.map { YAMLElement(storage: storage, index: $0) })
        }
        brokenAliases = reader.brokenAliases
        stop = reader.stop
    }

    private init(stop: Stop) {
        storage = Storage(nodes: [], properties: [:], targets: [:], source: SourceID(index: 0))
        (documents, brokenAliases) = ([], [])
        self.stop = stop
    }

    /// One reference for all elements of a tree.
    final class Storage: Sendable {
        /// In the order of the text. A collection is followed by all that it contains.
        let nodes: [Node]
        let properties: [Int: Properties]
        /// For each alias the node that it repeats.
        let targets: [Int: Int]
        let source: SourceID

        init(nodes: [Node], properties: [Int: Properties], targets: [Int: Int], source: SourceID) {
            self.nodes = nodes
            self.properties = properties
            self.targets = targets
            self.source = source
        }
    }

    struct Node: Sendable {
        let kind: Kind
        let start: Position
        var end: Position
        /// The node behind this one and all that it contains.
        var next: Int
        /// False for a collection whose end was not read.
        var isClosed: Bool

        enum Kind: Sendable {
            case scalar(YAMLScalar)
            case alias(String)
            case sequence
            case mapping(isFlow: Bool)
        }
    }

    /// What may stand before a value. Few nodes have any.
    struct Properties: Sendable {
        var anchor: Spanned<String>?
        var tag: Spanned<String>?
    }
}
