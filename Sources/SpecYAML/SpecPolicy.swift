// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

/// What a spec refuses of YAML, and how that is said: a pass over the tree that makes the nodes which the language reads.
/// If an error ends the stream, the tree has what was read before it, and the collections that were open are marked as incomplete.
struct SpecPolicy {
    private let tree: YAMLTree
    private let source: SourceText
    private let id: SourceID
    private var findings: [Finding] = []
    private var anchors: [String: Anchor] = [:]
    private var valueCount = 0
    private var isStopped = false
    private var hasFault = false
    private var isTooDeep = false
    /// The depth at which a key without a space after its `:` was reported, while its intended value is being read.
    private var gluedDepth: Int?
    /// Whether the last string turned out to be such a key and not a value.
    private var isLastTextReported = false
    /// Where the file stops being YAML.
    private var syntaxFault: Position?
    /// The place of the last alias, unless a merge key stands before it.
    private var lastAlias: Span?

    /// An anchor is reported once, together with the places that use it.
    private struct Anchor {
        let span: Span
        var uses: [Span] = []
        /// A merge key that uses it was reported already.
        var isMerged = false
    }

    private init(_ tree: YAMLTree, of source: SourceText, id: SourceID) {
        self.tree = tree
        self.source = source
        self.id = id
    }

    /// The tree of a spec, and its errors as YAML.
    static func apply(to source: SourceText, id: SourceID) -> (root: YAMLNode?, findings: [Finding]) {
        var limits = YAMLTree.Limits()
        limits.bytes = YAMLDocument.sizeLimit
        limits.depth = YAMLDocument.depthLimit
        limits.values = YAMLDocument.valueLimit
        var policy = SpecPolicy(YAMLTree(source, id: id, limits: limits), of: source, id: id)
        let root = policy.document()
        // A dictionary has no order of its own.
        return (policy.hasFault ? root?.withOpenEnd : root, policy.findings.inFileOrder())
    }

    private mutating func document() -> YAMLNode? {
        let root = tree.documents.first?.root.map { node($0, depth: 1) }
        if !isStopped, tree.documents.count > 1 {
            stop(SeveralDocuments.finding(at: tree.documents[1].start))
        } else if !isStopped {
            meetEnd()
        }
        for (name, anchor) in anchors where !anchor.isMerged || !anchor.uses.isEmpty {
            findings.append(AnchorOrAlias.finding(anchor: name, at: anchor.span, uses: anchor.uses))
        }
        return root
    }

    // MARK: Nodes

    private mutating func node(_ element: YAMLElement, depth: Int) -> YAMLNode {
        valueCount += 1
        let span = element.span
        guard valueCount <= YAMLDocument.valueLimit else {
            stop(FileTooLarge.finding(tooManyValuesFrom: span))
            return YAMLNode(.reported, span)
        }
        guard findings.count + anchors.count <= 10 * YAMLDocument.findingLimit else {
            stop(TooManyDiagnostics.finding(stoppingAt: span))
            return YAMLNode(.reported, span)
        }
        noteProperties(element)
        switch element.node.kind {
        case .scalar(let scalar): return YAMLNode(.scalar(scalar), span)
        case .alias(let name):
            lastAlias = span
            if anchors[name] == nil {
                findings.append(AnchorOrAlias.finding(alias: name, at: span))
            } else {
                anchors[name]?.uses.append(span)
            }
            return YAMLNode(.reported, span)
        case .sequence, .mapping:
            guard depth <= YAMLDocument.depthLimit else {
                stop(NestingTooDeep.finding(at: span))
                isTooDeep = true
                return YAMLNode(.reported, span)
            }
            let content = collection(element, depth: depth)
            // Whatever was meant to be there, it was not brackets in brackets.
            return YAMLNode(isTooDeep && depth > 1 ? .reported : content, span)
        }
    }

    private mutating func collection(_ element: YAMLElement, depth: Int) -> YAMLNode.Content {
        if case .mapping(let isFlow) = element.node.kind {
            .mapping(mapping(element, isFlow: isFlow, depth: depth))
        } else {
            .sequence(sequence(element, depth: depth))
        }
    }

    private mutating func sequence(_ sequence: YAMLElement, depth: Int) -> YAMLSequence {
        var elements: [YAMLNode] = []
        var children = sequence.children
        while let child = next(&children) { elements.append(node(child, depth: depth + 1)) }
        if !isStopped { return YAMLSequence(elements: elements, isComplete: true) }
        if isLastTextReported, let last = elements.popLast() { elements.append(YAMLNode(.reported, last.span)) }
        isLastTextReported = false
        if let last = elements.last, goesOn(last) { elements[elements.count - 1] = withdrawn(last) }
        return YAMLSequence(elements: elements, isComplete: false)
    }

