// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel
import SpecYAML

/// The type of a key's value: what it looks like, and how it is read. A value that doesn't fit is reported once.
struct ValueType<Value>: Sendable {
    let shape: ValueShape
    let read: @Sendable (Slot, inout [Finding]) -> Value?

    init(_ shape: ValueShape, read: @escaping @Sendable (Slot, inout [Finding]) -> Value?) {
        self.shape = shape
        self.read = read
    }
}

/// A value to be read, and its key.
struct Slot {
    let key: Spanned<String>
    let node: YAMLNode
    /// Whether it is an element of the key's list.
    let isElement: Bool

    init(key: Spanned<String>, node: YAMLNode, isElement: Bool = false) {
        self.key = key
        self.node = node
        self.isElement = isElement
    }

    func element(_ node: YAMLNode) -> Slot { Slot(key: key, node: node, isElement: true) }

    /// Where an error of the value is shown. An absent value has no place.
    var span: Span { node.isAbsent && !isElement ? key.span : node.span }

    /// Reports that the value doesn't have this shape, unless it was reported before.
    func reportMismatch(_ shape: ValueShape, _ findings: inout [Finding]) {
        if case .reported = node.content { return }
        if case .scalar(let scalar) = node.content, scalar.style == .plain,
            let key = MissingSpace.key(in: scalar.text), shape.takesKey(key)
        {
            findings.append(MissingSpace.finding(key, at: node.span))
            return
        }
        findings.append(
            node.isAbsent
                ? MissingValue.finding(self, expected: shape) : WrongType.finding(self, expected: shape))
    }
}

extension YAMLNode {
    /// Whether it is a string that a comma would end inside braces.
    var isPlainText: Bool {
        if case .scalar(let scalar) = content { scalar.style == .plain && !scalar.isAbsent } else { false }
    }

    /// Whether this is one of YAML's words for null.
    var isNull: Bool {
        guard case .scalar(let scalar) = content, scalar.style == .plain else { return false }
        return ["~", "null", "Null", "NULL"].contains(scalar.text)
    }
}

// MARK: Scalars

extension ValueType {
    /// A scalar that `convert` turns into a value, or nil if it has another type.
    static func scalar(_ shape: ValueShape, _ convert: @escaping @Sendable (YAMLScalar) -> Value?) -> ValueType {
        ValueType(shape) { slot, findings in
            if case .scalar(let scalar) = slot.node.content, !scalar.isAbsent, let value = convert(scalar) {
                return value
            }
            slot.reportMismatch(shape, &findings)
            return nil
        }
    }
}

extension ValueType<String> {
    /// Any scalar, as it was written: `no`, `0.10` and `~` are the strings that they look like.
    static var verbatim: ValueType {
        let text = text(.any)
        return ValueType(text.shape) { slot, findings in
            guard let value = text.read(slot, &findings) else { return nil }
            if let finding = TruncatedByComment.finding(slot) { findings.append(finding) }
            return value
        }
    }

    static func text(_ meaning: StringMeaning) -> ValueType {
        let text = scalar(.text(meaning), \.text)
        return ValueType(text.shape) { slot, findings in
            guard let value = text.read(slot, &findings) else { return nil }
            if let finding = SizeLimit.finding(value, "this string", atMost: SizeLimits.string, at: slot.span) {
                findings.append(finding)
            }
            return value
        }
    }

    /// A string for people, in which the null of other YAML readers isn't allowed.
    static var text: ValueType {
        ValueType(verbatim.shape) { slot, findings in
            guard let value = verbatim.read(slot, &findings) else { return nil }
            guard !slot.node.isNull else {
                findings.append(MissingValue.finding(null: slot))
                return nil
            }
            return value
        }
    }

    /// A string that has to say something.
    static var sentence: ValueType { saying("write why, in a sentence") }

    /// What is said of something that has to be said.
    static var statement: ValueType { saying("write what it says") }

    static var heading: ValueType { saying("write it, or delete the key to use the default") }

    private static func saying(_ advice: String) -> ValueType {
        ValueType(text.shape) { slot, findings in
            guard let value = text.read(slot, &findings) else { return nil }
            guard value.contains(where: { !$0.isWhitespace }) else {
                findings.append(MissingValue.finding(blank: slot, advice))
                return nil
            }
            return value
        }
    }

    /// `$name`, without the dollar.
    static var parameterReference: ValueType {
        ValueType.scalar(.text(.parameter)) { scalar in
            scalar.style == .plain && scalar.text.hasPrefix("$") ? String(scalar.text.dropFirst()) : nil
        }
    }
}

