// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// What `make release` is made of, with a small program instead of the real one. `make soak-release` makes a real release.
@Suite("Scripts that make a release")
struct ReleaseScriptTests {
    private static let moment = "1796040000"

    /// A repository with one commit: the scripts, the version, and a Swift that is never reached.
    private struct Clone {
        let directory: TemporaryDirectory

        init() throws {
            directory = try TemporaryDirectory()
            for path in ["Scripts", ".gitattributes", ".gitignore", "Sources/SpecPipeline/ToolVersion.swift"] {
                try directory.copy(path, from: Repository.root)
            }
            for arguments in [["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "All"]] { try git(arguments) }
        }

        @discardableResult
        func git(_ arguments: [String]) throws -> String {
            let identity = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false"]
            let outcome = try RunningProcess.run("git", identity + arguments, workingDirectory: directory.path)
            try #require(outcome.ending == .exited(0), "\(outcome.errorOutput)")
            return outcome.output
        }

        func release(untagged: String? = nil) throws -> RunningProcess.Outcome {
            try directory.write("#!/bin/sh\necho reached Swift >&2\nexit 9\n", to: ".git/programs/swift")
            try makeExecutable(directory.path + "/.git/programs/swift")
            return try RunningProcess.run(
                "bash", ["Scripts/make-release"],
                environment: [
                    "PATH": directory.path + "/.git/programs:" + ReleaseScriptTests.path, "UNTAGGED": untagged,
                ],
                workingDirectory: directory.path)
        }
    }

    @Test(
        "a release is refused with changes that aren't committed and without the version's tag",
        .enabled(if: has("dpkg-deb")))
    func refused() throws {
        let clone = try Clone()
        let untagged = try clone.release()
        #expect(untagged.ending == .exited(1))
        #expect(untagged.errorOutput.hasPrefix("error: this commit has no tag `"), "\(untagged.errorOutput)")
        #expect(untagged.errorOutput.contains("or try the release without it: make release UNTAGGED=1\n"))
        #expect(try clone.release(untagged: "1").errorOutput.hasSuffix("reached Swift\n"))

        let version = try #require(
            clone.directory.text(of: "Sources/SpecPipeline/ToolVersion.swift").firstMatch(of: #/current = "(.*)"/#)?.1)
        try clone.git(["tag", String(version) + ".1"])
        #expect(try clone.release().errorOutput.hasPrefix("error: this commit has no tag `\(version)`, which is the"))

        try clone.git(["tag", String(version)])
        try clone.directory.write("", to: "new")
        let changed = try clone.release()
        #expect(changed.ending == .exited(1))
        #expect(
            changed.errorOutput.hasPrefix("error: a release has only what is committed: commit your changes,"),
            "\(changed.errorOutput)")
        #expect(!(untagged.errorOutput + changed.errorOutput).contains("reached Swift"))

        try FileManager.default.removeItem(atPath: clone.directory.path + "/new")
        #expect(try clone.release().errorOutput.hasSuffix("reached Swift\n"))
    }

    @Test("what is built is what `git archive` makes of the commit, with the commit in it")
    func commit() throws {
        let clone = try Clone()
        let file = "Sources/SpecPipeline/ToolVersion.swift"
        let archived = try RunningProcess.run(
            "bash", ["-c", "git archive HEAD \(file) | tar -xO"], workingDirectory: clone.directory.path)
        let commit = try clone.git(["rev-parse", "HEAD"]).trimmingCharacters(in: .newlines)
        #expect(archived.output.contains("commit = \"\(commit)\"\n"), "\(archived.output)\(archived.errorOutput)")
        // The compiler, of which no test has an archive, prints it like this.
        let script = archived.output.replacing("package ", with: "") + "\nprint(ToolVersion.withCommit)\n"
        let printed = try SwiftCompiler().run(["main.swift": script]).output
        #expect(printed.hasSuffix(" (\(commit.prefix(12)))\n"), "\(printed)")
    }

    /// A program that is called as metricsgen is, with everything else that goes into a package.
    private func parts() throws -> TemporaryDirectory {
        let parts = try TemporaryDirectory()
        try parts.write(
            "#!/bin/sh\ncase $1 in --version) echo 0.1.0 ;; *) echo \"# completions for $2\" ;; esac\n", to: "program")
        try makeExecutable(parts.path + "/program")
        for file in ["manual/metricsgen.1", "licences/LICENSE.txt", "metricsgen.cdx.json", "page.md"] {
            try parts.write("\(file)\n", to: file)
        }
        return parts
    }

    private func run(_ script: String, _ arguments: [String], in parts: TemporaryDirectory, umask: String) throws {
        try FileManager.default.createDirectory(
            at: parts.url.appending(path: umask), withIntermediateDirectories: true)
        let path = Repository.root.appending(path: "Scripts/release/\(script)").path(percentEncoded: false)
        let outcome = try RunningProcess.run(
            "bash", ["-c", "umask \(umask); \"$0\" \"$@\"", path] + arguments + [umask],
            environment: ["SOURCE_DATE_EPOCH": Self.moment, "TZ": umask == "077" ? "Asia/Tokyo" : "UTC"],
            workingDirectory: parts.path)
        try #require(outcome.ending == .exited(0), "\(outcome.errorOutput)")
    }

    /// The only file that was made, twice and with the same bytes.
    private func made(in parts: TemporaryDirectory) throws -> String {
        let names = try FileManager.default.contentsOfDirectory(atPath: parts.path + "/022")
        let name = try #require(names.count == 1 ? names[0] : nil, "\(names)")
        let files = try parts.files()
        #expect(files["022/\(name)"] == files["077/\(name)"])
        return parts.path + "/022/" + name
    }

    @Test("the wheel has the same bytes each time, and pip puts its program where programs are")
    func wheel() throws {
        let parts = try parts()
        for umask in ["022", "077"] {
            try run(
                "make-wheel",
                [parts.path + "/program", "0.1.0", "x86_64", "metricsgen.cdx.json", "licences", "page.md"], in: parts,
                umask: umask)
        }
        let wheel = try made(in: parts)
        #expect(wheel.hasSuffix("/metricsgen-0.1.0-py3-none-manylinux_2_17_x86_64.musllinux_1_1_x86_64.whl"))
        let judged = try Judge.python("wheel.py", [wheel])
        #expect(judged.ending == .exited(0) && judged.output == "0.1.0\n", "\(judged.output)\(judged.errorOutput)")
    }

    @Test("the Debian package has the same bytes each time, and belongs to root", .enabled(if: has("dpkg-deb")))
    func debianPackage() throws {
        let parts = try parts()
        for umask in ["022", "077"] {
            try run(
                "make-debian-package",
                [
                    parts.path + "/program", "0.1.0", "amd64", "The maintainers <m@example.com>", "manual",
                    "metricsgen.cdx.json",
                    "page.md", "page.md",
                ], in: parts, umask: umask)
        }
        let package = try made(in: parts)
        #expect(package.hasSuffix("/metricsgen_0.1.0-1_amd64.deb"))
        let contents = try RunningProcess.run("dpkg-deb", ["--contents", package], environment: ["TZ": "UTC"]).output
        let lines = contents.split(separator: "\n").filter { !$0.hasPrefix("d") }
        for file in [
            "bin/metricsgen", "share/bash-completion/completions/metricsgen", "share/doc/metricsgen/copyright",
            "share/doc/metricsgen/changelog.gz", "share/doc/metricsgen/changelog.Debian.gz",
            "share/fish/vendor_completions.d/metricsgen.fish", "share/man/man1/metricsgen.1.gz",
            "share/zsh/vendor-completions/_metricsgen",
        ] { #expect(lines.contains { $0.hasSuffix(" 2026-11-30 12:00 ./usr/\(file)") }, "\(file): \(contents)") }
        for line in lines {
            #expect(line.hasPrefix(line.hasSuffix("/bin/metricsgen") ? "-rwxr-xr-x " : "-rw-r--r-- "), "\(line)")
            #expect(line.contains(" root/root "), "\(line)")
        }
    }

    @Test("a library whose licence isn't known stops a release", .enabled(if: has("dpkg-query")))
    func unknownLibrary() throws {
        let parts = try parts()
        try parts.write("  1 2 3 /opt/secret/libsecret.a(secret.o):(.text)\n", to: "linked.map")
        try parts.write("", to: "scratch/checkouts/swift-log/README.md")
        let script = Repository.root.appending(path: "Scripts/release/make-sbom").path(percentEncoded: false)
        func refusal() throws -> String {
            let outcome = try RunningProcess.run(
                "python3",
                [script, "program", "0.1.0", "abc", "linked.map", "scratch", "made.cdx.json", "made.txt"],
                environment: ["SOURCE_DATE_EPOCH": Self.moment], workingDirectory: parts.path)
            #expect(outcome.ending == .exited(1))
            return outcome.errorOutput
        }
        #expect(
            try refusal()
                == "error: the linker took something from /opt/secret/libsecret.a, whose licence "
                + "Scripts/release/make-sbom doesn't know: add it there\n")
        try parts.write("", to: "linked.map")
        #expect(
            try refusal()
                == "error: Scripts/release/make-sbom doesn't know the licence of the package swift-log: add it there\n")
    }

    @Test("each line of the page about installing is marked as run by a test, and is about this version")
    func page() throws {
        let page = try Repository.text("docs/install.md")
        let release = page.components(separatedBy: "\n## From source")[0]
        let judge = try Repository.text("Tests/IntegrationTests/Judges/release.py")
        let names = release.matches(of: #/<!-- run by a test: ([a-z-]+) -->\n```/#).map { String($0.1) }
        #expect(release.components(separatedBy: "\n```\n").count - 1 == names.count)
        for name in names {
            #expect(judge.contains("documented(\"\(name)\"") || judge.contains("self.line(\"\(name)\")"), "\(name)")
        }
        let version = try RunningProcess.run(BuiltProgram.path("metricsgen"), ["--version"]).output
        for file in page.matches(of: #/metricsgen[-_](?:prebuilt-)?(\d+\.\d+\.\d+)/#) {
            #expect(file.1 + "\n" == version, "\(file.0)")
        }
    }

    private static let path = ProcessInfo.processInfo.environment["PATH", default: ""]

    private static func has(_ program: String) -> Bool {
        path.split(separator: ":").contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(program)") }
    }
}

private func makeExecutable(_ path: String) throws {
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
}
