import SpecDiagnostics
import SpecModel
import SpecYAML

/// Reads one mapping by its table: keys that the table doesn't have, keys that are missing and values that don't fit
/// are reported, each once.
struct MappingReader {
    let owner: Spanned<String>
    let table: KeyTable
    private(set) var findings: [Finding] = []
    /// The keys of the table that others were most likely meant for.
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
                findings.append(MissingBlank.finding(key, at: entry.key.span))
                wasTorn = false
                continue
            }
            // Of so many nobody sees the last ones, and a guess takes its time.
            let isGuessing = findings.count < YAMLDocument.findingLimit
            let suggestion =
                isGuessing || table.hasOthers ? UnknownKey.suggestion(for: entry, in: table, of: mapping) : nil
            if table.hasOthers, suggestion == nil { continue }
            if let suggestion { meantKeys.insert(suggestion) }
            if isGuessing, OtherWords.saysType(entry.key.value, in: table) { meantKeys.insert(MetricKeys.type.name) }
            if suggestion == nil, let above, isOutdented(entry, below: above) {
                // That the key above has no value is reported, and why.
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
                && KnownElsewhere.advice(entry.key.value, in: table, of: mapping) == nil
            if isTorn {
                // However many commas a text holds, it is one text.
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
                    advice: isGuessing ? KnownElsewhere.advice(entry.key.value, in: table, of: mapping) : nil))
        }
    }

    /// Whether an entry stands where it does because it is indented too little: what is above it has no value, and is
    /// something that has entries of its own.
    ///
    /// - Parameter above: the last entry before it whose key is known.
    private func isOutdented(_ entry: YAMLMapping.Entry, below above: YAMLMapping.Entry) -> Bool {
        guard !mapping.isFlow, case .mapping = entry.value.content, above.value.isAbsent else { return false }
        return table.keys.contains { $0.name == above.key.value && $0.shape.hasEntries }
    }

    /// The value of a key; nil where the key is absent or its value has been reported.
    mutating func read<Value>(_ key: Key<Value>) -> Spanned<Value>? {
        assert(table.has(key.name), "\(table.indefinite) has no key \(key.name) in its table")
        guard let entry = mapping[key.name] else { return nil }
        let slot = Slot(key: entry.key, node: entry.value)
        return key.type.read(slot, &findings).map { Spanned($0, slot.span) }
    }

    /// The value of a key that has to be there. `isExcused` where something else that was said makes it needless.
    mutating func require<Value>(_ key: Key<Value>, isExcused: Bool = false) -> Spanned<Value>? {
        if mapping[key.name] == nil, mapping.isComplete, !isExcused {
            if !hasMistyped(key) { findings.append(MissingKey.finding(key.description, of: table, at: owner)) }
        }
        return read(key)
    }

    /// Whether a key that the table doesn't have was most likely meant for this one. Its author hears of the misspelt
    /// key, not of a missing one as well.
    func hasMistyped<Value>(_ key: Key<Value>) -> Bool { meantKeys.contains(key.name) }

    /// Whether what isn't in the mapping is missing from it.
    var isComplete: Bool { mapping.isComplete }

    /// Where a key stands, whatever its value is.
    func place<Value>(of key: Key<Value>) -> Span? { mapping[key.name]?.key.span }

    func insertionPoint<Value>(before key: Key<Value>) -> InsertionPoint? {
        place(of: key).map { InsertionPoint(before: $0, isFlow: mapping.isFlow) }
    }

    /// Where everything in the mapping stands.
    var layout: MappingLayout {
        MappingLayout(
            entries: mapping.entries.map { .init(key: $0.key, value: $0.value.span) }, isFlow: mapping.isFlow)
    }

    /// Whether it has a key that the table doesn't.
    func hasUnknown(_ key: String) -> Bool { !table.has(key) && mapping[key] != nil }

    /// Says that the value of a key doesn't have the shape that something else asks for.
    mutating func reportMismatch<Value>(of key: Key<Value>, _ shape: Shape) {
        guard let entry = mapping[key.name] else { return }
        Slot(key: entry.key, node: entry.value).reportMismatch(shape, &findings)
    }

    /// Forgets what is wrong with the value of a key that isn't to be there at all.
    mutating func discardFindings<Value>(of key: Key<Value>) {
        guard let entry = mapping[key.name] else { return }
        findings.removeAll { entry.key.span.start <= $0.span.start && $0.span.start <= entry.value.span.end }
    }

    func has<Value>(_ key: Key<Value>) -> Bool { mapping[key.name] != nil }

    mutating func report(_ finding: Finding) { findings.append(finding) }
}

extension YAMLMapping.Entry {
    /// The key that this one was meant to be, where a blank behind its `:` was forgotten; nil where it was written in
    /// quotes, or means what it says.
    var gluedKey: String? {
        guard let glued = MissingBlank.key(in: key.value), key.span.start.line == key.span.end.line,
            key.span.end.column - key.span.start.column == key.value.unicodeScalars.count
        else { return nil }
        return glued
    }
}
