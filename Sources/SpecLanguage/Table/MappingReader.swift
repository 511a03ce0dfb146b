// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel
import SpecYAML

/// Reads one mapping with its table. Unknown keys, missing keys and values that don't fit
/// are reported, each once.
struct MappingReader {
    let owner: Spanned<String>
    let table: KeyTable
    private(set) var findings: [Finding] = []
    /// The keys of the table for which unknown keys were most likely meant.
    private(set) var meantKeys: Set<String> = []
    private let mapping: YAMLMapping

    init(_ mapping: YAMLMapping, of table: KeyTable, owner: Spanned<String>) {
        self.mapping = mapping
        self.table = table
        self.owner = owner
        var wasTorn = false
        var above: YAMLMapping.Entry?
        for (index, entry) in mapping.entries.enumerated() {
            guard !table.has(entry.key.value) else {
                above = entry
                wasTorn = false
                continue
            }
            if let key = entry.gluedKey, table.has(key) {
                meantKeys.insert(key)
                findings.append(MissingSpace.finding(key, at: entry.key.span))
                wasTorn = false
                continue
            }
            // Nobody reads that many diagnostics, and each guess takes time.
            let isGuessing = findings.count < YAMLDocument.findingLimit
            let suggestion =
                isGuessing || table.hasOthers ? UnknownKey.suggestion(for: entry, in: table, of: mapping) : nil
            if table.hasOthers, suggestion == nil { continue }
            if let suggestion { meantKeys.insert(suggestion) }
            if isGuessing, ForeignKeywords.saysType(entry.key.value, in: table) {
                meantKeys.insert(MetricKeys.type.name)
            }
            if suggestion == nil, let above, isOutdented(entry, below: above) {
                // It is reported that the key above has no value, and why.
                wasTorn = false
                continue
            }
            if let key = UnknownKey.keyWithoutColon(entry, in: table, of: mapping) {
                meantKeys.insert(key)
                findings.append(UnknownKey.finding(withoutColon: entry.key, key: key, in: table))
                wasTorn = false
                continue
            }
            let isTorn =
                mapping.isFlow && entry.value.isAbsent && suggestion == nil && index > 0
                && (wasTorn || mapping.entries[index - 1].value.isPlainText)
                && MisplacedKeyAdvice.advice(entry.key.value, in: table, of: mapping) == nil
            if isTorn {
                // However many commas a string contains, it is one string.
                if !wasTorn {
                    findings.append(
                        UnknownKey.finding(torn: entry.key, from: mapping.entries[index - 1].key, in: table))
                }
                wasTorn = true
                continue
            }
            wasTorn = false
            findings.append(
                UnknownKey.finding(
                    entry.key, in: table, suggestion: suggestion,
                    advice: isGuessing ? MisplacedKeyAdvice.advice(entry.key.value, in: table, of: mapping) : nil))
        }
    }

    /// Whether an entry is indented too little: the entry above it has no value, and should have
    /// entries.
    ///
    /// - Parameter above: the last entry before it whose key is known.
    private func isOutdented(_ entry: YAMLMapping.Entry, below above: YAMLMapping.Entry) -> Bool {
        guard !mapping.isFlow, case .mapping = entry.value.content, above.value.isAbsent else { return false }
        return table.keys.contains { $0.name == above.key.value && $0.shape.hasEntries }
    }

    /// The value of a key; nil if the key is absent or its value has been reported.
    mutating func read<Value>(_ key: Key<Value>) -> Spanned<Value>? {
        assert(table.has(key.name), "\(table.subject.indefinite) has no key \(key.name) in its table")
        guard let entry = mapping[key.name] else { return nil }
        let slot = Slot(key: entry.key, node: entry.value)
        return key.type.read(slot, &findings).map { Spanned($0, slot.span) }
    }

    /// A value whose type another key decides.
    mutating func read<Value>(_ slot: Slot, as type: ValueType<Value>) -> Value? { type.read(slot, &findings) }

