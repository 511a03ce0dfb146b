// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

/// Makes the nodes of a tree from libyaml's events.
struct TreeReader {
    private(set) var nodes: [YAMLTree.Node] = []
    private(set) var properties: [Int: YAMLTree.Properties] = [:]
    private(set) var targets: [Int: Int] = [:]
    private(set) var documents: [(start: Span, root: Int?)] = []
    private(set) var brokenAliases: [YAMLTree.BrokenAlias] = []
    private(set) var stop: YAMLTree.Stop?

    private let events: EventStream
    private let positions: PositionIndex
    private let limits: YAMLTree.Limits
    /// The collections that the current place is in.
    private var open: [Open] = []
    /// The node that has each anchor now. A later anchor of the same name replaces an earlier one.
    private var anchors: [String: Int] = [:]
    /// How many values each node with an anchor has, with what aliases in it repeat.
    private var anchoredValues: [Int: Int] = [:]
    private var expandedValues = 0
    private var lastNode: Int?
    private var lastPlainEnd: Int?

    private struct Open {
        let index: Int
        let isFlow: Bool
        let isMapping: Bool
        /// How many values there were before it.
        let valuesBefore: Int
        var childCount = 0
        /// The last child but one, and the last.
        var children: (previous: Int, last: Int) = (0, 0)
    }

    init(events: EventStream, positions: PositionIndex, limits: YAMLTree.Limits) {
        self.events = events
        self.positions = positions
        self.limits = limits
    }

    mutating func read() {
        while stop == nil, let event = next() {
            lastNode = nil
            switch event.content {
            case .documentStart:
                documents.append((positions.span(event), nil))
                anchors = [:]
            case .streamEnd: return
            case .other: break
            case .collectionEnd: close(at: event)
            case .scalar, .alias, .sequenceStart, .mappingStart: add(event)
            }
        }
        // What is open ends with its last child.
        while !open.isEmpty { close(at: nil) }
    }

    private mutating func next() -> EventStream.Event? {
        do { return try events.next() } catch {
            stop = .syntax(
                YAMLTree.Fault(
                    position: positions.span(ofCharacterAt: error.index).start, fault: error, lastNode: lastNode,
                    lastPlainEnd: lastPlainEnd))
            return nil
        }
    }

    // MARK: Nodes

    private mutating func add(_ event: EventStream.Event) {
        let index = nodes.count
        if open.isEmpty {
            documents[documents.count - 1].root = index
        } else {
            open[open.count - 1].children = (open[open.count - 1].children.last, index)
            open[open.count - 1].childCount += 1
        }
        var span = positions.span(event)
        var kind: YAMLTree.Node.Kind
        expandedValues += 1
        switch event.content {
        case .scalar(let scalar):
            lastNode = index
            kind = .scalar(scalar)
            switch scalar.style {
            // libyaml ends a block scalar where its last line break does.
            case .block: span = positions.span(positions.trimmed(event.range))
            case .quoted: break
            case .plain:
                lastPlainEnd = event.range.upperBound
                if scalar.isAbsent, isKey(index), let mark = questionMark(before: event) { span = mark }
                if positions.hasTightComment(after: event.range.upperBound) {
                    kind = .scalar(YAMLScalar(text: scalar.text, style: .plain, runsIntoComment: true))
                }
            }
        case .alias(let name):
            lastNode = index
            kind = .alias(name)
            resolve(name, at: span, index)
        case .mappingStart(let isFlow):
            kind = .mapping(isFlow: isFlow)
            open.append(Open(index: index, isFlow: isFlow, isMapping: true, valuesBefore: expandedValues - 1))
        case .sequenceStart(let isFlow):
            kind = .sequence
            // libyaml starts a block list with an empty event. Its dash belongs to it, even if nothing after it can be read.
            if !isFlow, span.start == span.end { span = positions.span(ofCharacterAt: event.range.lowerBound) }
            open.append(Open(index: index, isFlow: isFlow, isMapping: false, valuesBefore: expandedValues - 1))
        case .collectionEnd, .documentStart, .streamEnd, .other: return
        }
        let isCollection = open.last?.index == index
        nodes.append(
            YAMLTree.Node(
                kind: kind, start: span.start, end: span.end, next: index + 1, isClosed: !isCollection))
        if event.anchor != nil || event.tag != nil { noteProperties(of: event, index) }
        if nodes.count > limits.values {
            stop = .tooManyValues(at: span)
        } else if isCollection, open.count > limits.depth {
            stop = .tooDeep(at: span)
        }
    }

