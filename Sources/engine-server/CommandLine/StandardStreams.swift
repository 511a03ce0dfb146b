// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary

/// Standard error, for lines that aren't log entries.
enum StandardError {
    static func write(_ text: String) {
        // If standard error is gone too, only the exit status is left.
        _ = Descriptor.write(Array(text.utf8), to: STDERR_FILENO)
    }
}

/// Standard output for whole pages.
enum StandardOutput {
    /// - Throws: If not all of it could be written: its reader would take a part for the whole. A reader that closes
    ///   the pipe is not an error.
    static func write(_ bytes: [UInt8]) throws(CommandFailure) {
        let failure = Descriptor.write(bytes, to: STDOUT_FILENO)
        guard failure != 0, failure != EPIPE else { return }
        throw .machine("can't write to standard output: \(String(cString: strerror(failure)).lowercased())")
    }
}

private enum Descriptor {
    /// The error number of what failed, or 0.
    static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
        bytes.withUnsafeBytes { writeAll($0, to: descriptor) }
    }
}
