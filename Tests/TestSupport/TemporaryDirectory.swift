// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A directory of a test's own, with a name that is hard on careless programs; gone with the value.
package final class TemporaryDirectory: Sendable {
    package let url: URL
    private let parent: URL

    /// - Parameters:
    ///   - name: its own name, where a test needs another.
    ///   - place: the directory to make it in. In memory, tests that write thousands of files don't wait for a disk.
    package init(named name: String = "ü x", in place: URL = FileManager.default.temporaryDirectory) throws {
        parent = place.appending(path: "metricsgen-\(UUID().uuidString)")
        url = parent.appending(path: name)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: parent) }

    package var path: String { url.path(percentEncoded: false) }

    /// A place in memory where the system has one, else the usual one.
    package static var memory: URL {
        FileManager.default.isWritableFile(atPath: "/dev/shm")
            ? URL(filePath: "/dev/shm") : FileManager.default.temporaryDirectory
    }

    package func write(_ text: String, to path: String) throws {
        let file = url.appending(path: path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    package func text(of path: String) throws -> String {
        try String(decoding: Data(contentsOf: url.appending(path: path)), as: UTF8.self)
    }

    /// Copies a file or a directory of the repository to the same place in here.
    package func copy(_ path: String, from root: URL) throws {
        let target = url.appending(path: path)
        try FileManager.default.createDirectory(
            at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.copyItem(at: root.appending(path: path), to: target)
    }

    /// Every file below, with its bytes.
    package func files() throws -> [String: Data] {
        var files: [String: Data] = [:]
        let paths = FileManager.default.enumerator(atPath: path)
        while let file = paths?.nextObject() as? String {
            var isDirectory: ObjCBool = false
            let full = url.appending(path: file)
            _ = FileManager.default.fileExists(atPath: full.path(percentEncoded: false), isDirectory: &isDirectory)
            if !isDirectory.boolValue { files[file] = try Data(contentsOf: full) }
        }
        return files
    }
}
