// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Which names metrics and labels can have in every format.
package enum LegalName {
    static func isMetric(_ name: String) -> Bool { isLegal(name, else: UInt8(ascii: ":")) }

    /// Names that begin with `__` are Prometheus' own.
    static func isLabel(_ name: String) -> Bool { !name.hasPrefix("__") && isLegal(name, else: UInt8(ascii: "_")) }

    private static func isDigit(_ unit: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(unit) }

    private static func isLetter(_ unit: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(unit | 0x20)
    }

    private static func isLegal(_ name: String, else other: UInt8) -> Bool {
        guard let first = name.utf8.first, !isDigit(first) else { return false }
        return name.utf8.allSatisfy { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "_") || $0 == other }
    }

    // MARK: Making names legal

    /// The name of a metric for any string: each code point that a name can't have becomes `_`, and so does nothing at
    /// all; `_` comes before a digit at the beginning.
    package static func metric(from string: String) -> String { legal(string, else: ":") }

    /// The same for the name of a label.
    static func label(from string: String) -> String { legal(string, else: "_") }

    private static func legal(_ string: String, else other: Unicode.Scalar) -> String {
        var name = ""
        if string.utf8.first.map(isDigit) ?? true { name = "_" }
        for scalar in string.unicodeScalars {
            let isFine = scalar.isASCII && (isDigit(UInt8(scalar.value)) || isLetter(UInt8(scalar.value)))
            name.unicodeScalars.append(isFine || scalar == other ? scalar : "_")
        }
        return name
    }

    /// Legal labels for any names and values, in the order of their names and without empty values.
    static func labels(_ labels: [(String, String)], besides reserved: Set<String>) -> [SeriesLabel] {
        var legal: [SeriesLabel] = []
        for (original, value) in labels.sorted(by: { $0 < $1 }) where !value.isEmpty {
            var name = label(from: original)
            while name.hasPrefix("__") || reserved.contains(name) { name = "exported_" + name }
            if let same = legal.firstIndex(where: { $0.name == name }) {
                guard !legal[same].value.utf8.elementsEqual(value.utf8) else { continue }
                legal[same] = SeriesLabel(name: name, value: legal[same].value + ";" + value)
            } else {
                legal.append(SeriesLabel(name: name, value: value))
            }
        }
        return legal.inOrder
    }
}
