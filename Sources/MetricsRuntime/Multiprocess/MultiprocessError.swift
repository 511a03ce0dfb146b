/// Why a file of the shared directory could not be made or could not grow. What was recorded before goes on.
public enum MultiprocessError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The directory can't be used: it is missing, is no directory, or can't be written to.
    case directory(String, reason: String)
    /// A file can't be made or opened.
    case file(String, reason: String)
    /// There is no room on the disk for another series.
    case diskFull(file: String)
    /// The process may not write a file as large as another series needs (`ulimit -f`).
    case fileSizeLimit(file: String, limit: UInt64)
    /// The format counts its bytes in 31 bits.
    case formatLimit(file: String)
    /// The directory holds files of an earlier run, and the configuration says to refuse that.
    case leftFiles(String, count: Int)

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

/// What happens in the shared directory that someone should know of, and that is no reason to stop.
public enum MultiprocessNotice: Equatable, Sendable, CustomStringConvertible {
    /// The directory holds files of processes that have ended; their values stay in the sums.
    case continuing(directory: String, files: Int)
    case wiped(directory: String, files: Int)
    /// The directory holds files of which nothing proves that nobody writes them. All files stay, whatever is configured.
    case leftFilesKept(directory: String, files: Int, reason: String)
    /// Files that are neither folded nor taken away, since nothing proves that nobody writes them. Said once of a
    /// directory.
    case endedUnknown(directory: String, files: Int, reason: String)
    /// The number of this process was another's before, whose file stays as it is.
    case processNumberReused(file: String, own: String)
    /// A series that was first asked for while recording could not be made. It records nothing until it can.
    case seriesRefused(metric: String, MultiprocessError)
    /// The format has no place for metrics of this kind: what is recorded into it is dropped.
    case notShared(metric: String, kind: MetricKind)
    /// A file of this process was removed while it writes there: what it records is lost.
    case fileRemoved(String)
    /// A file that was to be made while recording could not be made: that of the gauges of a mode, when the first of them
    /// is set, or any of a forked process. What is recorded there is lost until it can be made.
    case withoutFile(MultiprocessError)

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
        case .notShared(let metric, let kind):
            "the \(kind.rawValue) `\(metric)` is on no page: processes share no \(kind.rawValue)s; make it a gauge, or leave `PROMETHEUS_MULTIPROC_DIR` unset where there is one process"
        case .fileRemoved(let path):
            "`\(path)` was removed while this process writes it: what it records there is on no page; start the process again, and empty the directory only when nobody writes there"
        case .withoutFile(let error):
            "values are lost until their file can be made, which is tried once a second: \(error)"
        }
    }
}
