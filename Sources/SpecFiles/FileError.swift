// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary

/// Why a file could not be read, written or removed.
package struct FileError: Error, Equatable, CustomStringConvertible {
    package enum Kind: Sendable { case missing, leadsOutside, tooLarge, other }

    package let path: String
    package let reason: String
    package let kind: Kind

    package var isMissing: Bool { kind == .missing }

    /// In the words of the operating system.
    package init(_ path: String, errno code: Int32) {
        self.init(
            path, String(cString: strerror(code)).lowercased(), code == ENOENT || code == ENOTDIR ? .missing : .other)
    }

    package init(_ path: String, _ reason: String, _ kind: Kind = .other) {
        self.path = path
        self.reason = reason
        self.kind = kind
    }

    /// A directory where a file was expected.
    package init(directory path: String) { self.init(path, errno: EISDIR) }

    /// A pipe, a socket or a device where a file was expected.
    package init(irregular path: String) { self.init(path, "not a regular file") }

    /// A symbolic link whose target isn't there.
    package init(linkToNothing path: String) { self.init(path, "it is a symbolic link to nothing", .missing) }

    /// - Parameter limit: the bytes that it may have.
    package init(_ path: String, tooLarge limit: Int) {
        self.init(path, "it has more than \(limit >> 20) MiB", .tooLarge)
    }

    /// - Parameter directory: the one that nothing may lead out of.
    package init(_ path: String, leadsOutOf directory: String) {
        self.init(path, "a symbolic link in this path leads out of \(directory.quoted)", .leadsOutside)
    }

    package var description: String { "\(quoted: path): \(reason)" }
}
