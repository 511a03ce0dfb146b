// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary
import SpecDiagnostics
import SpecPipeline

/// The two streams of the process.
package enum Console {
    /// What `--version` prints.
    package static let toolVersion = ToolVersion.withCommit

    /// Prints text. Whatever it holds, it can't control a terminal or a CI job.
    ///
    /// - Throws: exit status 2 if standard output can't take the text: its reader would take a part for the whole.
    package static func print(_ text: String) throws {
        try printSafe(PrintedText.withoutCommands(PrintedText.lines(text)))
    }

    /// Prints an equivalent JSON document that is as harmless.
    package static func print(document: String) throws { try printSafe(PrintedText.json(document)) }

    private static func printSafe(_ text: String) throws {
        let failure = write(text, to: STDOUT_FILENO)
        guard failure != 0, failure != EPIPE else { return }
        printError("error: can't write to standard output: \(String(cString: strerror(failure)).lowercased())")
        throw CommandExit.misuse
    }

    /// The same on standard error, a line of its own.
    package static func printError(_ text: String) { printReport(PrintedText.withoutCommands(PrintedText.lines(text))) }

    /// Prints text that is harmless already, and may hold our own colours or commands.
    package static func printReport(_ text: String) {
        // If standard error is gone too, only the exit status is left.
        _ = write(text.hasSuffix("\n") ? text : text + "\n", to: STDERR_FILENO)
    }

    /// All of standard input, up to 64 MiB.
    static func standardInput() throws(CommandFailure) -> [UInt8] {
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(STDIN_FILENO, &block, block.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw CommandFailure("can't read standard input: \(String(cString: strerror(errno)).lowercased())")
            }
            if count == 0 { return bytes }
            bytes += block[..<count]
            guard bytes.count <= 64 << 20 else { throw CommandFailure("standard input has more than 64 MiB") }
        }
    }

    static func announceWait() { printError("note: waiting for another metricsgen that writes into this package") }

    package static var errorIsTerminal: Bool { isatty(STDERR_FILENO) != 0 }

    package static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

    /// The error number of what failed, or 0.
    private static func write(_ text: String, to descriptor: Int32) -> Int32 {
        var text = text
        return text.withUTF8 { writeAll(UnsafeRawBufferPointer($0), to: descriptor) }
    }
}