    /// - Parameter event: nil where the end of a collection is not to be had.
    private mutating func close(at event: EventStream.Event?) {
        guard let collection = open.popLast() else { return }
        let index = collection.index
        nodes[index].next = nodes.count
        nodes[index].isClosed = event != nil
        if anchoredValues[index] != nil { anchoredValues[index] = expandedValues - collection.valuesBefore }
        if collection.isFlow, let event {
            nodes[index].end = max(nodes[index].end, positions.span(event).end)
        } else if collection.childCount > 0 {
            // libyaml ends a block collection where the next token starts.
            var last = collection.children.last
            // An absent value has its place after the colon. The collection ends with the key.
            if collection.isMapping, collection.childCount.isMultiple(of: 2), isAbsent(last) {
                last = collection.children.previous
            }
            nodes[index].end = nodes[last].end
        }
    }

    /// Whether the last child of the open collection, which this node is, is a key.
    private func isKey(_ index: Int) -> Bool {
        guard let collection = open.last, collection.isMapping, collection.children.last == index else { return false }
        return !collection.childCount.isMultiple(of: 2)
    }

    /// The place of a key that is left out. libyaml places it at what comes next.
    private func questionMark(before event: EventStream.Event) -> Span? {
        guard event.range.isEmpty else { return nil }
        var index = event.range.lowerBound - 1
        while let character = positions.character(at: index), PositionIndex.isBlank(character) { index -= 1 }
        return positions.character(at: index) == "?" ? positions.span(ofCharacterAt: index) : nil
    }

    private func isAbsent(_ index: Int) -> Bool {
        if case .scalar(let scalar) = nodes[index].kind { scalar.isAbsent } else { false }
    }

    // MARK: Anchors, aliases, tags

    private mutating func resolve(_ name: String, at span: Span, _ index: Int) {
        func broken(_ reason: YAMLTree.BrokenAlias.Reason) {
            brokenAliases.append(YAMLTree.BrokenAlias(name: name, span: span, reason: reason))
        }
        guard let target = anchors[name] else { return broken(.unknown) }
        guard !open.contains(where: { $0.index == target }) else { return broken(.recursive) }
        let repeated = anchoredValues[target] ?? 1
        guard expandedValues + repeated <= limits.expandedValues else { return broken(.tooMuch) }
        expandedValues += repeated
        targets[index] = target
    }

    private mutating func noteProperties(of event: EventStream.Event, _ index: Int) {
        // They stand before the value in any order, with spaces or line breaks between them.
        var found = YAMLTree.Properties()
        var start = event.range.lowerBound
        for _ in 0..<2 {
            switch positions.character(at: start) {
            case "&":
                guard let anchor = event.anchor else { continue }
                let end = start + 1 + anchor.unicodeScalars.count
                found.anchor = Spanned(anchor, positions.span(start..<end))
                start = end
            case "!":
                guard let tag = event.tag else { continue }
                let end = positions.endOfTag(from: start)
                found.tag = Spanned(tag, positions.span(start..<end))
                start = end
            default: break
            }
            while let character = positions.character(at: start), PositionIndex.isBlank(character) { start += 1 }
        }
        properties[index] = found
        if let anchor = event.anchor {
            anchors[anchor] = index
            anchoredValues[index] = 1
        }
    }
}

extension PositionIndex {
    fileprivate func endOfTag(from start: Int) -> Int {
        let isVerbatim = character(at: start + 1) == "<"
        var end = start
        while let character = character(at: end), isVerbatim ? character != ">" : !Self.endsTag(character) { end += 1 }
        return isVerbatim ? end + 1 : end
    }

    private static func endsTag(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r" || scalar == ","
    }
}