    /// The value of a required key. `isExcused` is true if another key makes it optional.
    mutating func require<Value>(_ key: Key<Value>, isExcused: Bool = false) -> Spanned<Value>? {
        if mapping[key.name] == nil, mapping.isComplete, !isExcused {
            if !hasMistyped(key) { findings.append(MissingKey.finding(key.description, of: table, at: owner)) }
        }
        return read(key)
    }

    /// Whether an unknown key was most likely meant as this one. The misspelled
    /// key is reported, so a missing one isn't.
    func hasMistyped<Value>(_ key: Key<Value>) -> Bool { meantKeys.contains(key.name) }

    /// Whether keys that aren't in the mapping are missing from it.
    var isComplete: Bool { mapping.isComplete }

    /// Whether the value of a key is a mapping from which this many entries were read, all that it has. What they say
    /// can have errors.
    func hasRead<Value>(_ count: Int, ofEntriesOf key: Key<Value>) -> Bool {
        guard let entries = mapping[key.name]?.value.mapping else { return false }
        return entries.isComplete && entries.entries.count == count
    }

    /// The place of a key, whatever its value is.
    func place<Value>(of key: Key<Value>) -> Span? { mapping[key.name]?.key.span }

    /// A key with its place, if it is written.
    func named<Value>(_ key: Key<Value>) -> Spanned<String>? { place(of: key).map { Spanned(key.name, $0) } }

    /// The one of the table's forms that is written; nil where that has been reported.
    ///
    /// - Parameters:
    ///   - message: what is said if there is none.
    ///   - help: what to do if there are several.
    mutating func form(
        ifNone message: String, ifSeveral help: String = "delete one of them", besides addition: String? = nil
    ) -> Spanned<String>? {
        let forms = table.forms.compactMap { name in
            name == addition ? nil : mapping[name].map { Spanned(name, $0.key.span) }
        }
        if forms.count > 1 {
            report(ContradictingKeys.finding(forms[1], first: forms[0], in: table.subject.indefinite, help: help))
            return nil
        }
        let hasAddition = addition.map { mapping[$0] != nil } ?? false
        if forms.isEmpty, !hasAddition, findings.isEmpty, isComplete {
            report(MissingKey.finding(oneOf: table, message, at: owner))
        }
        return forms.first
    }

    /// The place of an element of the value of a key: of a string in a list, or of a key in a mapping.
    func place<Value>(ofElement index: Int, of key: Key<Value>) -> Span? {
        switch mapping[key.name]?.value.content {
        case .sequence(let sequence) where sequence.elements.indices.contains(index): sequence.elements[index].span
        case .mapping(let mapping) where mapping.entries.indices.contains(index): mapping.entries[index].key.span
        case .sequence, .mapping, .scalar, .reported, nil: nil
        }
    }

    /// Whether it has an unknown key.
    func hasUnknown(_ key: String) -> Bool { !table.has(key) && mapping[key] != nil }

    /// Drops diagnostics about the value of a key that isn't allowed at all.
    mutating func discardFindings<Value>(of key: Key<Value>) {
        guard let entry = mapping[key.name] else { return }
        findings.removeAll { entry.key.span.start <= $0.span.start && $0.span.start <= entry.value.span.end }
    }

    func has<Value>(_ key: Key<Value>) -> Bool { mapping[key.name] != nil }

    func hasKey(_ name: String) -> Bool { mapping[name] != nil }

    mutating func report(_ finding: Finding) { findings.append(finding) }
}

extension YAMLMapping.Entry {
    /// The key that this one was meant to be, if the space after its `:` was forgotten; nil if it is in
    /// quotes, or is meant as it is.
    var gluedKey: String? {
        guard let glued = MissingSpace.key(in: key.value), key.span.start.line == key.span.end.line,
            key.span.end.column - key.span.start.column == key.value.unicodeScalars.count
        else { return nil }
        return glued
    }
}
