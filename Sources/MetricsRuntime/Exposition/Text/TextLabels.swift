// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The labels of a series, kept once for all formats: as the text format writes them, with the lengths of the names
/// and values there. A value that has escapes is also kept without them, so nothing is ever parsed again.
///
///     count | length of the text | lengths of name and value of each label | text | each value that has escapes
struct TextLabels {
    /// Kept by the code that made the view.
    let start: UnsafeRawPointer

    private static let wordSize = MemoryLayout<UInt32>.size
    /// A bit in the length of a name: the value has escapes.
    private static let escapeMark: UInt32 = 1 << 31

    /// Appends labels, which are in their order.
    static func append<Labels: Collection, Name: Collection<UInt8>, Value: Collection<UInt8>>(
        _ labels: Labels, to bytes: inout [UInt8], name: (Labels.Element) -> Name, value: (Labels.Element) -> Value
    ) {
        let start = bytes.count
        let textStart = start + wordSize * (2 + 2 * labels.count)
        bytes.append(contentsOf: repeatElement(0, count: textStart - start))
        var escaped: [UInt8] = []
        for (index, label) in labels.enumerated() {
            let (name, value) = (name(label), value(label))
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            let labelStart = bytes.count
            TextFormat.appendLabel(name, value, to: &bytes)
            // The text also has `="` and `"`.
            let length = bytes.count - labelStart - name.count - 3
            let hasEscapes = length != value.count
            if hasEscapes {
                withUnsafeBytes(of: UInt32(value.count)) { escaped.append(contentsOf: $0) }
                escaped.append(contentsOf: value)
            }
            let place = start + wordSize * (2 + 2 * index)
            put(UInt32(name.count) | (hasEscapes ? escapeMark : 0), at: place, of: &bytes)
            put(UInt32(length), at: place + wordSize, of: &bytes)
        }
        put(UInt32(labels.count), at: start, of: &bytes)
        put(UInt32(bytes.count - textStart), at: start + wordSize, of: &bytes)
        bytes.append(contentsOf: escaped)
    }

    private static func put(_ word: UInt32, at place: Int, of bytes: inout [UInt8]) {
        bytes.withUnsafeMutableBytes { $0.storeBytes(of: word, toByteOffset: place, as: UInt32.self) }
    }

    private func word(_ index: Int) -> UInt32 {
        start.loadUnaligned(fromByteOffset: Self.wordSize * index, as: UInt32.self)
    }

    private var count: Int { Int(word(0)) }

    /// What is between the braces.
    var characters: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: start + Self.wordSize * (2 + 2 * count), count: Int(word(1)))
    }

    private struct Piece {
        /// The position of the label in the text.
        let offset: Int
        let name: UnsafeRawBufferPointer
        let value: UnsafeRawBufferPointer
        let hasEscapes: Bool
    }

    private var pieces: some Sequence<Piece> {
        let characters = characters
        return sequence(state: (index: 0, offset: 0)) { state -> Piece? in
            guard state.index < count else { return nil }
            let (name, value) = (word(2 + 2 * state.index), Int(word(3 + 2 * state.index)))
            let nameLength = Int(name & ~Self.escapeMark)
            let valueStart = state.offset + nameLength + 2
            let piece = Piece(
                offset: state.offset,
                name: UnsafeRawBufferPointer(rebasing: characters[state.offset..<state.offset + nameLength]),
                value: UnsafeRawBufferPointer(rebasing: characters[valueStart..<valueStart + value]),
                hasEscapes: name & Self.escapeMark != 0)
            // The quote and the comma.
            state = (state.index + 1, valueStart + value + 2)
            return piece
        }
    }

    /// The position for a label of this name: before the first label that comes after it.
    func place(of name: some Sequence<UInt8>) -> Int {
        pieces.first { !$0.name.lexicographicallyPrecedes(name) }?.offset ?? characters.count
    }

    /// The bytes of labels whose values are empty.
    var emptySize: Int { pieces.reduce(0) { $0 + ($1.value.isEmpty ? Self.emptySize(name: $1.name.count) : 0) } }

    static func emptySize(name: Int) -> Int { name + 4 }
}

extension TextLabels: ExposedSeries {
    var text: SeriesText { .labels(self) }

    var message: SeriesMessage? { nil }

    func eachLabel(_ body: (UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> Void) {
        var escaped = UnsafeRawPointer(characters.baseAddress.unsafelyUnwrapped + characters.count)
        for piece in pieces {
            var value = piece.value
            if piece.hasEscapes {
                let length = Int(escaped.loadUnaligned(as: UInt32.self))
                value = UnsafeRawBufferPointer(start: escaped + Self.wordSize, count: length)
                escaped += Self.wordSize + length
            }
            body(piece.name, value)
        }
    }
}

// MARK: Lines

extension TextLabels {
    /// A label that a sample has in addition to those of its series: its text, and its position among the others.
    struct Extra {
        let text: UnsafeRawBufferPointer
        let place: Int
    }

    /// No beginning of a line is longer.
    func largestLine(name: Int, extra: Int) -> Int { name + Self.longestSuffix + characters.count + extra + 4 }

    /// A suffix of a series is shorter.
    private static let longestSuffix = 16

    /// Writes the beginning of a line: name, labels, a space.
    ///
    /// - Returns: Where the value goes.
    @inline(__always)
    func writeLine(
        _ name: UnsafeBufferPointer<UInt8>, _ suffix: String, _ extra: Extra?,
        to place: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8> {
        var place = ByteCopy.copy(UnsafeRawBufferPointer(name), to: place)
        if !suffix.isEmpty {
            var suffix = suffix
            place = suffix.withUTF8 { [place] in ByteCopy.copy(UnsafeRawBufferPointer($0), to: place) }
        }
        let characters = characters
        func append(_ byte: UInt8) {
            place[0] = byte
            place += 1
        }
        func append(_ bytes: UnsafeRawBufferPointer) { place = ByteCopy.copy(bytes, to: place) }
        if !characters.isEmpty || extra != nil {
            append(UInt8(ascii: "{"))
            if let extra {
                append(UnsafeRawBufferPointer(rebasing: characters[..<extra.place]))
                if extra.place == characters.count, extra.place > 0 { append(UInt8(ascii: ",")) }
                append(extra.text)
                if extra.place < characters.count { append(UInt8(ascii: ",")) }
                append(UnsafeRawBufferPointer(rebasing: characters[extra.place...]))
            } else {
                append(characters)
            }
            append(UInt8(ascii: "}"))
        }
        append(UInt8(ascii: " "))
        return place
    }
}
