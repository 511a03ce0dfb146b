// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Paths as strings. No code here uses the file system.
package enum Path {
    /// Everything before the last `/`; empty where there is none.
    package static func directory(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "" }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Everything behind the last `/`.
    package static func name(of path: String) -> String { String(path.split(separator: "/").last ?? "") }

    package static func isAbsolute(_ path: String) -> Bool { path.hasPrefix("/") }

    package static func join(_ directory: String, _ path: String) -> String {
        if isAbsolute(path) || directory.isEmpty || directory == "." { return path }
        return directory.hasSuffix("/") ? directory + path : directory + "/" + path
    }

    /// Without `.`, without `..` where something stands before it, without empty parts.
    package static func normalized(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == "..", let last = parts.last, last != ".." {
                parts.removeLast()
            } else if part != ".." || !isAbsolute(path) {
                parts.append(part)
            }
        }
        let joined = parts.joined(separator: "/")
        return isAbsolute(path) ? "/" + joined : joined.isEmpty ? "." : joined
    }

    /// Whether a relative path stays below the directory that it is relative to.
    package static func staysInside(_ path: String) -> Bool {
        let normalized = normalized(path)
        return !isAbsolute(path) && normalized != ".." && !normalized.hasPrefix("../")
    }

    /// How to write an absolute path from a directory, with `..` where needed.
    package static func relative(_ path: String, to directory: String) -> String {
        let target = normalized(path).split(separator: "/")
        let base = normalized(directory).split(separator: "/")
        var shared = 0
        while shared < min(target.count, base.count), target[shared] == base[shared] { shared += 1 }
        let parts = [Substring](repeating: "..", count: base.count - shared) + target[shared...]
        return parts.isEmpty ? "." : parts.joined(separator: "/")
    }

    /// The nearest directory upwards from an absolute one that holds a package or a repository.
    package static func nearestPackage(from directory: String, exists: (String) -> Bool) -> String? {
        var candidate = normalized(directory)
        while true {
            if exists(join(candidate, "Package.swift")) || exists(join(candidate, ".git")) { return candidate }
            if candidate == "/" || candidate == "." { return nil }
            candidate = self.directory(of: candidate)
        }
    }
}

extension Path {
    /// A name as HFS+ compares it: some characters that nobody sees are as good as not there. These are the ones that git
    /// leaves out before it compares a name with `.git`.
    static func withoutIgnored(_ name: String) -> String {
        guard !name.utf8.allSatisfy({ $0 < 0x80 }) else { return name }
        var seen = String.UnicodeScalarView()
        for scalar in name.unicodeScalars {
            switch scalar.value {
            case 0x200C...0x200F, 0x202A...0x202E, 0x206A...0x206F, 0xFEFF: continue
            default: seen.append(scalar)
            }
        }
        return String(seen)
    }

    /// An absolute path as seen from the package's directory; nil where it lies outside.
    package static func packagePath(of path: String, in packageDirectory: String) -> String? {
        let relative = relative(path, to: packageDirectory)
        return staysInside(relative) ? relative : nil
    }
}
