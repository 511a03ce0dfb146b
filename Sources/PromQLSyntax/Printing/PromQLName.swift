// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Which names PromQL reads as names.
package enum PromQLName {
    /// Words that the grammar reads as something else where the name of a metric is possible, in any case.
    private static let notMetrics = [
        "atan2", "bool", "group_left", "group_right", "ignoring", "inf", "nan", "on",
    ]
    /// The same in a list of labels.
    private static let notLabels = ["inf", "nan", "without"]

    static func isMetric(_ name: String) -> Bool {
        isSeries(name) && !isAmong(notMetrics, name)
    }

    /// In a list, such as after `by`.
    static func isListedLabel(_ name: String) -> Bool { isLabel(name) && !isAmong(notLabels, name) }

    /// In a list of the canonical form, where Prometheus 3 reads colons too.
    static func isCanonicalLabel(_ name: String) -> Bool {
        isSeries(name) && !isAmong(notLabels, name)
    }

    /// Whether a series can be called so, also where the grammar reads the word as something else.
    package static func isSeries(_ name: String) -> Bool { isIdentifier(name, withColons: true) }

    /// Between braces.
    package static func isLabel(_ name: String) -> Bool { isIdentifier(name, withColons: false) }

    /// Whether holes and what is between them can be written without quotes.
    static func isTemplate(_ name: PromQLString) -> Bool {
        for (index, piece) in name.pieces.enumerated() {
            guard case .literal(let text) = piece else { continue }
            let beginsWithDigit = index == 0 && text.utf8.first?.isDigit == true
            if beginsWithDigit || !text.utf8.allSatisfy(\.isLetterOrDigit) { return false }
        }
        return true
    }

    /// In any case. A name of another length than all words is not copied.
    private static func isAmong(_ words: [String], _ name: String) -> Bool {
        let length = name.utf8.count
        return words.contains { $0.utf8.count == length && $0 == name.lowercased() }
    }

    private static func isIdentifier(_ name: String, withColons: Bool) -> Bool {
        var isFirst = true
        for byte in name.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): break
            case UInt8(ascii: ":") where withColons: break
            case UInt8(ascii: "0")...UInt8(ascii: "9") where !isFirst: break
            default: return false
            }
            isFirst = false
        }
        return !isFirst
    }
}
