// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@testable import engine_server

@Suite("LineReader")
struct LineReaderTests {
    private func lines(_ bytes: [UInt8]) throws -> [LineReader.Line] {
        let directory = try TemporaryDirectory()
        try Data(bytes).write(to: directory.url.appending(path: "lines"))
        var reader = try LineReader(directory.path + "/lines")
        var lines: [LineReader.Line] = []
        while let line = try reader.next() { lines.append(line) }
        return lines
    }

    @Test(
        "lines are counted, the last one also without an end",
        arguments: [
            ("", []), ("\n", [""]), ("a", ["a"]), ("a\n", ["a"]), ("a\nb", ["a", "b"]), ("\n\na\r\n", ["", "", "a\r"]),
        ])
    func lineEnds(text: String, expected: [String]) throws {
        let lines = try lines(Array(text.utf8))
        #expect(lines.map { String(decoding: $0.bytes, as: UTF8.self) } == expected)
        #expect(lines.map(\.number) == Array(1...(expected.count + 1)).dropLast())
    }

    @Test("a line longer than what is read at once is one line", arguments: [65_535, 65_536, 65_537, 200_000])
    func longLines(length: Int) throws {
        let line = [UInt8](repeating: UInt8(ascii: "x"), count: length)
        let lines = try lines(line + [UInt8(ascii: "\n")] + line)
        #expect(lines.map(\.bytes) == [line, line])
    }

    @Test("a file that isn't there, and a directory, are errors that name them")
    func unreadable() {
        func message(_ path: String) -> String? {
            do throws(LineReader.ReadError) {
                var reader = try LineReader(path)
                _ = try reader.next()
                return nil
            } catch { return "\(error)" }
        }
        #expect(message("/no/such/file") == "`/no/such/file` can't be read: No such file or directory")
        #expect(message("/") == "`/` can't be read: Is a directory")
    }
}
