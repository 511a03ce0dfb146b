// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The reason why a file of the shared directory could not be made or could not grow. Existing series still record.
public enum MultiprocessError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The directory can't be used: it is missing, it isn't a directory, or it can't be written to.
    case directory(String, reason: String)
    /// A file can't be made or opened.
    case file(String, reason: String)
    /// The disk has no room for another series.
    case diskFull(file: String)
    /// The process may not write a file as large as another series needs (`ulimit -f`).
    case fileSizeLimit(file: String, limit: UInt64)
    /// The format counts its bytes in 31 bits.
    case formatLimit(file: String)
    /// The directory holds files of an earlier run, which the configuration doesn't accept.
    case leftFiles(String, count: Int)

    /// What is wrong and what to do, as a sentence without a final period.
    public var description: String {
        switch self {
        case .directory(let path, let reason):
            "the multiprocess directory `\(path)` can't be used: \(reason)"
        case .file(let path, let reason): "`\(path)` can't be written: \(reason)"
        case .diskFull(let path):
            "no room on the disk for another series in `\(path)`; free some, and ask for the series again"
        case .fileSizeLimit(let path, let limit):
            "another series would make `\(path)` larger than this process may write (\(limit) bytes, `ulimit -f`)"
        case .formatLimit(let path):
            "`\(path)` has reached 2 GiB, the most that its format can hold"
        case .leftFiles(let path, let count):
            "the multiprocess directory `\(path)` holds \(count) \(count == 1 ? "file" : "files") of an earlier run, whose values would come back; empty it, or configure `wipe` or `continue`"
        }
    }
}

/// A notice about the shared directory. It is not a reason to stop.
public enum MultiprocessNotice: Equatable, Sendable, CustomStringConvertible {
    /// The directory holds files of processes that have ended; their values stay in the sums. At most 256 files
    /// are examined, so with more files, one of a living Python process can be among them.
    case continuing(directory: String, files: Int)
    /// The files of an earlier run were removed, as `LeftFiles.wipe` says.
    case wiped(directory: String, files: Int)
    /// The directory holds files whose writers may live. All files stay, whatever is configured.
    case leftFilesKept(directory: String, files: Int, reason: String)
    /// Files that are neither folded nor removed, since their writers may live. Reported once for each directory.
    case endedUnknown(directory: String, files: Int, reason: String)
    /// The number of this process belonged to another one before, whose file stays as it is.
    case processNumberReused(file: String, own: String)
    /// A series that was first used while recording could not be made. What it records is lost until it can be made.
    case seriesRefused(metric: String, MultiprocessError)
    /// The value of the metric is read when it is scraped, counted by something else, or of unknown type, or it is a
    /// histogram with only native buckets. A directory has no place for it, so the metric is on no page.
    case notShared(metric: String, kind: MetricKind)
    /// A file that this process writes was removed: what it records is lost.
    case fileRemoved(String)
    /// A file that was needed while recording could not be made: the file of a mode of gauges, when the first of them
    /// is set, or any file of a forked process. What is recorded there is lost until it can be made.
    case withoutFile(MultiprocessError)

    /// The notice as a sentence without a final period.
    public var description: String {
        switch self {
        case .continuing(let directory, let files):
            "the multiprocess directory `\(directory)` holds \(files) \(files == 1 ? "file" : "files") of processes that have ended; their values stay in the sums"
        case .wiped(let directory, let files):
            "removed \(files) \(files == 1 ? "file" : "files") of an earlier run from the multiprocess directory `\(directory)`"
        case .leftFilesKept(let directory, let files, let reason):
            "the multiprocess directory `\(directory)` is left as it is: whether the writers of \(files) \(files == 1 ? "file" : "files") have ended is unknown, since \(reason)"
        case .endedUnknown(let directory, let files, let reason):
            "\(files) \(files == 1 ? "file" : "files") of `\(directory)` can't be folded: whether their writers have ended is unknown, since \(reason)"
        case .processNumberReused(let file, let own):
            "`\(file)` was left by another process with the number of this one; this one writes `\(own)`"
        case .seriesRefused(let metric, let error): "a series of `\(metric)` records nothing: \(error)"
        case .notShared(let metric, let kind) where kind.has(.buckets):
            "the \(kind.rawValue) `\(metric)` is on no page: it has only native buckets, and the files that processes share have no place for them; give it bounds, or leave `PROMETHEUS_MULTIPROC_DIR` unset where there is one process"
        case .notShared(let metric, let kind):
            "the \(kind.rawValue) `\(metric)` is on no page: processes share only what code records of types that can be merged; leave `PROMETHEUS_MULTIPROC_DIR` unset where there is one process"
        case .fileRemoved(let path):
            "`\(path)` was removed while this process writes it: what it records there is lost; restart the process, and empty the directory only when no process writes there"
        case .withoutFile(let error):
            "values are lost until their file can be made, which is tried once a second: \(error)"
        }
    }
}
