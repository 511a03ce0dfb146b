// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary
import Synchronization

/// A file that couldn't be written.
public struct MetricsFileError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Its path.
    public let path: String
    /// What the system says.
    public let reason: String

    /// What is wrong, as a sentence without a final period.
    public var description: String { "can't write the metrics to `\(path)`: \(reason)" }
}

extension MetricsRegistry {
    /// Writes the exposition into a file, for programs that end before anyone could scrape them: node_exporter reads
    /// files whose names end in `.prom` from its directory for text files.
    ///
    /// A reader finds the whole exposition or the file from before, and never a part. The exposition is written to
    /// another file of the directory, whose name ends in `.tmp`, and then takes the place of the file.
    ///
    /// - Parameters:
    ///   - path: The file, which others may read. Its directory has to exist. A link is replaced.
    ///   - format: node_exporter reads the text format 0.0.4 only.
    /// - Throws: `MetricsFileError` if the directory can't be written to or the disk is full. The file is as before then.
    public func writeExposition(toFile path: String, as format: MetricsFormat = .text) throws(MetricsFileError) {
        var page: [UInt8] = []
        writeExposition(as: format, into: &page)
        // The kernel ends a process that writes beyond its limit.
        guard UInt64(page.count) <= SystemCall.fileSizeLimit else {
            throw MetricsFileError(path: path, reason: SystemCall.reason(EFBIG))
        }
        let temporary = "\(path).\(getpid()).\(expositionFileCount.wrappingAdd(1, ordering: .relaxed).newValue).tmp"
        // What a process with the same number left behind.
        unlink(temporary)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard descriptor >= 0 else { throw MetricsFileError(path: path, reason: SystemCall.reason(errno)) }
        var error = page.withUnsafeBytes { writeAll($0, to: descriptor) }
        // Without this, a crash of the system could leave the new name with an empty file.
        if error == 0, fsync(descriptor) != 0 { error = errno }
        // Some file systems report a full disk here.
        if close(descriptor) != 0, error == 0 { error = errno }
        if error == 0, rename(temporary, path) != 0 { error = errno }
        guard error != 0 else { return }
        unlink(temporary)
        throw MetricsFileError(path: path, reason: SystemCall.reason(error))
    }
}

/// Tells apart the files that threads of a process write at the same time.
private let expositionFileCount = Atomic<UInt64>(0)
