// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// How this process' Swift represents a string, which is two words:
///
///     up to 15 bytes   the bytes | four bits of marks, how many in four bits, the last of the bytes
///     more             how many, in 48 bits, and marks | four bits of marks, the address of the bytes less 32
///
/// This is not guaranteed. So it is checked once, on strings of every length. If one differs, strings are read
/// through their public interface instead, which about doubles the cost of a look-up.
struct TextLayout {
    /// The bit of the second word that says that the string is in its two words; 0 if the layout is another one.
    let inlineMark: UInt64
    /// The bits of the second word that look-ups use.
    private let marks: UInt64
    /// The bit of the first word that says that the bytes are at the address plus 32; 0 if the layout is another one.
    private let nativeMark: UInt64

    private static let contents: UInt64 = 1 << 60 - 1
    private static let count: UInt64 = 1 << 48 - 1
    private static let header: UInt = 32

    static let ofThisProcess = TextLayout(isKnown: TextLayout(isKnown: true).describesTexts)

    private init(isKnown: Bool) {
        inlineMark = isKnown ? 1 << 61 : 0
        marks = 0b11 << 60
        nativeMark = isKnown ? 1 << 60 : 0
    }

    /// The words of a short string that is in its two words; nil for others.
    @inline(__always)
    func inlineWords(_ text: String) -> LabelWords? {
        #if _pointerBitWidth(_64)
            let words = unsafeBitCast(text, to: (UInt64, UInt64).self)
            guard words.1 & inlineMark != 0 else { return nil }
            return LabelWords(words.0, words.1 & Self.contents)
        #else
            return nil
        #endif
    }

    /// The bytes of a string of more than 15 bytes; nil for others. The pointer is valid as long as the string.
    @inline(__always)
    func nativeBytes(_ text: String) -> (start: UnsafeRawPointer, count: Int)? {
        #if _pointerBitWidth(_64)
            let words = unsafeBitCast(text, to: (UInt64, UInt64).self)
            guard words.0 & nativeMark != 0, words.1 & marks == 0 else { return nil }
            let count = Int(truncatingIfNeeded: words.0 & Self.count)
            guard count > LabelWords.longest,
                let start = UnsafeRawPointer(
                    bitPattern: UInt(truncatingIfNeeded: words.1 & Self.contents) &+ Self.header)
            else { return nil }
            return (start, count)
        #else
            return nil
        #endif
    }

    /// Every length, with characters of one byte and of several; literals, and strings made here.
    private var describesTexts: Bool {
        guard MemoryLayout<String>.size == 16 else { return false }
        let short = (0...LabelWords.longest).flatMap { count in
            [String(repeating: "~", count: count), String(repeating: "é", count: count / 2)]
        }
        let long =
            (16...80).map { String(repeating: "~", count: $0) } + (8...40).map { String(repeating: "é", count: $0) }
            + ["a literal in the program itself", "ein Text, der im Programm selbst steht: äöü"]
        return (["", "~", "a short text"] + short).allSatisfy { isInline($0) && nativeBytes($0) == nil }
            && long.allSatisfy { inlineWords($0) == nil && isNative($0) }
    }

    private func isInline(_ text: String) -> Bool {
        let words = text.utf8.withContiguousStorageIfAvailable { LabelWords(bytes: $0, seed: .random) }
        return words != nil && inlineWords(text) == words
    }

    private func isNative(_ text: String) -> Bool {
        guard let (start, count) = nativeBytes(text) else { return false }
        return text.utf8.withContiguousStorageIfAvailable {
            $0.count == count && $0.baseAddress.map { UnsafeRawPointer($0) } == start
        } ?? false
    }
}
