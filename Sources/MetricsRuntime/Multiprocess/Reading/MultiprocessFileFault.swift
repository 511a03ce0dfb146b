/// Why a file of the directory, or a part of one, is not in the sum. The others are.
public struct MultiprocessFileFault: Equatable, Sendable, CustomStringConvertible {
    public enum Reason: Equatable, Sendable {
        /// Ends in `.db` and has none of the five kinds of name.
        case foreignName
        case unreadable(String)
        /// A directory, a pipe, a socket: nothing that has contents.
        case noRegularFile
        case empty
        /// It says that it uses more bytes than it has.
        case truncated(used: Int, size: Int)
        case corrupted(offset: Int)
        /// The bytes where a key belongs are none.
        case unreadableKey(offset: Int)
        /// It has the name of a folded file and does not list what it holds.
        case noFoldList
        /// It holds a family that another file, or this process itself, has with another type or mode.
        case familyConflict(family: String)
    }

    public let file: String
    public let reason: Reason

    public var description: String {
        let text =
            switch reason {
            case .foreignName:
                "is none of `counter_`, `gauge_`, `histogram_` and `summary_` with a process; if it is not of metrics, keep it elsewhere"
            case .unreadable(let reason): "can't be read: \(reason)"
            case .noRegularFile: "is no regular file"
            case .empty: "is empty; its writer ended before it had begun it"
            case .truncated(let used, let size): "says that it uses \(used) bytes, and has \(size)"
            case .corrupted(let offset): "is corrupted at byte \(offset)"
            case .unreadableKey(let offset): "has a key that can't be read, at byte \(offset)"
            case .noFoldList: "does not list the files that it holds; it is left out, and they are read"
            case .familyConflict(let family): "has `\(family)` with another type or mode than seen before"
            }
        return "`\(file)` \(text)"
    }
}
