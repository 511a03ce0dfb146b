// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary

/// A directory that somebody named, and what is below it. Whatever is in it, nothing outside is read, written or
/// removed.
///
/// The directory itself is opened as it was named. From there each step of a path is opened by itself, relative to the
/// one before it, and never through a link: where a step is a link, its target is walked in the same way. So a path is
/// looked at while it is used, not before, and a link that somebody puts there in between is not followed. Links that
/// stay inside work as everywhere.
///
/// What git keeps for itself (`.git`) is as far away as what is outside: it holds credentials, and commands that git
/// runs.
package final class FileTree: Sendable {
    /// As it was named, for messages.
    package let path: String
    private let directory: Descriptor
    /// The steps to the directory from `/`, without links: an absolute link may lead back in.
    private let steps: [String]

    package init(_ path: String) throws(FileError) {
        self.path = path
        directory = try Descriptor(directory: path.isEmpty ? "." : path, in: AT_FDCWD, shown: path)
        steps = (FileAccess.resolved(path.isEmpty ? "." : path) ?? path).split(separator: "/").map(String.init)
    }

    /// The file or directory that a path leads to: an open directory, and a name in it that isn't a link.
    package struct Place {
        let directory: Descriptor
        let name: String
        /// The way to it from the tree's directory, without links.
        package let steps: [String]
    }

    /// The tree's own directory.
    var root: Place { Place(directory: directory, name: ".", steps: []) }

    /// - Parameters:
    ///   - creating: whether directories that are missing are made.
    ///   - followingLast: whether the path's last step is followed where it is a link.
    package func place(
        of path: PackagePath, creating: Bool = false, followingLast: Bool = true
    ) throws(FileError) -> Place {
        let shown = Path.join(self.path, path.text)
        var ahead = Array(path.components.reversed())
        var directories: [Descriptor] = []
        var names: [String] = []
        // How many steps of the way to this tree have been made, where a link has led out of it.
        var outside: Int?
        var links = 0
        while let name = ahead.popLast() {
            if name == ".." {
                if let depth = outside {
                    outside = max(0, depth - 1)
                } else if directories.popLast() == nil {
                    outside = max(0, steps.count - 1)
                } else {
                    names.removeLast()
                }
                if steps.isEmpty { outside = nil }
                continue
            }
            if let depth = outside {
                // Nothing out there is opened: the one way that is known leads back.
                guard steps[depth] == name else { throw FileError(shown, leadsOutOf: self.path) }
                outside = depth + 1 == steps.count ? nil : depth + 1
                continue
            }
            guard !Self.isGit(name) else { throw FileError(shown, "it is reserved for git") }
            let parent = directories.last ?? directory
            let isLast = ahead.isEmpty
            if !isLast || followingLast, let target = try parent.link(name, shown: shown) {
                links += 1
                guard links <= 40 else { throw FileError(shown, errno: ELOOP) }
                if Path.isAbsolute(target) {
                    directories = []
                    names = []
                    outside = steps.isEmpty ? nil : 0
                }
                ahead += steps(of: target, outside: &outside).reversed()
                continue
            }
            names.append(name)
            if isLast { return Place(directory: parent, name: name, steps: names) }
            if creating { try parent.makeDirectory(name, shown: shown) }
            directories.append(try Descriptor(directory: name, in: parent.number, shown: shown))
        }
        guard outside == nil else { throw FileError(shown, leadsOutOf: self.path) }
        return Place(directory: directories.last ?? directory, name: ".", steps: names)
    }

    /// The steps of a link's target. An absolute one may name this directory in another way than it was named here, with
    /// links of its own: so where it leads is asked by that name. It is never opened by it.
    private func steps(of target: String, outside: inout Int?) -> [String] {
        var all = target.split(separator: "/").map(String.init).filter { $0 != "." }
        guard Path.isAbsolute(target) else { return all }
        let own = "/" + steps.joined(separator: "/")
        for index in all.indices where FileAccess.resolved("/" + all[...index].joined(separator: "/")) == own {
            outside = nil
            all.removeFirst(index + 1)
            break
        }
        return all
    }

    /// On file systems that don't tell capitals, `.GIT` is the same directory, on those of Windows `git~1` may be, and on
    /// older ones of macOS `.git` with characters in it that nobody sees.
    package static func isGit(_ name: String) -> Bool {
        [".git", "git~1"].contains(Path.withoutIgnored(name).lowercased())
    }
}