extension ValueType<ParameterSum> {
    /// `$name`, `$name - 1` or `$name + 1`.
    static var parameterSum: ValueType {
        ValueType.scalar(.text(.parameterSum)) { scalar in
            guard scalar.style == .plain, scalar.text.hasPrefix("$") else { return nil }
            let parts = scalar.text.dropFirst().split(separator: " ")
            guard let name = parts.first.map(String.init) else { return nil }
            if parts.count == 1 { return ParameterSum(name) }
            guard parts.count == 3, parts[1] == "+" || parts[1] == "-",
                parts[2].utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                let number = Int(parts[2])
            else { return nil }
            return ParameterSum(name, offset: parts[1] == "-" ? -number : number)
        }
    }
}

extension YAMLScalar {
    /// The value of a string without quotes that was meant as a Boolean, in any of YAML's spellings.
    var meantBoolean: Bool? {
        guard style == .plain else { return nil }
        return switch text.lowercased() {
        case "true", "yes", "on", "y", "1": true
        case "false", "no", "off", "n", "0": false
        default: nil
        }
    }
}

extension ValueType<Int> {
    static var integer: ValueType {
        ValueType.scalar(.integer) { $0.style == .plain ? Int($0.text) : nil }
    }

    static func integer(atLeast minimum: Int) -> ValueType {
        ValueType(.integer) { slot, findings in
            guard let value = integer.read(slot, &findings) else { return nil }
            guard value >= minimum else {
                findings.append(BadLimits.finding(slot.key.value, value, atLeast: minimum, at: slot.span))
                return nil
            }
            return value
        }
    }
}

extension ValueType<Double> {
    /// A number in decimal notation, or one of the spellings of infinity and NaN: a caller that takes only finite ones has
    /// a better message for those.
    static var number: ValueType {
        ValueType.scalar(.number) { $0.style == .plain ? number($0.text) : nil }
    }

    /// What a plain scalar of this text means.
    static func number(_ text: String) -> Double? {
        switch text.lowercased() {
        case ".inf", "+.inf", "inf", "+inf", "infinity": return .infinity
        case "-.inf", "-inf": return -.infinity
        case ".nan", "nan": return .nan
        default:
            // Swift's `Double` also reads hexadecimal digits.
            let digits = text.utf8.allSatisfy { (0x30...0x39).contains($0) || "+-.eE".utf8.contains($0) }
            return digits ? Double(text) : nil
        }
    }
}

extension ValueType<Bool> {
    static var boolean: ValueType {
        ValueType.scalar(.boolean) { scalar in
            scalar.style != .plain ? nil : scalar.text == "true" ? true : scalar.text == "false" ? false : nil
        }
    }
}

extension ValueType where Value: RawRepresentable<String> & CaseIterable & SendableMetatype {
    /// One of the names of an enumeration.
    static var choice: ValueType {
        let choices = Value.allCases.map(\.rawValue)
        let text = ValueType<String>.choice(choices)
        return ValueType(text.shape) { slot, findings in
            text.read(slot, &findings).flatMap { Value(rawValue: $0) }
        }
    }
}

extension ValueType<MetricKind> {
    /// By its name. The words of other systems are known, and the message translates them.
    static var kind: ValueType {
        let kinds = MetricKind.allCases.map(\.rawValue)
        let shape = ValueShape.choice(kinds)
        return ValueType(shape) { slot, findings in
            guard case .scalar(let scalar) = slot.node.content, !scalar.isAbsent else {
                slot.reportMismatch(shape, &findings)
                return nil
            }
            if let kind = MetricKind(rawValue: scalar.text) { return kind }
            let written = Spanned(scalar.text, slot.span)
            let meaning = KindWords.meaning(of: scalar.text)
            findings.append(
                meaning.map { UnknownValue.finding(kind: written, of: slot.key.value, meaning: $0) }
                    ?? UnknownValue.finding(written, of: slot.key.value, kinds))
            return nil
        }
    }
}

extension ValueType<String> {
    /// The name of a unit: of the language, or of the spec.
    static var unit: ValueType {
        let shape = ValueShape.anyOf([.choice(LanguageUnit.allCases.map(\.rawValue)), .text(.unit)])
        return ValueType(shape) { slot, findings in
            guard case .scalar(let scalar) = slot.node.content, !scalar.isAbsent else {
                slot.reportMismatch(.text(.unit), &findings)
                return nil
            }
            return scalar.text
        }
    }
}

extension LanguageUnit {
    /// The unit that has another name elsewhere, or is written in the singular.
    init?(byWord word: String) {
        switch word {
        case "timestamp", "unix_timestamp", "unix_time": self = .unixSeconds
        case "boolean": self = .bool
        case "by": self = .bytes
        case "count": self = .none
        case "%": self = .percent
        case "cel", "°c": self = .celsius
        default:
            let unit =
                LanguageUnit(rawValue: word) ?? LanguageUnit(rawValue: word + "s")
                ?? Self.allCases.first { $0.abbreviations.contains(word) }
            guard let unit else { return nil }
            self = unit
        }
    }
}

