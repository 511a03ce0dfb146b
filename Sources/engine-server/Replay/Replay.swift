// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import EngineMetrics

/// Passes a recording to a function that records statistics, line by line.
struct Replay: ~Copyable {
    enum Failure: Error {
        case line(path: String, number: Int, RecordingFault)
        case file(LineReader.ReadError)
    }

    private var lines: LineReader

    init(path: String) throws(Failure) {
        do { lines = try LineReader(path) } catch { throw .file(error) }
    }

    /// Ends at the first line that is not accepted; those before it have been recorded.
    mutating func run(_ record: (EngineStepStatistics) -> Void) throws(Failure) {
        while let line = try nextLine() {
            // Empty lines have no meaning, as at the end of many files.
            if line.bytes.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: "\r") }
            ) {
                continue
            }
            do throws(RecordingFault) {
                guard line.bytes.count <= LineReader.lengthLimit else {
                    throw .lineTooLong(limit: LineReader.lengthLimit)
                }
                record(try RecordedStep(line: line.bytes).statistics)
            } catch {
                throw .line(path: lines.path, number: line.number, error)
            }
        }
    }

    private mutating func nextLine() throws(Failure) -> LineReader.Line? {
        do { return try lines.next() } catch { throw .file(error) }
    }
}
