// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A source that diagnostics can point into, with the names by which people know it.
///
/// It doesn't include a byte order mark: editors don't count it as a column either.
package struct SourceText: Sendable, Equatable {
    /// The path as it was given on the command line; for an include, joined to its includer's.
    package let path: String
    /// The path relative to the directory of the package, where the file lies inside it; else `path`. Machine-readable
    /// reports use it, since the host that reads them knows files by it.
    package let packagePath: String
    package let text: String
    /// The first place where the file's bytes were not UTF-8; `text` has U+FFFD there.
    package let malformed: Position?
    /// Where each line starts, in UTF-8 units.
    let lineStarts: [Int]
    /// How many characters are before each block of `countedBlock` bytes, without line breaks: dashboards are files of one
    /// line, in which columns would otherwise be counted from the beginning of the file for each diagnostic.
    let characterCounts: [Int]
    static let countedBlock = 4096

    package init(path: String, packagePath: String? = nil, text: String) {
        self.init(path: path, packagePath: packagePath, text: text, malformed: nil)
    }

    /// A source from a file's bytes. Bytes that are not UTF-8 are replaced, and the place of the first is kept.
    package init(path: String, packagePath: String? = nil, bytes: some Collection<UInt8>) {
        if let text = String(validating: bytes, as: UTF8.self) {
            self.init(path: path, packagePath: packagePath, text: text, malformed: nil)
        } else {
            self.init(
                path: path, packagePath: packagePath, text: String(decoding: bytes, as: UTF8.self),
                malformed: Self.firstMalformed(in: bytes))
        }
    }

    private init(path: String, packagePath: String?, text: String, malformed: Position?) {
        self.path = path
        self.packagePath = packagePath ?? path
        var text = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
        self.lineStarts = text.withUTF8(Self.lineStarts)
        self.characterCounts = text.withUTF8(Self.characterCounts)
        self.text = text
        self.malformed = malformed
    }

    /// The line with this number, counted from 1, without its line break; empty beyond the end.
    package func line(_ number: Int) -> Substring {
        guard lineStarts.indices.contains(number - 1) else { return "" }
        return text(in: range(ofLine: number))
    }

    /// The bytes of a line, without its line break.
    func range(ofLine number: Int) -> Range<Int> {
        let utf8 = text.utf8
        let start = lineStarts[number - 1]
        var end = number < lineStarts.count ? lineStarts[number] : utf8.count
        while end > start, Self.isBreak(utf8[utf8.index(utf8.startIndex, offsetBy: end - 1)]) { end -= 1 }
        return start..<end
    }

    /// The part of the text with these bytes.
    package func text(in range: Range<Int>) -> Substring {
        let start = text.utf8.index(text.startIndex, offsetBy: range.lowerBound)
        return text[start..<text.utf8.index(start, offsetBy: range.count)]
    }

    /// Where the next line starts; behind the last one, where the text ends.
    package func start(ofLineBehind number: Int) -> Position {
        guard number >= lineCount else { return Position(line: number + 1, column: 1) }
        return Position(line: lineCount, column: line(lineCount).unicodeScalars.count + 1)
    }

    package var lineCount: Int { lineStarts.count }

    /// Line breaks are LF, CR LF and CR. YAML 1.1 takes three rare characters for breaks as well; no editor does.
    private static func lineStarts(of units: UnsafeBufferPointer<UInt8>) -> [Int] {
        var starts = [0]
        var offset = 0
        while offset < units.count {
            let unit = units[offset]
            offset += 1
            guard isBreak(unit) else { continue }
            let isFirstHalf = unit == UInt8(ascii: "\r") && offset < units.count
            if isFirstHalf, units[offset] == UInt8(ascii: "\n") { continue }
            starts.append(offset)
        }
        return starts
    }

    private static func characterCounts(of units: UnsafeBufferPointer<UInt8>) -> [Int] {
        var counts = [0]
        for start in stride(from: 0, to: units.count, by: countedBlock) {
            let block = units[start..<min(start + countedBlock, units.count)]
            counts.append((counts.last ?? 0) + block.count(where: beginsCharacter))
        }
        return counts
    }

    /// Whether a byte is the first one of a character that isn't a line break.
    static func beginsCharacter(_ unit: UInt8) -> Bool { unit & 0xC0 != 0x80 && !isBreak(unit) }

    static func isBreak(_ unit: UInt8) -> Bool { unit == UInt8(ascii: "\n") || unit == UInt8(ascii: "\r") }

    private static func firstMalformed(in bytes: some Collection<UInt8>) -> Position {
        var parser = Unicode.UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        var (line, column, previous) = (1, 1, Unicode.Scalar(0) as Unicode.Scalar)
        while case .valid(let encoded) = parser.parseScalar(from: &iterator) {
            let scalar = Unicode.UTF8.decode(encoded)
            switch scalar {
            case "\n" where previous == "\r": break
            case "\n", "\r": (line, column) = (line + 1, 1)
            case "\u{FEFF}" where line == 1 && column == 1: break
            default: column += 1
            }
            previous = scalar
        }
        return Position(line: line, column: column)
    }
}

/// Identifies a source within a `SourceCollection`.
package struct SourceID: Hashable, Comparable, Sendable {
    package let index: Int

    package init(index: Int) { self.index = index }

    package static func < (left: SourceID, right: SourceID) -> Bool { left.index < right.index }
}

/// The sources of one run, in the order in which they were read, which is the order in which diagnostics are
/// reported.
package struct SourceCollection: Sendable {
    package private(set) var sources: [SourceText] = []

    package init() {}

    package mutating func add(_ source: SourceText) -> SourceID {
        sources.append(source)
        return SourceID(index: sources.count - 1)
    }

    package subscript(id: SourceID) -> SourceText { sources[id.index] }
}
