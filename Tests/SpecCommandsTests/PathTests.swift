// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecFiles
import SpecPipeline
import Testing

@testable import SpecCommands

@Suite("Paths")
struct PathTests {
    @Test(
        "are normalized without asking the file system",
        arguments: [
            ("a/b", "a/b"), ("./a//b/", "a/b"), ("a/../b", "b"), ("../a", "../a"), ("a/../../b", "../b"), ("/..", "/"),
            ("/a/./../b", "/b"), ("", "."), (".", "."), ("..", ".."),
        ])
    func normalized(path: String, expected: String) { #expect(Path.normalized(path) == expected) }

    @Test(
        "know what leads out",
        arguments: [
            ("a", true), ("a/../b", true), ("..", false), ("a/../..", false), ("/a", false), ("...", true), (".", true),
        ])
    func staysInside(path: String, expected: Bool) { #expect(Path.staysInside(path) == expected) }

    @Test(
        "are written from another directory",
        arguments: [
            ("/a/b/c", "/a", "b/c"), ("/a/b", "/a/b", "."), ("/a/x", "/a/b/c", "../../x"), ("/x", "/", "x"),
        ])
    func relative(path: String, directory: String, expected: String) {
        #expect(Path.relative(path, to: directory) == expected)
    }

    @Test("find the package above them")
    func package() {
        let there: Set<String> = ["/home/user/shop/Package.swift", "/home/user/.git"]
        #expect(Path.nearestPackage(from: "/home/user/shop/Sources/App", exists: there.contains) == "/home/user/shop")
        #expect(Path.nearestPackage(from: "/home/user/docs", exists: there.contains) == "/home/user")
        #expect(Path.nearestPackage(from: "/srv", exists: there.contains) == nil)
    }

    @Test("where they begin is said where there is no package")
    func noteOnPaths() throws {
        let root = RootSpec(path: "a.yaml", workingDirectory: "/no-such-directory")
        let isKnown = ["/Package.swift", "/.git"].contains(where: FileAccess.exists)
        #expect(root.noteOnPaths?.hasSuffix("`/no-such-directory`") == (isKnown ? nil : true))
        let directory = try SpecInDirectory("")
        #expect(RootSpec(path: "metrics.yaml", workingDirectory: directory.path).noteOnPaths == nil)
    }
}
