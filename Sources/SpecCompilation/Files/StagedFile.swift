#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A whole file that is written beside its place, and put there by a rename: a reader sees the old bytes or the new
/// ones.
package struct StagedFile: Sendable {
    /// As its caller knows it.
    package let path: String
    /// Where it goes: behind a symbolic link, since the link is somebody's decision.
    private let target: String
    private let temporary: String

    package init(for path: String) throws(FileError) {
        self.path = path
        target = Self.target(of: path)
        temporary = target + ".metricsgen-\(getpid())"
        try FileAccess.makeDirectory(Path.directory(of: target))
    }

    /// To be written, and closed before the commit: a full disk may show only there.
    package func create() throws(FileError) -> OpenFile { try OpenFile(creating: temporary, for: path) }

    package func commit() throws(FileError) {
        guard rename(temporary, target) == 0 else { throw FileError(path, errno: errno) }
    }

    /// Leaves nothing of it.
    package func discard() { unlink(temporary) }

    private static func target(of path: String) -> String {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else { return path }
        return FileAccess.resolved(path) ?? path
    }
}
