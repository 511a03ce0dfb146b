// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecText

/// Converts names of a spec to Python names.
enum PythonIdentifier {
    /// `KVCacheUsage` and `kv-cache usage` become `kv_cache_usage`. A name that would begin with a digit, or has no
    /// letter, begins with the noun; a word that Python reserves gets an underscore at its end. The result never begins
    /// with an underscore and never has two in a row, so names of the generated code that do are free.
    static func snake(_ text: String, noun: String) -> String {
        let name = joined(words(of: text))
        guard let first = name.utf8.first else { return noun }
        if isDigit(first) { return "\(noun)_\(name)" }
        return reserved.contains(name) ? name + "_" : name
    }

    /// `finished_reason` becomes `FinishedReason`.
    static func upperCamel(_ text: String) -> String {
        let name = words(of: text).map { String(decoding: $0, as: UTF8.self).capitalizedFirst }.joined()
        guard let first = name.utf8.first else { return "Unnamed" }
        return isDigit(first) ? "Of" + name : name
    }

    /// The form of a `swift_name`: `finished_reason` becomes `finishedReason`.
    static func lowerCamel(_ text: String) -> String {
        let name = upperCamel(text)
        return name.prefix(1).lowercased() + name.dropFirst()
    }

    /// The attribute for a label's value: `1.5` becomes `value_1_5`, `+Inf` becomes `plus_inf`, the empty string becomes
    /// `empty`, and a value without usable letters is spelled by its code points.
    static func value(_ text: String) -> String {
        if text.isEmpty { return "empty" }
        let name = joined(words(of: text))
        guard let first = name.utf8.first else {
            return "u" + text.unicodeScalars.map { String($0.value, radix: 16) }.joined(separator: "_")
        }
        // `-1` and `+Inf` are numbers, whose sign must stay visible.
        if isDigit(first) || name.hasPrefix("inf") {
            if text.hasPrefix("+") { return "plus_" + name }
            if text.hasPrefix("-") { return "minus_" + name }
        }
        return snake(text, noun: "value")
    }

    /// Whether a given name of a class can be used unchanged: Python doesn't reserve it, and the module doesn't use it
    /// itself.
    static func isLegalClass(_ name: String) -> Bool {
        guard let first = name.utf8.first, isLetter(first), !reserved.contains(name), !usedTypes.contains(name) else {
            return false
        }
        return name.utf8.allSatisfy { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "_") }
    }

    /// Classes that generated code names in the scope of a product's or a group's class. A nested class of the same name
    /// would hide them.
    static let usedTypes: Set<String> = [
        "AbsoluteCounter", "CallbackValue", "CollectorRegistry", "Counter", "False", "Final", "Gauge", "Histogram",
        "IntegerCounter", "IntegerGauge",
        "IntegerObserver", "IntegerUnknown", "Literal", "Mapping", "MetricsSetupError", "MetricsVisibility", "NoReturn",
        "None",
        "Parameters",
        "REGISTRY", "Sequence", "StateSet", "Summary", "True", "UnknownValue", "Value", "Visibility",
    ]

    /// The keywords that are written in lower case.
    private static let reserved: Set<String> = [
        "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except",
        "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass",
        "raise", "return", "self", "try", "while", "with", "yield",
    ]

    private static func joined(_ words: [[UInt8]]) -> String {
        String(decoding: Array(words.joined(separator: [UInt8(ascii: "_")])), as: UTF8.self)
    }

    /// In lower case. A character that can't be in a name separates two words, and so does a capital after a small letter
    /// or before one.
    private static func words(of text: String) -> [[UInt8]] {
        var words: [[UInt8]] = []
        for part in text.utf8.split(whereSeparator: { !isLetter($0) && !isDigit($0) }) {
            let units = Array(part)
            var word: [UInt8] = []
            for (index, unit) in units.enumerated() {
                let isStart =
                    isCapital(unit) && index > 0
                    && (!isCapital(units[index - 1]) || index + 1 < units.count && isSmall(units[index + 1]))
                if isStart {
                    words.append(word)
                    word = []
                }
                word.append(isCapital(unit) ? unit + 0x20 : unit)
            }
            words.append(word)
        }
        return words
    }

    private static func isDigit(_ unit: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(unit) }
    private static func isCapital(_ unit: UInt8) -> Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(unit) }
    private static func isSmall(_ unit: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(unit) }
    private static func isLetter(_ unit: UInt8) -> Bool { isSmall(unit) || isCapital(unit) }
}
