// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The reason why a file of the directory, or a part of one, is not in the sum. The others are.
public struct MultiprocessFileFault: Equatable, Sendable, CustomStringConvertible {
    /// What is wrong with the file.
    public enum Reason: Equatable, Sendable {
        /// The name ends in `.db`, and isn't the name of a file of metrics.
        case foreignName
        /// The system doesn't let this process read it, for the reason that the string says.
        case unreadable(String)
        /// A directory, a pipe or a socket: it has no contents.
        case noRegularFile
        /// It has no bytes.
        case empty
        /// It claims to use more bytes than it has.
        case truncated(used: Int, size: Int)
        /// An entry that begins at this byte doesn't fit the format.
        case corrupted(offset: Int)
        /// The bytes where a key belongs are not a key.
        case unreadableKey(offset: Int)
        /// It has the name of a folded file and does not list the files that it holds.
        case noFoldList
        /// Some of its series can't be in an exposition that Prometheus accepts. Those are left out; the rest of the
        /// file isn't.
        case refusedSeries(count: Int, first: String)
        /// It holds a family that can't be in the exposition beside another one, since a name would appear twice.
        /// `with` is nil if the other one belongs to the process itself and not to the directory. All files with it
        /// are one fault.
        case familyConflict(family: String, type: String, files: Int, with: String?)
    }

    /// The name of the file, without its directory.
    public let file: String
    /// What is wrong with it.
    public let reason: Reason

    /// The file's name and what is wrong with it, as a sentence without a final period.
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

/// Files of the directory that contradict each other about a family. None of them is left out.
public enum MultiprocessDifference: Equatable, Sendable, CustomStringConvertible {
    /// Files have different help texts: the exposition has that of the newest living process.
    case help(family: String)
    /// Different names in files become one in the exposition, since they differ in characters that the text format
    /// doesn't have.
    case name(family: String, inFiles: [String])

    /// The contradiction as a sentence without a final period.
    public var description: String {
        switch self {
        case .help(let family):
            "processes have different help texts of `\(family)`; the exposition has that of the newest living process"
        case .name(let family, let names):
            "\(names.prefix(3).map { "`\(PageName.inMessage($0))`" }.joined(separator: ", "))\(names.count > 3 ? " and others" : "") are all `\(family)` on the page, where their values are merged; rename all but one"
        }
    }
}
