// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Prometheus' text format 0.0.4: what it escapes, and how a family begins.
enum TextFormat {
    static func appendLabel(_ name: some Sequence<UInt8>, _ value: some Sequence<UInt8>, to text: inout [UInt8]) {
        text.append(contentsOf: name)
        text.append(contentsOf: "=\"".utf8)
        appendEscaped(value, isQuoted: true, to: &text)
        text.append(UInt8(ascii: "\""))
    }

    /// Escapes backslashes and line feeds, and in a quoted string also quotes.
    static func appendEscaped(_ value: some Sequence<UInt8>, isQuoted: Bool, to text: inout [UInt8]) {
        for byte in value {
            switch byte {
            case UInt8(ascii: "\\"): text.append(contentsOf: #"\\"#.utf8)
            case UInt8(ascii: "\""): text.append(contentsOf: isQuoted ? #"\""#.utf8 : "\"".utf8)
            case UInt8(ascii: "\n"): text.append(contentsOf: #"\n"#.utf8)
            default: text.append(byte)
            }
        }
    }
}

/// What the text format keeps of a family.
struct FamilyText {
    let name: [UInt8]
    /// `# HELP` and `# TYPE`.
    let heading: [UInt8]

    init(name: String, help: String, keyword: String) {
        self.name = Array(name.utf8)
        var heading = Array("# HELP \(name) ".utf8)
        TextFormat.appendEscaped(help.utf8, isQuoted: false, to: &heading)
        heading += Array("\n# TYPE \(name) \(keyword)\n".utf8)
        self.heading = heading
    }
}

/// What the text format keeps of a series. It is valid as long as the series.
enum SeriesText {
    /// The beginning of its one line.
    case line(TextLine)
    /// The beginnings of its lines.
    case lines(TextLines.View)
    /// The beginning of its one line, from the end of the name on.
    case restOfLine(UnsafeRawBufferPointer)
    /// The beginnings of its lines, of which the name takes the first bytes.
    case restsOfLines(TextLines.View, from: Int)
    /// The labels only: the line is built at each scrape, which saves memory for metrics with very many series.
    case labels(TextLabels)
}

/// The beginning of a line, up to the value. There is room after it to read 16 bytes at a time.
struct TextLine {
    let start: UnsafeRawPointer
    let length: Int
    let numbers: UnsafeMutablePointer<CachedNumbers>
    /// The place where the series keeps the index of its number in `numbers`.
    let number: UnsafeMutableRawPointer
}
