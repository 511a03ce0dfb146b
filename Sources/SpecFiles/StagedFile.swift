// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary

/// A whole file that is written beside its place, and put there by a rename: a reader sees the old bytes or the new
/// ones. Where a link inside the tree is in its place, the link stays, and the file that it leads to is replaced.
package struct StagedFile: Sendable {
    /// For messages.
    private let shown: String
    private let directory: Descriptor
    private let name: String
    private let temporary: String

    /// - Parameters:
    ///   - isOutput: whether the repository chooses the place, by the spec or by a link, and not a person.
    ///   - isNew: whether nothing may be there yet.
    /// - Returns: with the file that is to be written, and closed before the commit: a full disk may show only there.
    package static func create(
        for path: PackagePath, in tree: FileTree, isOutput: Bool = false, isNew: Bool = false
    ) throws(FileError) -> (StagedFile, OpenFile) {
        let place = try tree.place(of: path, creating: true)
        let shown = tree.shown(path)
        // The path itself has been looked at before; links may have led elsewhere.
        if isOutput, let reason = UnwritablePath.danger(place.steps) { throw FileError(shown, reason) }
        let old = try place.directory.status(of: place.name, shown: shown)
        if let old, old.st_mode & S_IFMT == S_IFDIR { throw FileError(directory: shown) }
        if old != nil, isNew { throw FileError(shown, errno: EEXIST) }
        // From the system's source of randomness: process numbers repeat in containers that share a directory, and a
        // name that can be guessed can be taken.
        let number = String(UInt64.random(in: 0 ... .max), radix: 16)
        let staged = StagedFile(
            shown: shown, directory: place.directory, name: place.name, temporary: ".metricsgen-\(number).tmp")
        // Until it has the mode of the old one, nobody else reads it.
        let file = try OpenFile(
            creating: staged.temporary, in: place.directory, mode: old == nil ? 0o666 : 0o600, shown: shown)
        do throws(FileError) { if let old { try file.takeOver(old) } } catch {
            staged.discard()
            throw error
        }
        return (staged, file)
    }

    package func commit() throws(FileError) {
        guard renameat(directory.number, temporary, directory.number, name) == 0 else {
            throw FileError(shown, errno: errno)
        }
    }

    /// Leaves nothing of it.
    package func discard() { unlinkat(directory.number, temporary, 0) }
}