extension ValueType<String> {
    static func choice(_ choices: [String]) -> ValueType {
        let shape = ValueShape.choice(choices)
        return ValueType(shape) { slot, findings in
            guard case .scalar(let scalar) = slot.node.content, !scalar.isAbsent else {
                slot.reportMismatch(shape, &findings)
                return nil
            }
            guard choices.contains(scalar.text) else {
                findings.append(
                    UnknownValue.finding(Spanned(scalar.text, slot.span), of: slot.key.value, choices))
                return nil
            }
            return scalar.text
        }
    }
}

// MARK: Collections

extension ValueType {
    /// Elements that don't fit are reported and left out.
    static func list<Element>(of type: ValueType<Element>, atMost limit: Int = SizeLimits.entries) -> ValueType
    where Value == [Spanned<Element>] {
        let shape = ValueShape.list(of: type.shape)
        return ValueType(shape) { slot, findings in
            guard case .sequence(let sequence) = slot.node.content else {
                slot.reportMismatch(shape, &findings)
                return nil
            }
            if let finding = SizeLimit.finding(slot, atMost: limit) { findings.append(finding) }
            return sequence.elements.compactMap { node in
                type.read(slot.element(node), &findings).map { Spanned($0, node.span) }
            }
        }
    }

    /// One string, or a list of them.
    static func oneOrMore(of one: ValueType<String>) -> ValueType where Value == [Spanned<String>] {
        let more = ValueType<[Spanned<String>]>.list(of: one)
        let shape = ValueShape.anyOf([one.shape, more.shape])
        return ValueType(shape) { slot, findings in
            switch slot.node.content {
            case .scalar(let scalar) where !scalar.isAbsent:
                return one.read(slot, &findings).map { [Spanned($0, slot.node.span)] }
            case .sequence: return more.read(slot, &findings)
            default:
                slot.reportMismatch(shape, &findings)
                return nil
            }
        }
    }

    /// Values under names chosen by the author. A value that doesn't fit keeps its name, so references to it
    /// aren't reported as unknown.
    static func entries<Element>(
        _ what: String, _ names: NameSyntax?, of type: ValueType<Element>, atMost limit: Int = SizeLimits.entries
    ) -> ValueType
    where Value == [Declared<Element>] {
        let shape = ValueShape.entries(of: type.shape, what: what)
        return ValueType(shape) { slot, findings in
            guard case .mapping(let mapping) = slot.node.content else {
                slot.reportMismatch(shape, &findings)
                return nil
            }
            if let finding = SizeLimit.finding(slot, atMost: limit) { findings.append(finding) }
            var declared: [Declared<Element>] = []
            var index = 0
            while index < mapping.entries.count {
                let entry = mapping.entries[index]
                let slot = Slot(key: entry.key, node: entry.value)
                index += 1
                if entry.value.isAbsent, let key = entry.gluedKey {
                    findings.append(MissingSpace.finding(key, at: entry.key.span))
                    declared.append(Declared(name: Spanned(key, entry.key.span), value: nil))
                    continue
                }
                if let finding = names?.finding(entry.key) { findings.append(finding) }
                let outdented = mapping.outdentedKeys(of: entry, from: index, type.shape)
                guard outdented.isEmpty else {
                    findings.append(MissingValue.finding(outdented: slot, keys: outdented))
                    declared.append(Declared(name: entry.key, value: nil))
                    index += outdented.count
                    continue
                }
                declared.append(Declared(name: entry.key, value: type.read(slot, &findings)))
            }
            return declared
        }
    }

    /// A mapping with the keys of a table.
    static func mapping(
        _ table: @escaping @autoclosure @Sendable () -> KeyTable,
        _ read: @escaping @Sendable (inout MappingReader) -> Value?
    ) -> ValueType {
        let shape = ValueShape.mapping(table)
        return ValueType(shape) { slot, findings in
            guard case .mapping(let mapping) = slot.node.content else {
                slot.reportMismatch(shape, &findings)
                return nil
            }
            var reader = MappingReader(mapping, of: table(), owner: Spanned(slot.key.value, slot.ownerSpan))
            defer { findings += reader.findings }
            return read(&reader)
        }
    }
}

extension Slot {
    /// Where to show that a mapping lacks a key: at its name, or at the mapping if it is an element of a list.
    fileprivate var ownerSpan: Span { isElement ? node.span : key.span }
}

extension YAMLMapping {
    /// The keys of an entry without a value, if they follow it with too little indentation.
    fileprivate func outdentedKeys(of entry: Entry, from index: Int, _ shape: ValueShape) -> [Spanned<String>] {
        guard !isFlow, entry.value.isAbsent, case .mapping(let table) = shape else { return [] }
        let keys = table()
        let run = entries[index...].prefix { keys.has($0.key.value) }
        // An entry that is itself a mapping can be a sibling that happens to have the name of a key.
        guard let first = run.first, case .scalar = first.value.content else { return [] }
        return run.map(\.key)
    }
}
