// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Properties of a path that don't require a file system.
package enum RelativePath {
    /// Whether a path, relative to some directory, stays in that directory or below it.
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