    private mutating func mapping(_ mapping: YAMLElement, isFlow: Bool, depth: Int) -> YAMLMapping {
        var entries: [YAMLMapping.Entry] = []
        var places = KeyPlaces()
        var isComplete = true
        var children = mapping.children
        while let key = next(&children) {
            if gluedDepth == depth { gluedDepth = nil }
            let isMerge = key.isMergeKey
            let keyNode = node(key, depth: depth + 1)
            let reported = findings.count
            let glued = isFlow ? nil : Self.gluedKey(key)
            if let glued {
                findings.append(MissingSpace.finding(glued, at: keyNode.span))
                gluedDepth = depth
            }
            guard let valueElement = next(&children) else { break }
            if isMerge, case .alias(let name) = valueElement.node.kind, let anchor = anchors[name] {
                findings.append(MergeKey.finding(at: keyNode.span, merging: name, anchor: anchor.span))
                anchors[name]?.isMerged = true
                isComplete = false
                continue
            }
            let value = node(valueElement, depth: depth + 1)
            if let glued {
                if !isStopped { findings.removeSubrange((reported + 1)...) }
                if places.place(of: glued, in: entries) == nil {
                    entries.append(.init(key: Spanned(glued, keyNode.span), value: YAMLNode(.reported, value.span)))
                }
                continue
            }
            guard case .scalar(let key) = keyNode.content, !key.isAbsent, !isMerge else {
                // One message is enough for such an entry, whatever its contents are.
                if !isStopped { findings.removeSubrange(reported...) }
                if isMerge {
                    findings.append(MergeKey.finding(at: keyNode.span))
                } else if !keyNode.isReported {
                    findings.append(KeyNotAString.finding(at: keyNode.span))
                }
                isComplete = false
                continue
            }
            if let first = places.place(of: key.text, in: entries) {
                findings.append(DuplicateKey.finding(key.text, at: keyNode.span, first: first))
            } else {
                entries.append(.init(key: Spanned(key.text, keyNode.span), value: value))
            }
        }
        if !isStopped {
            if gluedDepth == depth { gluedDepth = nil }
            return YAMLMapping(entries: entries, isComplete: isComplete, isFlow: isFlow)
        }
        if isLastTextReported, let last = entries.popLast() {
            entries.append(.init(key: last.key, value: YAMLNode(.reported, last.value.span)))
        }
        isLastTextReported = false
        if let last = entries.last, goesOn(last.value) {
            entries[entries.count - 1] = .init(key: last.key, value: withdrawn(last.value))
        }
        return YAMLMapping(entries: entries, isComplete: false, isFlow: isFlow)
    }

    /// The next child of a collection; nil where it ends, or where nothing can be read any more.
    private mutating func next(_ children: inout YAMLElement.Children) -> YAMLElement? {
        guard !isStopped else { return nil }
        if let child = children.next() { return child }
        if !children.isClosed { meetEnd() }
        return nil
    }

    /// Whether the file stops being YAML on the line on which a value ended, and the value is a string or looks like the
    /// beginning of one: `[draft] Orders` was meant as a string, and doesn't start with a list.
    private func goesOn(_ value: YAMLNode) -> Bool {
        guard let fault = syntaxFault, fault.line == value.span.end.line, value.span.end <= fault else { return false }
        return switch value.content {
        case .scalar(let scalar): !scalar.isAbsent
        case .sequence(let sequence):
            sequence.elements.allSatisfy { if case .scalar = $0.content { true } else { false } }
        case .mapping(let mapping): mapping.entries.allSatisfy(\.value.isAbsent)
        case .reported: true
        }
    }

    /// A value of which one fault is reported already.
    private mutating func withdrawn(_ value: YAMLNode) -> YAMLNode {
        findings.removeAll { $0.rule == AnchorOrAlias.rule && value.span.contains($0.span) }
        anchors = anchors.filter { !value.span.contains($0.value.span) }
        return YAMLNode(.reported, value.span)
    }

    // MARK: The end of what can be read

    /// Says why the rest of the file was not read, if there is a rest.
    private mutating func meetEnd() {
        switch tree.stop {
        case nil: break
        case .tooLarge: stop(FileTooLarge.finding(at: startOfText))
        case .notUTF8(let place):
            let end = Position(line: place.line, column: place.column + 1)
            stop(InvalidUTF8.finding(at: Span(source: id, start: place, end: end), in: source))
        case .forbidden(let scalar, let place):
            stop(InvalidUTF8.finding(zeroAt: place, in: source) ?? ControlCharacter.finding(scalar, at: place))
        case .tooDeep(let place): stop(NestingTooDeep.finding(at: place))
        case .tooManyValues(let place): stop(FileTooLarge.finding(tooManyValuesFrom: place))
        case .syntax(let fault): meet(fault)
        }
    }

