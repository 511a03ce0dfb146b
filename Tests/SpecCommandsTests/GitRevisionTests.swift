// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import GitObjects
import SpecEmitters
import SpecFiles
import SpecOutput
import SpecPipeline
import TestSupport
import Testing

/// A repository of a test's own. Its configuration and its attributes name programs that leave a mark when they run.
private struct HostileRepository {
    let directory: TemporaryDirectory
    var mark: URL { directory.url.appending(path: "mark") }

    init() throws {
        directory = try TemporaryDirectory()
        try git("init", "-q", "-b", "main")
        try directory.write(
            "metricsgen: 1\nproduct: {name: shop, version: \"1.0.0\"}\ninclude: [parts/a.yaml]\n", to: "spec/shop.yaml")
        try directory.write("groups: {g: {metrics: {x: {type: counter, help: Xs.}}}}\n", to: "spec/parts/a.yaml")
        for (name, target) in [
            ("link.yaml", "parts/a.yaml"), ("out", "/etc/passwd"), ("none", "nothing"), ("loop", "loop"),
        ] {
            try FileManager.default.createSymbolicLink(
                atPath: directory.url.appending(path: "spec/\(name)").path(percentEncoded: false),
                withDestinationPath: target)
        }
        try directory.write("*.yaml filter=mark diff=mark\n", to: ".gitattributes")
        try git("add", "-A")
        try git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "-m", "one")
        try git("tag", "v1")
        let program = "touch \(mark.path(percentEncoded: false)); cat"
        for key in [
            "filter.mark.smudge", "filter.mark.clean", "diff.mark.textconv", "diff.external", "core.fsmonitor",
            "core.pager", "core.sshCommand",
        ] {
            try git("config", key, program)
        }
        try directory.write("#!/bin/sh\n\(program)\n", to: ".git/hooks/post-checkout")
    }

    func git(_ arguments: String...) throws {
        let outcome = try RunningProcess.run("git", arguments, workingDirectory: directory.path)
        #expect(outcome.ending == .exited(0), "\(outcome.errorOutput)")
    }
}

@Suite("A revision of a git repository")
struct GitRevisionTests {
    @Test("has the files that it had, whatever the working tree has now, and runs no program")
    func files() throws {
        let repository = try HostileRepository()
        let directory = repository.directory
        try directory.write("groups: {}\n", to: "spec/parts/a.yaml")
        try directory.write("nothing", to: "spec/new.yaml")
        let revision = try GitRevision("v1", in: directory.path)
        let roots = try RootSpec.found(from: revision.directory, in: revision)
        #expect(roots.map(\.path) == ["spec/shop.yaml"])
        let compilation = try Compilation(try #require(roots.first), in: revision, emitters: Emitter.all)
        #expect(compilation.findings.filter { $0.rule.severity == .error } == [])
        #expect(compilation.product?.metrics.map(\.name) == ["x"])
        #expect(
            try revision.names(in: PackagePath("spec"), of: revision.directory) == [
                "link.yaml", "loop", "none", "out", "parts", "shop.yaml",
            ])
        #expect(!FileManager.default.fileExists(atPath: repository.mark.path(percentEncoded: false)))
    }

    @Test("a link in a revision is followed while it stays inside, and what the revision doesn't have is missing")
    func links() throws {
        let repository = try HostileRepository()
        let revision = try GitRevision("main", in: repository.directory.path)
        func error(_ path: String) -> FileError? {
            do throws(FileError) {
                _ = try revision.readAll(.named(Path.join(revision.directory, path)), limit: 1 << 20)
                return nil
            } catch { return error }
        }
        #expect(error("spec/link.yaml") == nil)
        #expect(error("spec/out")?.kind == .leadsOutside)
        #expect(error("spec/none")?.isMissing == true)
        #expect(error("spec/loop") != nil)
        #expect(error("spec/other.yaml")?.isMissing == true)
        #expect(error("../../etc/passwd")?.isMissing == true)
        #expect(error("spec") != nil)
        #expect(try revision.kind(of: .named("/etc/passwd")) == nil)
    }

    @Test("a file above the limit is cut one byte behind it")
    func limit() throws {
        let repository = try HostileRepository()
        let revision = try GitRevision("HEAD", in: repository.directory.path)
        let place = FilePlace.named(Path.join(revision.directory, "spec/shop.yaml"))
        #expect(try revision.read(place, limit: 5).count == 6)
        #expect(throws: FileError.self) { try revision.readAll(place, limit: 5) }
    }

    @Test(
        "a name that is none, or an option of git, is not a revision",
        arguments: ["nowhere", "", "--help", "-h", "v1^{tree}"])
    func names(name: String) throws {
        let repository = try HostileRepository()
        let error = #expect(throws: GitRevision.Unreadable.self) {
            try GitRevision(name, in: repository.directory.path)
        }
        #expect(error?.reason.contains(name.isEmpty ? "needs a revision" : "has no revision `\(name)`") == true)
    }

    @Test("outside of a repository the reason says so")
    func outside() throws {
        let directory = try TemporaryDirectory()
        let error = #expect(throws: GitRevision.Unreadable.self) { try GitRevision("main", in: directory.path) }
        #expect(error?.reason.contains("is not in a git repository") == true)
    }
}
