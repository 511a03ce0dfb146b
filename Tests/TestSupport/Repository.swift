// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Files of the repository that tests read.
package enum Repository {
    /// The directory with Package.swift.
    package static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    package static func bytes(_ path: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: root.appending(path: path)))
    }

    package static func text(_ path: String) throws -> String {
        String(decoding: try bytes(path), as: UTF8.self)
    }

    /// The files of a directory, by name, whose names end so.
    package static func files(in directory: String, endingWith suffix: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: root.appending(path: directory).path(percentEncoded: false))
            .filter { $0.hasSuffix(suffix) }.sorted()
    }
}

extension Repository {
    /// The names, without `.swift`, of the source files in a directory and below it.
    package static func swiftFiles(below directory: String) throws -> [String] {
        try swiftPaths(below: directory).map { URL(filePath: $0).deletingPathExtension().lastPathComponent }
    }

    /// The paths of the source files in a directory and below it.
    package static func swiftPaths(below directory: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: root.appending(path: directory).path(percentEncoded: false))
            .filter { $0.hasSuffix(".swift") }.map { "\(directory)/\($0)" }
    }

    /// The paths of the pages in the documentation of the modules.
    package static func articles() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: root.appending(path: "Sources").path(percentEncoded: false))
            .filter { $0.contains(".docc/") && $0.hasSuffix(".md") }.sorted().map { "Sources/\($0)" }
    }
}

extension String {
    /// `yaml-syntax` is `YamlSyntax`: how a rule's name becomes that of its file.
    package var inUpperCamelCase: String {
        split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
}
