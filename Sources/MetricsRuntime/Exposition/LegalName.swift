// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Which names metrics and labels can have in every format.
enum LegalName {
    static func isMetric(_ name: String) -> Bool { isLegal(name, else: UInt8(ascii: ":")) }

    /// Names that begin with `__` are Prometheus' own.
    static func isLabel(_ name: String) -> Bool { !name.hasPrefix("__") && isLegal(name, else: UInt8(ascii: "_")) }

    private static func isLegal(_ name: String, else other: UInt8) -> Bool {
        func isDigit(_ unit: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(unit) }
        func isLetter(_ unit: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(unit | 0x20) }
        guard let first = name.utf8.first, !isDigit(first) else { return false }
        return name.utf8.allSatisfy { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "_") || $0 == other }
    }
}
