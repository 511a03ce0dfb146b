import CLibrary

/// A directory in which processes share their metrics, in the format of Prometheus' Python client.
public struct MultiprocessDirectory: Sendable {
    /// What happens when a process opens a directory that an earlier run has left files in: files, and no process alive
    /// that writes one of them. A directory that is in use is never touched.
    public enum LeftFiles: Sendable {
        /// Their values stay in the sums, as they do with Python's client.
        case `continue`
        case wipe
        case refuse
    }

    /// Absolute: a process that changes its working directory later goes on in the same place.
    public var path: String
    public var leftFiles: LeftFiles
    /// Hears what someone should know of, on the thread that caused it and under no lock. By default it is a line on standard error.
    public var report: @Sendable (MultiprocessNotice) -> Void

    public init(
        _ path: String, leftFiles: LeftFiles = .continue,
        report: (@Sendable (MultiprocessNotice) -> Void)? = nil
    ) {
        self.path = SystemCall.absolutePath(path)
        self.leftFiles = leftFiles
        self.report = report ?? { SystemCall.write("warning: \($0)\n", to: STDERR_FILENO) }
    }

    /// The directory that `PROMETHEUS_MULTIPROC_DIR` names; nil where it names none.
    public static var fromEnvironment: MultiprocessDirectory? {
        guard let value = getenv("PROMETHEUS_MULTIPROC_DIR"), value.pointee != 0 else { return nil }
        return MultiprocessDirectory(String(cString: value))
    }
}

/// Where the values of a registry's metrics are kept.
public enum MetricsStorage: Sendable {
    /// In the directory that `PROMETHEUS_MULTIPROC_DIR` names, in memory where it names none.
    case environment
    case memory
    case directory(MultiprocessDirectory)
}
