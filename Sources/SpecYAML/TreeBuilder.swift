import SpecDiagnostics

/// Builds the tree from libyaml's events. If an error ends the stream, the tree has what was read before it, and the
/// collections that were open are marked as incomplete.
struct TreeBuilder {
    private let events: EventStream
    private let positions: PositionIndex
    private(set) var findings: [Finding] = []
    private var anchors: [String: Anchor] = [:]
    private var valueCount = 0
    /// Where the last string without quotes ended.
    private var lastPlainEnd: Int?
    private var isStopped = false
    private var hasFault = false
    private var isTooDeep = false
    /// What libyaml read last, if it was a string without quotes: if libyaml fails after it, it may have been a key.
    private var lastText: (text: String, range: Range<Int>)?
    /// The depth at which a key without a space after its `:` was reported, while its intended value is being read.
    private var gluedDepth: Int?
    /// Whether the last string turned out to be such a key and not a value.
    private var isLastTextReported = false
    /// Where the file stops being YAML.
    private var syntaxFault: Position?
    /// The alias that was read last, if nothing was read after it.
    private var lastAlias: (name: String, span: Span)?

    /// An anchor is reported once, together with the places that use it.
    private struct Anchor {
        let span: Span
        var uses: [Span] = []
        /// A merge key that uses it was reported already.
        var isMerged = false
    }

    init(events: EventStream, positions: PositionIndex) {
        self.events = events
        self.positions = positions
    }

    mutating func document() -> YAMLNode? {
        var root: YAMLNode?
        var hasDocument = false
        while let event = next() {
            switch event.content {
            case .documentStart where hasDocument:
                stop(SeveralDocuments.finding(at: positions.span(event)))
            case .documentStart: hasDocument = true
            case .streamEnd: isStopped = true
            case .other: break
            default: root = node(event, depth: 1)
            }
        }
        for (name, anchor) in anchors where !anchor.isMerged || !anchor.uses.isEmpty {
            findings.append(AnchorOrAlias.finding(anchor: name, at: anchor.span, uses: anchor.uses))
        }
        // A dictionary isn't ordered.
        findings = findings.inFileOrder()
        return hasFault ? root?.withOpenEnd : root
    }

    // MARK: Nodes

    private mutating func node(_ event: EventStream.Event, depth: Int) -> YAMLNode {
        valueCount += 1
        guard valueCount <= YAMLDocument.valueLimit else {
            stop(FileTooLarge.finding(tooManyValuesFrom: positions.span(event)))
            return YAMLNode(.reported, positions.span(event))
        }
        guard findings.count + anchors.count <= 10 * YAMLDocument.findingLimit else {
            stop(TooManyFindings.finding(stoppingAt: positions.span(event)))
            return YAMLNode(.reported, positions.span(event))
        }
        noteProperties(event)
        switch event.content {
        case .scalar(let scalar):
            switch scalar.style {
            // libyaml ends a block scalar where its last line break does.
            case .block: return YAMLNode(.scalar(scalar), positions.span(positions.trimmed(event.range)))
            case .quoted: return YAMLNode(.scalar(scalar), positions.span(event))
            case .plain:
                lastPlainEnd = event.range.upperBound
                let isCut = positions.hasTightComment(after: event.range.upperBound)
                return YAMLNode(
                    .scalar(isCut ? YAMLScalar(text: scalar.text, style: .plain, runsIntoComment: true) : scalar),
                    positions.span(event))
            }
        case .alias(let name):
            let span = positions.span(event)
            lastAlias = (name, span)
            if anchors[name] == nil {
                findings.append(AnchorOrAlias.finding(alias: name, at: span))
            } else {
                anchors[name]?.uses.append(span)
            }
            return YAMLNode(.reported, span)
        case .sequenceStart, .mappingStart:
            guard depth <= YAMLDocument.depthLimit else {
                let span = positions.span(event)
                stop(NestedTooDeep.finding(at: span))
                isTooDeep = true
                return YAMLNode(.reported, span)
            }
            let node = collection(event, depth: depth)
            // Nested brackets were hardly intended here.
            return isTooDeep && depth > 1 ? YAMLNode(.reported, node.span) : node
        case .collectionEnd, .documentStart, .streamEnd, .other:
            return YAMLNode(.reported, positions.span(event))
        }
    }

    private mutating func collection(_ start: EventStream.Event, depth: Int) -> YAMLNode {
        switch start.content {
        case .mappingStart(let isFlow): mapping(startingAt: start, isFlow: isFlow, depth: depth)
        case .sequenceStart(let isFlow): sequence(startingAt: start, isFlow: isFlow, depth: depth)
        case .scalar, .alias, .collectionEnd, .documentStart, .streamEnd, .other:
            YAMLNode(.reported, positions.span(start))
        }
    }