    private var startOfText: Span {
        Span(source: id, start: Position(line: 1, column: 1), end: Position(line: 1, column: 1))
    }

    private mutating func meet(_ fault: YAMLTree.Fault) {
        let last = fault.lastNode.map { YAMLElement(storage: tree.storage, index: $0) }
        if gluedDepth != nil {
            // Whatever libyaml stopped at, it was not meant to be there.
            (isStopped, hasFault) = (true, true)
        } else if let key = last.flatMap({ Self.gluedText($0, before: fault) }) {
            stop(MissingSpace.finding(key.value, at: key.span, notes: [YAMLSyntax.restNotRead]))
            isLastTextReported = true
        } else if let last, case .alias(let name) = last.node.kind, last.span == lastAlias,
            last.span.end.line == fault.position.line,
            last.span.end <= fault.position
        {
            syntaxFault = fault.position
            anchors[name]?.uses.removeAll { $0 == last.span }
            stop(YAMLSyntax.finding(textBeginningWithAlias: last.span))
        } else {
            syntaxFault = fault.position
            var text = source.text
            let finding = text.withUTF8 { units in
                YAMLSyntax.finding(
                    fault.fault, after: fault.lastPlainEnd, positions: PositionIndex(units, source: id))
            }
            stop(finding)
        }
    }

    /// The key that the last text begins with, where it makes libyaml stumble: it goes on in the next line, and there a
    /// `:` has its blank.
    private static func gluedText(_ text: YAMLElement, before fault: YAMLTree.Fault) -> Spanned<String>? {
        guard fault.problem == "mapping values are not allowed in this context",
            case .scalar(let scalar) = text.node.kind, scalar.style == .plain,
            let key = MissingSpace.key(in: scalar.text)
        else { return nil }
        let place = text.span
        guard place.end <= fault.position, place.start.line < place.end.line, place.end.line == fault.position.line
        else {
            return nil
        }
        return Spanned(key, place)
    }

    /// The name before a `:` that a bracket follows: `b:{type: gauge}` has the key `b:{type` for YAML.
    private static func gluedKey(_ key: YAMLElement) -> String? {
        guard case .scalar(let scalar) = key.node.kind, scalar.style == .plain,
            let value = MissingSpace.value(in: scalar.text), let first = value.first, "{[\"'".contains(first)
        else { return nil }
        return MissingSpace.key(in: scalar.text)
    }

    private mutating func stop(_ finding: Finding) {
        findings.append(finding)
        isStopped = true
        hasFault = true
    }

    private mutating func noteProperties(_ element: YAMLElement) {
        guard let properties = element.properties else { return }
        if let anchor = properties.anchor {
            anchors[anchor.value] = anchors[anchor.value] ?? Anchor(span: anchor.span)
        } else if let tag = properties.tag {
            findings.append(YAMLTag.finding(at: tag.span))
        }
    }
}

extension Span {
    fileprivate func contains(_ other: Span) -> Bool { start <= other.start && other.end <= end }
}

extension YAMLNode {
    fileprivate var isReported: Bool { if case .reported = content { true } else { false } }

    /// The tree with everything that ends where it ends marked as incomplete. A line that is indented wrongly ends a
    /// mapping before libyaml stumbles over it, and what is missing from that mapping may be in the line.
    fileprivate var withOpenEnd: YAMLNode {
        switch content {
        case .reported: self
        // A comment behind the last text has been reported with the bracket that it hid.
        case .scalar(let scalar): YAMLNode(.scalar(YAMLScalar(text: scalar.text, style: scalar.style)), span)
        case .sequence(let sequence):
            YAMLNode(
                .sequence(
                    YAMLSequence(
                        elements: sequence.elements.dropLast() + sequence.elements.suffix(1).map(\.withOpenEnd),
                        isComplete: false)), span)
        case .mapping(let mapping):
            YAMLNode(
                .mapping(
                    YAMLMapping(
                        entries: mapping.entries.dropLast()
                            + mapping.entries.suffix(1).map { .init(key: $0.key, value: $0.value.withOpenEnd) },
                        isComplete: false, isFlow: mapping.isFlow)), span)
        }
    }
}

/// Where a mapping has each of its keys. A table takes longer to make than most mappings take to be looked through.
private struct KeyPlaces {
    private static let fewEntries = 16
    /// Empty while there are few.
    private var places: [String: Span] = [:]

    /// - Parameter entries: each time the same ones, and those that have come since.
    mutating func place(of key: String, in entries: [YAMLMapping.Entry]) -> Span? {
        guard entries.count > Self.fewEntries else {
            for index in entries.indices where entries[index].key.value == key { return entries[index].key.span }
            return nil
        }
        for index in places.count..<entries.count { places[entries[index].key.value] = entries[index].key.span }
        return places[key]
    }
}
