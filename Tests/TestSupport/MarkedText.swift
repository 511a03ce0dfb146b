// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A string with marks, `⟨` and `⟩`, around the places that a test is about: they are taken out, and what lay between
/// them is known by line and column, counted from 1.
package struct MarkedText: Sendable {
    package let text: String
    /// In the order of their beginnings, each as `line:column-line:column`.
    package let places: [String]

    package init(_ marked: String) {
        var text = String.UnicodeScalarView()
        var (line, column) = (1, 1)
        var open: [(index: Int, start: String)] = []
        var places: [String] = []
        var previous: Unicode.Scalar?
        for scalar in marked.unicodeScalars {
            switch scalar {
            case "⟨":
                open.append((places.count, "\(line):\(column)"))
                places.append("")
                continue
            case "⟩":
                if let (index, start) = open.popLast() { places[index] = "\(start)-\(line):\(column)" }
                continue
            case "\n" where previous == "\r": break
            case "\n", "\r": (line, column) = (line + 1, 1)
            default: column += 1
            }
            text.append(scalar)
            previous = scalar
        }
        precondition(open.isEmpty && !places.contains(""), "a mark is not closed")
        self.text = String(text)
        self.places = places
    }
}
