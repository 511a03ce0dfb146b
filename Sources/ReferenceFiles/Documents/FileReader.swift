// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecJSON
import SpecYAML

/// Finds out what a file is, and reads it: JSON or YAML with any resource, or a template of either.
struct FileReader {
    var file = ReferenceFile(.other)
    let source: SourceText
    let id: SourceID

    /// Larger files are not read. Grafana itself refuses dashboards long before.
    static let sizeLimit = 64 * 1024 * 1024
    /// Deeper values are not read. Real dashboards have fewer than thirty levels.
    static let depthLimit = 100

    init(_ source: SourceText, id: SourceID) {
        self.source = source
        self.id = id
    }

    mutating func read() {
        let whole = PlacedString(source)
        guard source.text.utf8.count <= Self.sizeLimit else { return add(.tooLarge, at: 0, of: whole) }
        if let offset = TemplateSigns.jsonnet(in: source.text) {
            return add(.template(.jsonnet), at: offset, of: whole)
        }
        let opening = Opening(of: source.text)
        if opening != .other || source.path.hasSuffix(".json") {
            do {
                try readJSON(whole)
                for query in file.queries { file.waivers += query.string.waivers(for: nil, in: source, id: id) }
            } catch {
                // YAML has braces too, with keys that need no quotes.
                let isYAML =
                    opening == .bracket && !source.path.hasSuffix(".json") && readYAML(source, ifComplete: true)
                if !isYAML { add(error, in: whole) }
            }
        } else {
            _ = readYAML(source, ifComplete: false)
        }
    }

    /// Reads a string that is a file for another program, as in a ConfigMap. Most such files are about something else, so
    /// only what is certainly meant as a dashboard can have faults.
    mutating func read(_ text: PlacedString, isDashboard: Bool) {
        if Opening(of: text.text) != .other {
            let first = file.queries.count
            do { try readJSON(text) } catch {
                if isDashboard || text.text.has("\"panels\"") { add(error, in: text) }
            }
            for query in file.queries[first...] {
                file.waivers += query.string.waivers(for: nil, in: source, id: id)
            }
        } else if text.text.has("groups:") || text.text.has("panels:") {
            let inner = SourceText(path: source.path, text: text.text)
            _ = readYAML(inner, in: DocumentValue.YAMLText(inner, in: text), ifComplete: !text.text.has("expr:"))
        }
    }

    // MARK: JSON

    private mutating func readJSON(_ text: PlacedString) throws(JSONFault) {
        let document = try JSONDocument(Array(text.text.utf8), depthLimit: Self.depthLimit)
        read(DocumentValue(document.root, in: DocumentValue.JSONText(text, document)))
        // Other files are nobody's business.
        guard file.kind != .other else { return }
        for repeated in document.repeatedKeys {
            let place = text.span(of: repeated.again, in: source, id: id)
            file.faults.append(ReadingFault(.repeatedKey(repeated.key), at: place))
        }
    }

    private mutating func add(_ fault: JSONFault, in text: PlacedString) {
        if let action = TemplateSigns.action(at: fault.offset, of: text.text) {
            add(.template(.helm), at: action, of: text)
        } else {
            let isTooDeep = fault.expected == JSONFault.lessNesting
            add(isTooDeep ? .tooDeep : .notJSON(expected: fault.expected), at: fault.offset, of: text)
        }
    }

    /// How a string begins, after spaces.
    private enum Opening {
        /// `{"`, `[{`: nobody writes YAML so.
        case json
        case bracket
        case other

        init(of text: String) {
            let isSpace = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
            let rest = text.utf8.drop(while: isSpace)
            guard let first = rest.first, first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else {
                self = .other
                return
            }
            let second = rest.dropFirst().drop(while: isSpace).first
            self = second.map("\"{[]}".utf8.contains) ?? true ? .json : .bracket
        }
    }

    // MARK: YAML

