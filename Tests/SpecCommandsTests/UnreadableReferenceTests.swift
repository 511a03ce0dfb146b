// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary
import Foundation
import SpecFiles
import TestSupport
import Testing

@testable import SpecCommands

@Suite("Files with queries that can't be read")
struct UnreadableReferenceTests {
    private static let wrong = Array(ReferencesOfSpec.rules("rate(shop_orders[5m]) > 1").utf8)
    private static let found = "MG4102: the counter `shop_orders_total` has no series `shop_orders`"

    @Test("the system's reason is reported at the entry of the spec, and the other files are checked")
    func file() throws {
        let sources = Refusing("/package/alerts/a.yaml", of: ["alerts/a.yaml": [], "alerts/b.yaml": Self.wrong])
        let findings = try ReferencesOfSpec(in: "/package", sources).findings(in: sources)
        #expect(findings.count == 2)
        #expect(findings[0].hasPrefix("metrics.yaml:3:14: MG4052: "))
        #expect(findings[0].hasSuffix("alerts/a.yaml` can't be read: permission denied"), "\(findings)")
        #expect(findings[1] == "alerts/b.yaml:1:61: \(Self.found)")
    }

    @Test("the message names the directory below the entry that can't be read")
    func directory() throws {
        let sources = Refusing("/package/alerts/old", of: ["alerts/old/a.yaml": Self.wrong])
        #expect(
            try ReferencesOfSpec(in: "/package", sources).findings(in: sources) == [
                "metrics.yaml:3:14: MG4052: `alerts/old` can't be read: permission denied"
            ])
    }

    @Test("a file of more than 64 MiB isn't read")
    func size() throws {
        let findings = try ReferencesOfSpec([
            "alerts/a.yaml": Array(repeating: 32, count: ReferencePlace.sizeLimit + 1)
        ]).findings()
        #expect(findings.count == 1)
        #expect(findings[0].hasPrefix("metrics.yaml:3:14: MG4052: "))
        #expect(findings[0].hasSuffix("alerts/a.yaml` can't be read: it has more than 64 MiB"), "\(findings)")
    }

    @Test("a file that isn't UTF-8 is reported at its first wrong byte, and no fix touches it")
    func binary() throws {
        let references = try ReferencesOfSpec(["alerts/a.yaml": Array("# é ".utf8) + [0xE9, 0x0A] + Self.wrong])
        #expect(
            try references.findings() == [
                "alerts/a.yaml:1:5: MG4053: this byte is not part of UTF-8, so the file isn't checked"
            ])
        #expect(try references.fixed().isEmpty)
    }

    @Test("an empty name, as of a shell's variable that isn't set, isn't the current directory")
    func emptyName() {
        #expect(throws: CommandFailure.self) {
            try [ReferencePlace](arguments: [""], package: "/package", in: DiskSources(), standardInput: { [] })
        }
    }

    @Test("what can't be read in a directory of the command line is reported there, and the other files are checked")
    func namedDirectory() throws {
        let outside = try TemporaryDirectory()
        try outside.write("", to: "a.yaml")
        let package = try SpecInDirectory(ReferencesOfSpec.spec)
        func path(_ name: String) -> String {
            package.url.appending(path: "alerts/\(name)").path(percentEncoded: false)
        }
        func link(_ name: String, to place: String) throws {
            try FileManager.default.createSymbolicLink(atPath: path(name), withDestinationPath: place)
        }
        try package.write(String(decoding: Self.wrong, as: UTF8.self), to: "alerts/z.yaml")
        try package.write("", to: "alerts/directory.json/notes.txt")
        try package.write("", to: "alerts/large.json")
        #expect(truncate(path("large.json"), off_t(ReferencePlace.sizeLimit + 1)) == 0)
        try link("dangling.yaml", to: "nowhere.yaml")
        try link("loop.yaml", to: "loop.yaml")
        try link("outside", to: outside.path)
        try link("outside.txt", to: outside.url.appending(path: "a.yaml").path(percentEncoded: false))
        try link("outside.yaml", to: outside.url.appending(path: "a.yaml").path(percentEncoded: false))
        #expect(mkfifo(path("pipe.json"), 0o600) == 0)
        #expect(mkfifo(path("pipe"), 0o600) == 0)
        let deepest = (1...PathPattern.deepestDirectory).map { _ in "d" }.joined(separator: "/")
        try package.write(String(decoding: Self.wrong, as: UTF8.self), to: "alerts/\(deepest)/a.yaml")

        let references = try ReferencesOfSpec(in: package.path, DiskSources(), named: [package.path + "/alerts"])
        let findings = try references.findings(in: DiskSources()).map { finding in
            finding.replacingOccurrences(
                of: "a symbolic link in this path leads out of \(package.path.quoted)",
                with: "a symbolic link that leads out of the directory")
        }
        #expect(
            findings == [
                "alerts/large.json:1:1: MG4052: this can't be read: it has more than 64 MiB",
                "alerts/\(deepest):1:1: MG4052: this can't be read: more than 128 directories lead to it",
                "alerts/dangling.yaml:1:1: MG4052: this can't be read: it is a symbolic link to nothing",
                "alerts/loop.yaml:1:1: MG4052: this can't be read: too many levels of symbolic links",
                "alerts/outside:1:1: MG4054: this is a symbolic link that leads out of the directory, so it isn't followed",
                "alerts/outside.yaml:1:1: MG4052: this can't be read: a symbolic link that leads out of the directory",
                "alerts/pipe.json:1:1: MG4052: this can't be read: not a regular file",
                "alerts/z.yaml:1:61: \(Self.found)",
            ])
    }

    @Test("a file that the command line names and that can't be read doesn't end the run; one that isn't there does")
    func namedFiles() throws {
        let package = try SpecInDirectory(ReferencesOfSpec.spec)
        func path(_ name: String) -> String { package.url.appending(path: name).path(percentEncoded: false) }
        try package.write(String(decoding: Self.wrong, as: UTF8.self), to: "a.yaml")
        try FileManager.default.createSymbolicLink(atPath: path("b.yaml"), withDestinationPath: "nowhere.yaml")
        #expect(mkfifo(path("c.yaml"), 0o600) == 0)
        let names = ["b.yaml", "c.yaml", "a.yaml"].map(path) + ["/dev/null"]
        #expect(
            try ReferencesOfSpec(in: package.path, DiskSources(), named: names).findings(in: DiskSources()) == [
                "b.yaml:1:1: MG4052: this can't be read: it is a symbolic link to nothing",
                "c.yaml:1:1: MG4052: this can't be read: not a regular file",
                "/dev/null:1:1: MG4052: this can't be read: not a regular file",
                "a.yaml:1:61: \(Self.found)",
            ])
        #expect(throws: CommandFailure("can't read \(path("d.yaml").quoted): no such file or directory")) {
            try ReferencesOfSpec(in: package.path, DiskSources(), named: [path("d.yaml")])
        }
    }

    @Test("a link that leads out of the package isn't followed; one that stays inside is")
    func links() throws {
        let outside = try TemporaryDirectory()
        try outside.write(String(decoding: Self.wrong, as: UTF8.self), to: "outside.yaml")
        let package = try SpecInDirectory(ReferencesOfSpec.spec)
        try package.write(String(decoding: Self.wrong, as: UTF8.self), to: "rules/inside.yaml")
        func link(_ name: String, to place: String) throws {
            let path = package.url.appending(path: "alerts/\(name)").path(percentEncoded: false)
            try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: place)
        }
        try package.write(ReferencesOfSpec.rules("rate(shop_orders_total[5m]) > 1"), to: "alerts/right.yaml")
        try link("inside.yaml", to: "../rules/inside.yaml")
        #expect(
            try ReferencesOfSpec(in: package.path, DiskSources()).findings(in: DiskSources())
                == ["alerts/inside.yaml:1:61: \(Self.found)"])
        let named = package.path + "/alerts"
        func places() throws -> [String] {
            try [ReferencePlace](
                arguments: [named], package: package.path, in: DiskSources(), standardInput: { [] }
            ).map { Path.name(of: $0.path) }
        }
        #expect(try places() == ["inside.yaml", "right.yaml"])
        try link("outside.yaml", to: outside.url.appending(path: "outside.yaml").path(percentEncoded: false))
        let findings = try ReferencesOfSpec(in: package.path, DiskSources()).findings(in: DiskSources())
        #expect(
            findings.contains {
                $0.hasPrefix("metrics.yaml:3:14: MG4052: `alerts/outside.yaml` can't be read: a symbolic link")
            }, "\(findings)")
    }
}

/// Files in memory, of which the system refuses one file or directory.
private struct Refusing: SourceProvider {
    private let path: String
    private let others: MemorySources

    init(_ path: String, of files: [String: [UInt8]]) {
        self.path = path
        var all = files
        all["Package.swift"] = []
        all["metrics.yaml"] = Array(ReferencesOfSpec.spec.utf8)
        others = MemorySources(Dictionary(uniqueKeysWithValues: all.map { ("/package/" + $0.key, $0.value) }))
    }

    private func refuse(_ path: String) throws(FileError) {
        if path == self.path { throw FileError(path, errno: EACCES) }
    }

    func read(_ place: FilePlace, limit: Int) throws(FileError) -> [UInt8] {
        try refuse(place.path)
        return try others.read(place, limit: limit)
    }

    func kind(of place: FilePlace) throws(FileError) -> FileTree.Kind? { others.kind(of: place) }

    func isLink(_ path: PackagePath, of directory: String) throws(FileError) -> Bool { false }

    func names(in path: PackagePath?, of directory: String) throws(FileError) -> [String] {
        try refuse(path.map { FilePlace.inside(directory, $0).path } ?? directory)
        return try others.names(in: path, of: directory)
    }
}
