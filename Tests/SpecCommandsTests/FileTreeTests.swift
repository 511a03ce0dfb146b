// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import SpecFiles
import Testing

@Suite("A directory that nothing leads out of")
struct FileTreeTests {
    private let outer: SpecInDirectory
    private let tree: FileTree

    /// `package` beside a file that is none of its business.
    init() throws {
        outer = try SpecInDirectory("", named: "package/metrics.yaml")
        try outer.write("secret", to: "secret")
        try outer.write("inside", to: "package/docs/page")
        try outer.write("config", to: "package/.git/config")
        tree = try FileTree(outer.path + "/package")
    }

    private func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(
            atPath: outer.path + "/package/" + name, withDestinationPath: target)
    }

    private func path(_ text: String) throws -> PackagePath { try #require(PackagePath(text)) }

    @Test(
        "paths that lead out, or that name no file, are none",
        arguments: ["", ".", "..", "../a", "a/../../b", "/a", "a\0b"])
    func noPath(_ text: String) { #expect(PackagePath(text) == nil) }

    @Test(
        "links that stay inside are followed, however they say it",
        arguments: [
            "docs/page", "./docs//page", "docs/../docs/page", "../package/docs/page", "ABSOLUTE/docs/page", "docs/LINK",
        ])
    func inside(_ target: String) throws {
        try link("docs/LINK", to: "../docs/page")
        try link("a", to: target.replacing("ABSOLUTE", with: outer.path + "/package"))
        #expect(try tree.read(path("a")) == Array("inside".utf8))
        try tree.replace(path("a"), with: Array("new".utf8))
        #expect(try outer.text(of: "package/docs/page") == "new")
        #expect(
            try FileManager.default.destinationOfSymbolicLink(atPath: outer.path + "/package/docs/LINK")
                == "../docs/page")
    }

    @Test(
        "those that lead out are not, to read, write or remove, whatever is there",
        arguments: [
            "../secret", "ABSOLUTE/secret", "/etc/hostname", "docs/../../secret", "../package2/a", "..", "/", "../new",
        ])
    func outside(_ target: String) throws {
        try link("a", to: target.replacing("ABSOLUTE", with: outer.path))
        try link("docs/b", to: "../a")
        try link("d", to: "..")
        for name in ["a", "docs/b", "d/secret", "d/new/x"] {
            let error = #expect(throws: FileError.self, "\(name)") { try tree.read(path(name)) }
            #expect(error?.kind == .leadsOutside, "\(name): \(error?.reason ?? "")")
            #expect(throws: FileError.self, "\(name)") { try tree.replace(path(name), with: [1]) }
            #expect(throws: FileError.self, "\(name)") { try tree.kind(of: path(name)) }
        }
        #expect(throws: FileError.self) { try tree.remove(path("d/secret")) }
        #expect(throws: FileError.self) { try tree.names(in: path("d")) }
        #expect(try outer.text(of: "secret") == "secret")
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: outer.path).sorted() == [
                "Package.swift", "package", "secret",
            ])
    }

    @Test("an absolute link that names the package by a link of its own leads in")
    func otherName() throws {
        try FileManager.default.createSymbolicLink(atPath: outer.path + "/other", withDestinationPath: "package")
        try link("a", to: outer.path + "/other/docs/page")
        #expect(try tree.read(path("a")) == Array("inside".utf8))
        try link("b", to: outer.path + "/other/../secret")
        #expect(throws: FileError.self) { try tree.read(path("b")) }
        let named = try FileTree(outer.path + "/other")
        #expect(try named.read(path("a")) == Array("inside".utf8))
    }

    @Test("git's own directory is as far away")
    func git() throws {
        try link("a", to: ".git/config")
        try link("b", to: ".git")
        for name in ["a", "b/config", ".git/config", ".GIT/config"] {
            #expect(throws: FileError.self, "\(name)") { try tree.read(path(name)) }
            #expect(throws: FileError.self, "\(name)") { try tree.replace(path(name), with: [1]) }
        }
        #expect(try outer.text(of: "package/.git/config") == "config")
    }

    @Test("links in a circle end")
    func circle() throws {
        try link("a", to: "b")
        try link("b", to: "a")
        #expect(throws: FileError.self) { try tree.read(path("a")) }
    }

    @Test("a link whose target isn't there yet is written through, inside alone")
    func danglingLink() throws {
        try link("a", to: "made/file")
        try tree.replace(path("a"), with: Array("new".utf8))
        #expect(try outer.text(of: "package/made/file") == "new")
        #expect(throws: FileError.self) { try tree.create(path("a"), [1]) }
    }

    @Test("nothing is left beside a file that was replaced")
    func temporaryFiles() throws {
        for number in 0..<10 { try tree.replace(path("docs/page"), with: Array("\(number)".utf8)) }
        #expect(try tree.names(in: path("docs")) == ["page"])
    }

    @Test("a pipe in the place of a file doesn't hold anybody up")
    func pipe() throws {
        #expect(mkfifo(outer.path + "/package/pipe", 0o600) == 0)
        #expect(throws: FileError.self) { try tree.read(path("pipe")) }
    }
}
