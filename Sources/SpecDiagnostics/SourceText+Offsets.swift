// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension SourceText {
    /// The place of a byte of the text. All of a line break is at the end of its line.
    package func position(ofOffset offset: Int) -> Position {
        let offset = min(offset, text.utf8.count)
        var (low, high) = (0, lineStarts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        let column = 1 + characters(beforeOffset: offset) - characters(beforeOffset: lineStarts[low])
        return Position(line: low + 1, column: column)
    }

    /// Without line breaks.
    private func characters(beforeOffset offset: Int) -> Int {
        let block = offset / Self.countedBlock
        let utf8 = text.utf8
        let start = utf8.index(utf8.startIndex, offsetBy: block * Self.countedBlock)
        return characterCounts[block]
            + utf8[start..<utf8.index(utf8.startIndex, offsetBy: offset)].count(where: Self.beginsCharacter)
    }

    /// The place of some bytes of the text.
    package func span(_ range: Range<Int>, id: SourceID) -> Span {
        Span(source: id, start: position(ofOffset: range.lowerBound), end: position(ofOffset: range.upperBound))
    }

    /// The byte at a place. Beyond the end of a line, that is its line break.
    package func offset(of position: Position) -> Int {
        guard position.line <= lineCount else { return text.utf8.count }
        let line = range(ofLine: position.line)
        var characters = characters(beforeOffset: line.lowerBound)
        let wanted = characters + position.column - 1
        // The last block that begins at the place or before it.
        var (low, high) = (line.lowerBound / Self.countedBlock, line.upperBound / Self.countedBlock + 1)
        while high - low > 1 {
            let middle = (low + high) / 2
            if characterCounts[middle] <= wanted { low = middle } else { high = middle }
        }
        var offset = line.lowerBound
        if low * Self.countedBlock > offset {
            offset = low * Self.countedBlock
            characters = characterCounts[low]
        }
        // A block can begin within a character, where a substring can't.
        let utf8 = text.utf8
        for unit in utf8[utf8.index(utf8.startIndex, offsetBy: offset)...].prefix(line.upperBound - offset) {
            if Self.beginsCharacter(unit) {
                if characters == wanted { break }
                characters += 1
            }
            offset += 1
        }
        return offset
    }
}