    private mutating func sequence(startingAt start: EventStream.Event, isFlow: Bool, depth: Int) -> YAMLNode {
        var elements: [YAMLNode] = []
        while let event = next() {
            if case .collectionEnd = event.content {
                let span = span(from: start, to: event, isFlow: isFlow, last: elements.last?.span)
                return YAMLNode(.sequence(YAMLSequence(elements: elements, isComplete: true)), span)
            }
            elements.append(node(event, depth: depth + 1))
        }
        if isLastTextReported, let last = elements.popLast() { elements.append(YAMLNode(.reported, last.span)) }
        isLastTextReported = false
        if let last = elements.last, goesOn(last) { elements[elements.count - 1] = withdrawn(last) }
        let span = span(from: start, to: start, isFlow: false, last: elements.last?.span)
        return YAMLNode(.sequence(YAMLSequence(elements: elements, isComplete: false)), span)
    }

    private mutating func mapping(startingAt start: EventStream.Event, isFlow: Bool, depth: Int) -> YAMLNode {
        var entries: [YAMLMapping.Entry] = []
        var places = KeyPlaces()
        var isComplete = true
        var lastSpan: Span?
        while let event = next() {
            if gluedDepth == depth { gluedDepth = nil }
            if case .collectionEnd = event.content {
                let span = span(from: start, to: event, isFlow: isFlow, last: lastSpan)
                return YAMLNode(.mapping(YAMLMapping(entries: entries, isComplete: isComplete, isFlow: isFlow)), span)
            }
            let isMerge = Self.isMergeKey(event)
            let keyNode = node(event, depth: depth + 1)
            let reported = findings.count
            let glued = isFlow ? nil : Self.gluedKey(event)
            if let glued {
                findings.append(MissingBlank.finding(glued, at: keyNode.span))
                gluedDepth = depth
            }
            guard let valueEvent = next() else {
                // Diagnostics about its end belong here, not before it.
                lastSpan = keyNode.span
                break
            }
            if isMerge, case .alias(let name) = valueEvent.content, let anchor = anchors[name] {
                findings.append(MergeKey.finding(at: keyNode.span, merging: name, anchor: anchor.span))
                anchors[name]?.isMerged = true
                lastSpan = positions.span(valueEvent)
                isComplete = false
                continue
            }
            let value = node(valueEvent, depth: depth + 1)
            lastSpan = value.isAbsent ? keyNode.span : value.span
            if let glued {
                if !isStopped { findings.removeSubrange((reported + 1)...) }
                if places.place(of: glued, in: entries) == nil {
                    entries.append(.init(key: Spanned(glued, keyNode.span), value: YAMLNode(.reported, value.span)))
                }
                continue
            }
            guard case .scalar(let key) = keyNode.content, !key.isAbsent, !isMerge else {
                // One message is enough for such an entry, whatever it contains.
                if !isStopped { findings.removeSubrange(reported...) }
                if isMerge {
                    findings.append(MergeKey.finding(at: keyNode.span))
                } else if !keyNode.isReported {
                    findings.append(KeyThatIsNoText.finding(at: keyNode.span))
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
        if isLastTextReported, let last = entries.popLast() {
            entries.append(.init(key: last.key, value: YAMLNode(.reported, last.value.span)))
        }
        isLastTextReported = false
        if let last = entries.last, goesOn(last.value) {
            entries[entries.count - 1] = .init(key: last.key, value: withdrawn(last.value))
        }
        let span = span(from: start, to: start, isFlow: false, last: lastSpan)
        return YAMLNode(.mapping(YAMLMapping(entries: entries, isComplete: false, isFlow: isFlow)), span)
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

    /// A value about which an error is already reported.
    private mutating func withdrawn(_ value: YAMLNode) -> YAMLNode {
        findings.removeAll { $0.rule == AnchorOrAlias.rule && value.span.contains($0.span) }
        anchors = anchors.filter { !value.span.contains($0.value.span) }
        return YAMLNode(.reported, value.span)
    }

    /// A flow collection ends at its bracket. A block ends, for libyaml, where the next token starts: take its last
    /// child instead.
    private func span(from start: EventStream.Event, to end: EventStream.Event, isFlow: Bool, last: Span?) -> Span {
        let whole = positions.span(start)
        if isFlow {
            return Span(source: whole.source, start: whole.start, end: max(whole.end, positions.span(end).end))
        }
        guard let last else { return whole }
        return Span(source: whole.source, start: whole.start, end: last.end)
    }

    // MARK: Events

    /// The next event, or nil if there is none.
    private mutating func next() -> EventStream.Event? {
        guard !isStopped else { return nil }
        do {
            let event = try events.next()
            lastAlias = nil
            lastText =
                if case .scalar(let scalar) = event.content, scalar.style == .plain { (scalar.text, event.range) } else
                {
                    nil
                }
            return event
        } catch {
            let fault = positions.span(ofCharacterAt: error.index).start
            if gluedDepth != nil {
                // The cause of libyaml's error was hardly intended here.
                (isStopped, hasFault) = (true, true)
            } else if let key = gluedLastText(before: error) {
                stop(MissingBlank.finding(key.value, at: key.span, notes: [YAMLSyntax.restNotRead]))
                isLastTextReported = true
            } else if let alias = lastAlias, alias.span.end.line == fault.line, alias.span.end <= fault {
                syntaxFault = fault
                anchors[alias.name]?.uses.removeAll { $0 == alias.span }
                stop(YAMLSyntax.finding(textBeginningWithAlias: alias.span))
            } else {
                syntaxFault = fault
                stop(YAMLSyntax.finding(error, after: lastPlainEnd, positions: positions))
            }
            return nil
        }
    }

    /// The key at the start of the last string, if it causes libyaml's error: the string continues on the next line, where a
    /// `:` has a space after it.
    private func gluedLastText(before fault: EventStream.Fault) -> Spanned<String>? {
        guard fault.problem == "mapping values are not allowed in this context", let lastText,
            lastText.range.upperBound <= fault.index, let key = MissingBlank.key(in: lastText.text)
        else { return nil }
        let end = positions.position(lastText.range.upperBound)
        let place = positions.span(lastText.range)
        guard place.start.line < end.line, end.line == positions.position(fault.index).line else { return nil }
        return Spanned(key, place)
    }

    /// The name before a `:` that a bracket follows: `b:{type: gauge}` has the key `b:{type` for YAML.
    private static func gluedKey(_ event: EventStream.Event) -> String? {
        guard case .scalar(let scalar) = event.content, scalar.style == .plain,
            let value = MissingBlank.value(in: scalar.text), let first = value.first, "{[\"'".contains(first)
        else { return nil }
        return MissingBlank.key(in: scalar.text)
    }

    private mutating func stop(_ finding: Finding) {
        findings.append(finding)
        isStopped = true
        hasFault = true
    }

    private mutating func noteProperties(_ event: EventStream.Event) {
        let start = event.range.lowerBound
        if let anchor = event.anchor {
            let end = start + 1 + anchor.unicodeScalars.count
            anchors[anchor] = anchors[anchor] ?? Anchor(span: positions.span(start..<end))
        } else if event.isTagged {
            var end = start
            let isVerbatim = positions.character(at: start + 1) == "<"
            while let character = positions.character(at: end), isVerbatim ? character != ">" : !Self.endsTag(character)
            {
                end += 1
            }
            if isVerbatim { end += 1 }
            findings.append(YAMLTag.finding(at: positions.span(start..<end)))
        }
    }

    private static func endsTag(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r" || scalar == ","
    }

    private static func isMergeKey(_ event: EventStream.Event) -> Bool {
        if case .scalar(let scalar) = event.content { scalar.style == .plain && scalar.text == "<<" } else { false }
    }
}

extension Span {
    fileprivate func contains(_ other: Span) -> Bool { start <= other.start && other.end <= end }
}

extension YAMLNode {
    fileprivate var isReported: Bool { if case .reported = content { true } else { false } }
    fileprivate var isAbsent: Bool { if case .scalar(let scalar) = content { scalar.isAbsent } else { false } }

    /// The tree with everything that ends where it ends marked as incomplete. A line that is indented wrongly ends a
    /// mapping before libyaml stumbles over it, and what is missing from that mapping may stand in the line.
    fileprivate var withOpenEnd: YAMLNode {
        switch content {
        case .reported: self
        // A comment after the last string has been reported with the bracket that it hid.
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

/// The position of each key of a mapping. Building a table takes longer than searching most mappings.
private struct KeyPlaces {
    private static let fewEntries = 16
    /// Empty as long as there are few.
    private var places: [String: Span] = [:]

    /// - Parameter entries: the entries of the previous call, followed by new ones.
    mutating func place(of key: String, in entries: [YAMLMapping.Entry]) -> Span? {
        guard entries.count > Self.fewEntries else {
            for index in entries.indices where entries[index].key.value == key { return entries[index].key.span }
            return nil
        }
        for index in places.count..<entries.count { places[entries[index].key.value] = entries[index].key.span }
        return places[key]
    }
}
