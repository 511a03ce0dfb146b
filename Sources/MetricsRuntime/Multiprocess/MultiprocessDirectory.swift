// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary

/// A directory in which processes share their metrics, in the format of Prometheus' Python client.
public struct MultiprocessDirectory: Sendable {
    /// What happens when a process opens a directory in which an earlier run has left files: there are files, and no
    /// living process writes one of them. A directory that is in use is never changed.
    public enum LeftFiles: Sendable {
        /// Their values stay in the sums, as with Python's client.
        case `continue`
        /// They are removed, and every value starts at 0.
        case wipe
        /// They are an error: `MultiprocessError.leftFiles(_:count:)`.
        case refuse
    }

    /// Absolute: it stays the same if the process changes its working directory later.
    public var path: String
    /// What happens to the files of an earlier run.
    public var leftFiles: LeftFiles
    /// Called with notices, on the thread that caused them and without a lock. By default it writes a line to
    /// standard error.
    public var report: @Sendable (MultiprocessNotice) -> Void

    /// A directory for the processes that are given its path.
    ///
    /// - Parameters:
    ///   - path: An existing directory. A relative path is resolved against the working directory of this moment.
    ///   - leftFiles: What happens to the files of an earlier run.
    ///   - report: Called with notices; by default they are written to standard error.
    public init(
        _ path: String, leftFiles: LeftFiles = .continue,
        report: (@Sendable (MultiprocessNotice) -> Void)? = nil
    ) {
        self.path = SystemCall.absolutePath(path)
        self.leftFiles = leftFiles
        self.report = report ?? { SystemCall.write("warning: \($0)\n", to: STDERR_FILENO) }
    }

    /// The directory that `PROMETHEUS_MULTIPROC_DIR` names; nil if it isn't set.
    public static var fromEnvironment: MultiprocessDirectory? {
        guard let value = getenv("PROMETHEUS_MULTIPROC_DIR"), value.pointee != 0 else { return nil }
        return MultiprocessDirectory(String(cString: value))
    }
}

/// Where a registry keeps the values of its metrics.
public enum MetricsStorage: Sendable {
    /// In the directory that `PROMETHEUS_MULTIPROC_DIR` names, or in memory if it isn't set.
    case environment
    /// In the memory of this process, whatever the environment says.
    case memory
    /// In this directory, which other processes may share.
    case directory(MultiprocessDirectory)
}
