// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Prometheus' text formats: what they escape, and how a family begins.
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

/// Prometheus' text format, and OpenMetrics, which has the same lines of samples, other metadata and an end.
enum TextDialect {
    case prometheus
    case openMetrics
}

/// What the text formats keep of a family.
struct FamilyText: Sendable {
    let name: [UInt8]
    /// `# HELP` and `# TYPE`.
    let heading: [UInt8]
    /// The name in the metadata of OpenMetrics.
    let openMetricsName: String
    /// `# TYPE`, `# UNIT` and `# HELP`.
    let openMetricsHeading: [UInt8]

    init(name: String, help: String, kind: MetricKind) {
        self.name = Array(name.utf8)
        var heading = Array("# HELP \(name) ".utf8)
        TextFormat.appendEscaped(help.utf8, isQuoted: false, to: &heading)
        heading += Array("\n# TYPE \(name) \(kind.description.expositionKeyword)\n".utf8)
        self.heading = heading
        let openMetrics = OpenMetricsHeading(kind, name: name)
        openMetricsName = openMetrics.family
        openMetricsHeading = Self.openMetrics(openMetrics, help, kind)
    }

    static func openMetrics(_ heading: OpenMetricsHeading, _ help: String, _ kind: MetricKind) -> [UInt8] {
        var lines = Array("# TYPE \(heading.family) \(heading.keyword)\n".utf8)
        if let unit = NameUnit.unit(of: kind, family: heading.family) {
            lines += Array("# UNIT \(heading.family) \(unit)\n".utf8)
        }
        if !help.isEmpty {
            lines += Array("# HELP \(heading.family) ".utf8)
            TextFormat.appendEscaped(help.utf8, isQuoted: true, to: &lines)
            lines.append(UInt8(ascii: "\n"))
        }
        return lines
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
    let cache: UnsafeMutablePointer<SeriesCache>
    /// The place where the series keeps the index of its number in the cache.
    let number: UnsafeMutableRawPointer
}
