/// What can be said of a path without looking at a file system.
package enum RelativePath {
    /// Whether a path, taken from some directory, names something in that directory or below it.
    package static func staysInside(_ path: String) -> Bool {
        if isAbsolute(path) { return false }
        var depth = 0
        for component in path.split(separator: "/") where component != "." {
            depth += component == ".." ? -1 : 1
            if depth < 0 { return false }
        }
        return true
    }

    package static func isAbsolute(_ path: String) -> Bool { path.hasPrefix("/") || path.hasPrefix("~") }
}
