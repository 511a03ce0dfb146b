// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@testable import MetricsRuntime

/// A directory of a test's own, which goes with it.
final class SharedDirectory: Sendable {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory(in: TemporaryDirectory.memory) }

    var path: String { directory.path }

    var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: path).sorted()) ?? [] }

    func registry() -> MetricsRegistry { MetricsRegistry(storage: .directory(MultiprocessDirectory(path))) }

    func write(_ bytes: [UInt8], to name: String) throws {
        // As another file, as writers do it, and without waiting for the disk.
        let target = URL(filePath: path).appending(path: name).path(percentEncoded: false)
        try Data(bytes).write(to: URL(filePath: target + ".test"))
        #expect(rename(target + ".test", target) == 0)
    }

    /// Has a file open as a living process does that uses Python's client.
    func writer(of name: String) throws -> FileHandle {
        try FileHandle(forUpdating: URL(filePath: path).appending(path: name))
    }

    func bytes(of name: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: URL(filePath: path).appending(path: name)))
    }

    /// The lines of samples that a reader of its own gets.
    var samples: [String] {
        MultiprocessReader(directory: path).exposition().split(separator: "\n").filter { !$0.hasPrefix("#") }
            .map(String.init)
    }

    /// The samples of one family, without what is the same in all tests.
    func samples(_ name: String) -> [String] { samples.filter { $0.hasPrefix(name) } }
}

/// A file as Prometheus' Python client would write it.
struct PythonFile {
    var bytes: [UInt8] = [8, 0, 0, 0, 0, 0, 0, 0]

    mutating func append(_ key: String, _ value: Double, timestamp: Double = 0) {
        let text = Array(key.utf8)
        withUnsafeBytes(of: Int32(text.count)) { bytes += $0 }
        bytes += text
        bytes += [UInt8](repeating: 0x20, count: 8 - (text.count + 4) % 8)
        withUnsafeBytes(of: value) { bytes += $0 }
        withUnsafeBytes(of: timestamp) { bytes += $0 }
        withUnsafeBytes(of: Int32(bytes.count)) { bytes.replaceSubrange(0..<4, with: $0) }
    }

    /// As long as Python makes it.
    var padded: [UInt8] { bytes + [UInt8](repeating: 0, count: max(0, 65_536 - bytes.count)) }
}
