// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension String {
    /// Whether a condition holds for every byte of the UTF-8. Most strings of a spec can be copied unchanged, which
    /// this checks.
    ///
    /// Inlinable, since a call for each unit would cost more than the comparison.
    @inlinable
    package func allUnits(_ isFine: (UInt8) -> Bool) -> Bool {
        // Reading byte by byte through the string's own view takes ten times as long as through its memory.
        if let isAll = utf8.withContiguousStorageIfAvailable({ $0.allSatisfy(isFine) }) { return isAll }
        return utf8.allSatisfy(isFine)
    }
}

extension String {
    /// Printable ASCII without a quote or a backslash: a literal of it needs no escapes, as most strings don't.
    package var isPlainLiteral: Bool {
        allUnits { (0x20..<0x7F).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
    }

    /// With a capital in front.
    package var capitalizedFirst: String {
        guard let first = utf8.first else { return self }
        // Nearly all names and words begin with one of these.
        if (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) {
            var text = self
            return text.withUTF8 { units in
                String(unsafeUninitializedCapacity: units.count) { result in
                    _ = result.initialize(fromContentsOf: units)
                    result[0] = first - 0x20
                    return units.count
                }
            }
        }
        return prefix(1).uppercased() + dropFirst()
    }
}