    /// - Parameters:
    ///   - embedding: nil if the text is the whole file.
    ///   - isRequired: whether nothing is read or reported if the string isn't YAML.
    /// - Returns: whether the text is YAML.
    private mutating func readYAML(
        _ text: SourceText, in embedding: DocumentValue.YAMLText? = nil, ifComplete isRequired: Bool
    ) -> Bool {
        var limits = YAMLTree.Limits()
        limits.depth = Self.depthLimit
        limits.bytes = Self.sizeLimit
        let tree = YAMLTree(text, id: id, limits: limits)
        if isRequired, tree.stop != nil { return false }
        let values = tree.documents.compactMap(\.root).map { DocumentValue($0, in: embedding) }
        let placed = embedding?.outer ?? PlacedString(text)
        if let offset = TemplateSigns.helm(in: text.text, isBroken: tree.stop != nil, values) {
            add(.template(.helm), at: offset, of: placed)
            return true
        }
        // A program that finds a fault in a file uses nothing of it.
        if let stop = tree.stop {
            add(stop, in: text, placed)
        } else {
            for value in values { read(value) }
            if file.kind != .other { addRepeatedKeys(in: tree.documents.compactMap(\.root), of: text, placed) }
            if text.text.mayHaveWaiver { addWaivers(in: tree.documents.compactMap(\.root), of: text, placed) }
        }
        return tree.stop == nil
    }

    private mutating func add(_ stop: YAMLTree.Stop, in text: SourceText, _ placed: PlacedString) {
        let (reason, start): (ReadingFault.Reason, Position)
        switch stop {
        case .tooLarge: (reason, start) = (.tooLarge, Position(line: 1, column: 1))
        case .tooManyValues(let place): (reason, start) = (.tooLarge, place.start)
        case .tooDeep(let place): (reason, start) = (.tooDeep, place.start)
        case .notUTF8(let place): (reason, start) = (.notYAML(problem: "bytes that are not UTF-8"), place)
        case .forbidden(_, let place):
            (reason, start) = (.notYAML(problem: "a character that YAML doesn't allow"), place.start)
        case .syntax(let fault): (reason, start) = (.notYAML(problem: fault.problem), fault.position)
        }
        add(reason, at: text.offset(of: start), of: placed)
    }

    private mutating func addRepeatedKeys(in roots: [YAMLElement], of text: SourceText, _ placed: PlacedString) {
        for root in roots {
            root.forEachRepeatedKey { key in
                guard let name = key.string else { return }
                let range = text.offset(of: key.span.start)..<text.offset(of: key.span.end)
                let place = placed.span(of: range, in: source, id: id)
                file.faults.append(ReadingFault(.repeatedKey(name), at: place))
            }
        }
    }

    // MARK: Waivers

    /// Those in the comments of YAML, and those in the comments of queries.
    ///
    /// - Parameter placed: the text as a string of the file.
    private mutating func addWaivers(in roots: [YAMLElement], of text: SourceText, _ placed: PlacedString) {
        func place(_ span: Span) -> Span {
            placed.span(of: text.offset(of: span.start)..<text.offset(of: span.end), in: source, id: id)
        }
        let comments = YAMLWaivers(roots, in: text, id: id)
        file.waivers += comments.waivers.map { $0.moved(place) }
        let rules = comments.rules.map(place)
        for query in file.queries {
            let start = query.string.span(in: source, id: id).start
            let rule = rules.last { $0.start <= start && start <= $0.end }
            // A file inside of this one has its own already.
            file.waivers += query.string.waivers(for: rule, in: source, id: id).filter { waiver in
                !file.waivers.contains { $0.span == waiver.span }
            }
        }
    }

    // MARK: Faults

    mutating func add(_ reason: ReadingFault.Reason, at value: DocumentValue) {
        guard let place = value.placed?.span(in: source, id: id) else { return }
        file.faults.append(ReadingFault(reason, at: place))
    }

    private mutating func add(_ reason: ReadingFault.Reason, at offset: Int, of text: PlacedString) {
        if case .template = reason, file.kind == .other { file.kind = .template }
        let start = min(offset, text.text.utf8.count)
        let place = text.span(of: start..<start, in: source, id: id)
        file.faults.append(ReadingFault(reason, at: place))
    }
}
