// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary

/// The lines of a file or of standard input, read as they arrive: a recording may be larger than memory, or never
/// end.
struct LineReader: ~Copyable {
    struct Line: Equatable {
        /// Counts from 1.
        let number: Int
        /// Without its end.
        let bytes: [UInt8]
    }

    /// The system refused. The description names the file.
    struct ReadError: Error, CustomStringConvertible {
        let path: String
        let code: Int32

        var description: String { "`\(path)` can't be read: \(String(cString: strerror(code)))" }
    }

    /// A step is a few kilobytes; a line longer than this is not a recording.
    static let lengthLimit = 16 * 1024 * 1024

    /// As it was given; `-` is standard input.
    let path: String
    private let descriptor: Int32
    private var chunk = [UInt8](repeating: 0, count: 64 * 1024)
    private var unread = 0..<0
    private var lineNumber = 0

    init(_ path: String) throws(ReadError) {
        self.path = path
        descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw ReadError(path: path, code: errno) }
    }

    deinit {
        if descriptor != STDIN_FILENO { _ = close(descriptor) }
    }

    /// The next line; nil at the end. A last line needs no line end. A line that exceeds the limit is cut off one
    /// byte after the limit.
    mutating func next() throws(ReadError) -> Line? {
        var bytes: [UInt8] = []
        while true {
            if unread.isEmpty {
                guard try refill() else {
                    guard !bytes.isEmpty else { return nil }
                    lineNumber += 1
                    return Line(number: lineNumber, bytes: bytes)
                }
            }
            let end = chunk[unread].firstIndex(of: UInt8(ascii: "\n"))
            bytes += chunk[unread.lowerBound..<(end ?? unread.upperBound)]
            unread = (end.map { $0 + 1 } ?? unread.upperBound)..<unread.upperBound
            if end != nil || bytes.count > Self.lengthLimit {
                lineNumber += 1
                return Line(number: lineNumber, bytes: Array(bytes.prefix(Self.lengthLimit + 1)))
            }
        }
    }

    /// Whether there is more.
    private mutating func refill() throws(ReadError) -> Bool {
        while true {
            let count = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw ReadError(path: path, code: errno) }
            unread = 0..<count
            return count > 0
        }
    }
}
