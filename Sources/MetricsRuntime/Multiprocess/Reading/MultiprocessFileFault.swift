/// Why a file of the directory, or a part of one, is not in the sum. The others are.
public struct MultiprocessFileFault: Equatable, Sendable, CustomStringConvertible {
    public enum Reason: Equatable, Sendable {
        /// Ends in `.db`, and is not the name of a file of metrics.
        case foreignName
        case unreadable(String)
        /// A directory, a pipe, a socket: nothing that has contents.
        case noRegularFile
        case empty
        /// It says that it uses more bytes than it has.
        case truncated(used: Int, size: Int)
        case corrupted(offset: Int)
        /// The bytes where a key belongs are not a key.
        case unreadableKey(offset: Int)
        /// It has the name of a folded file and does not list what it holds.
        case noFoldList
        /// Series of it can't be on a page that Prometheus accepts. Those are left out, and the rest of the file is not.
        case refusedSeries(count: Int, first: String)
        /// It holds a family that can't be on the page beside another one, since a name would be there twice. `with` is
        /// nil where the other one is not of the directory but of the process itself. All files with it are one fault.
        case familyConflict(family: String, type: String, files: Int, with: String?)
    }

    public let file: String
    public let reason: Reason

    public var description: String {
        let text =
            switch reason {
            case .foreignName:
                "has no name of a file of metrics (`counter_`, `gauge_MODE_`, `histogram_` or `summary_`, a process, `.db`); keep other files elsewhere"
            case .unreadable(let reason): "can't be read: \(reason)"
            case .noRegularFile: "is not a regular file"
            case .empty: "is empty; its writer ended before it had begun it"
            case .truncated(let used, let size): "says that it uses \(used) bytes, and has \(size)"
            case .corrupted(let offset): "is corrupted at byte \(offset)"
            case .unreadableKey(let offset): "has a key that can't be read, at byte \(offset)"
            case .noFoldList: "does not list the files that it holds; it is left out, and they are read"
            case .refusedSeries(let count, let first):
                "has \(count) series that Prometheus would refuse, which \(count == 1 ? "is" : "are") left out: \(first)"
            case .familyConflict(let family, let type, let files, let other):
                "\(files > 1 ? "and \(files - 1) more have" : "has") the \(type) `\(family)`, which is left out: \(other.map { "\($0) has its name; empty the directory when a metric changes" } ?? "a metric of this process has its name; rename one of them")"
            }
        return "`\(PageName.inMessage(file))` \(text)"
    }
}

/// Files of the directory that say different things of one family, none of which is left out.
public enum MultiprocessDifference: Equatable, Sendable, CustomStringConvertible {
    /// Files have different help texts: the page has that of the newest living process.
    case help(family: String)
    /// Different names in files are one on the page, since they differ in characters that the text format doesn't have.
    case name(family: String, inFiles: [String])

    public var description: String {
        switch self {
        case .help(let family):
            "processes have different help texts of `\(family)`; the page has that of the newest living process"
        case .name(let family, let names):
            "\(names.prefix(3).map { "`\(PageName.inMessage($0))`" }.joined(separator: ", "))\(names.count > 3 ? " and others" : "") are all `\(family)` on the page, where their values are merged; rename all but one"
        }
    }
}
