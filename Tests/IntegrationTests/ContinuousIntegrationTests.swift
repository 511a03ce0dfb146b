// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// What users copy into their pipelines, run as far as it runs without its host.
@Suite("Checks in other people's pipelines")
struct ContinuousIntegrationTests {
    static let spec = """
        metricsgen: 1
        product: {name: shop, version: "1.0.0", prefix: shop_}
        outputs:
          docs: {file: Generated/metrics.md}
        groups:
          orders:
            metrics:
              orders_total: {type: counter, help: Orders taken.}
        """

    /// A repository with a package whose outputs are what the spec says.
    private func repository(package directory: String = "") throws -> TemporaryDirectory {
        let repository = try TemporaryDirectory()
        try repository.write("", to: directory + "Package.swift")
        try repository.write(Self.spec, to: directory + "metrics.yaml")
        let build = try RunningProcess.run(
            BuiltProgram.path("metricsgen"), ["build"], workingDirectory: repository.path + "/" + directory)
        try #require(build.ending == .exited(0), "\(build.errorOutput)")
        return repository
    }

    private func stale(package directory: String = "") throws -> TemporaryDirectory {
        let repository = try repository(package: directory)
        let page = directory + "Generated/metrics.md"
        try repository.write(repository.text(of: page) + "by hand\n", to: page)
        return repository
    }

    private func host(_ name: String, _ repository: TemporaryDirectory, _ options: String...) throws
        -> RunningProcess.Outcome
    {
        try Judge.python(
            "ci_files.py",
            [name, Repository.root.path(percentEncoded: false), BuiltProgram.path("metricsgen"), repository.path]
                + options)
    }

    /// Whether what docs/ci.md shows was printed, in its order; `…` stands for what it leaves out.
    private func isShown(_ name: String, by outcome: RunningProcess.Outcome) throws -> Bool {
        let start = "<!-- printed by the test: \(name) -->\n```text\n"
        let block = try #require(Repository.text("docs/ci.md").components(separatedBy: start).dropFirst().first)
        var rest = Substring("\n" + outcome.output)
        for part in block.components(separatedBy: "```")[0].components(separatedBy: "…\n") {
            guard let place = rest.range(of: "\n" + part) else { return false }
            rest = rest[place.upperBound...].isEmpty ? "" : "\n" + rest[place.upperBound...]
        }
        return true
    }

    @Test("`check` prints what its page shows")
    func check() throws {
        let package = try stale()
        let check = try RunningProcess.run(
            "bash", ["-c", "\"$0\" check 2>&1", BuiltProgram.path("metricsgen")], workingDirectory: package.path)
        #expect(check.ending == .exited(1))
        #expect(try isShown("check", by: check), "\(check.output)")
    }

    // MARK: GitHub

    @Test("the GitHub action builds its tool, annotates a stale output and a faulty spec, and passes what is right")
    func github() throws {
        let right = try host("github", repository(), "--then", "command -v metricsgen")
        #expect(right.ending == .exited(0), "\(right.output)\(right.errorOutput)")
        #expect(right.output.hasSuffix("/metricsgen/bin/metricsgen\n"), "\(right.output)")
        #expect(right.output.hasPrefix("building metricsgen "), "\(right.output)")
        #expect(!right.output.contains("::") && !right.output.contains("error"), "\(right.output)")

        let stale = try host("github", stale())
        #expect(stale.ending == .exited(1))
        #expect(try isShown("github", by: stale), "\(stale.output)")

        let repository = try repository()
        try repository.write(Self.spec.replacingOccurrences(of: "counter", with: "countr"), to: "metrics.yaml")
        let faulty = try host("github", repository)
        #expect(faulty.ending == .exited(1))
        #expect(
            faulty.output.contains(
                "\n::error file=metrics.yaml,line=8,col=28,endLine=8,endColumn=34,title=unknown-value [MG1107]::"),
            "\(faulty.output)")
        // Where the host has enough of annotations, the log is all there is.
        #expect(faulty.output.contains("\nmetrics.yaml:8:28: error: "), "\(faulty.output)")
    }

    @Test("a tool out of the cache is taken when it is this one and runs, and built anew when it is old or doesn't")
    func cache() throws {
        let cache = try TemporaryDirectory()
        func run(_ repository: TemporaryDirectory) throws -> RunningProcess.Outcome {
            try host("github", repository, "--job", "github-all", "--cache", cache.path)
        }
        func isBuilt(_ outcome: RunningProcess.Outcome) -> Bool { outcome.output.contains("building metricsgen ") }
        let first = try run(repository())
        #expect(first.ending == .exited(0) && isBuilt(first), "\(first.output)\(first.errorOutput)")
        let second = try run(repository())
        #expect(second.ending == .exited(0) && !isBuilt(second), "\(second.output)\(second.errorOutput)")
        #expect(second.output.contains("comes from the cache\n"))

        let key = try #require(FileManager.default.contentsOfDirectory(atPath: cache.path).first)
        let tool = try cache.text(of: key + "/bin/metricsgen")
        let sources = try cache.text(of: key + "/built-from")
        // Writing into a file leaves it executable.
        func overwrite(_ path: String, _ text: String) throws {
            let file = try FileHandle(forWritingTo: cache.url.appending(path: key + path))
            try file.truncate(atOffset: 0)
            try file.write(contentsOf: Data(text.utf8))
            try file.close()
        }
        try overwrite("/bin/metricsgen", "#!/bin/sh\necho 0.0.9\n")
        try overwrite("/built-from", "1 1")
        let old = try run(stale())
        #expect(old.ending == .exited(1) && isBuilt(old), "\(old.output)")
        #expect(old.output.contains("::notice title=metricsgen::the cached metricsgen was built"))

        try overwrite("/built-from", sources)
        try overwrite("/bin/metricsgen", "#!/bin/sh\necho version GLIBC_2.38 not found >&2\nexit 1\n")
        let foreign = try run(stale())
        #expect(foreign.ending == .exited(1) && isBuilt(foreign), "\(foreign.output)")

        try overwrite("/bin/metricsgen", tool)
        #expect(try !isBuilt(run(repository())))
    }

    @Test("SARIF is uploaded also when the check fails, and nothing is when nothing could be checked")
    func codeScanning() throws {
        let cache = try TemporaryDirectory()
        let stale = try stale()
        let found = try host("github", stale, "--job", "github-all", "--cache", cache.path)
        #expect(found.ending == .exited(1))
        #expect(found.output.hasSuffix("uploaded 1 results\n"), "\(found.output)\(found.errorOutput)")

        // An old document must not be uploaded.
        try FileManager.default.removeItem(at: stale.url.appending(path: "metrics.yaml"))
        let refused = try host("github", stale, "--job", "github-all", "--cache", cache.path)
        #expect(refused.ending == .exited(2))
        #expect(refused.output.contains("\n::error title=metricsgen::there is no root spec in "), "\(refused.output)")
        #expect(!refused.output.contains("uploaded"), "\(refused.output)\(refused.errorOutput)")

        let right = try host("github", repository(), "--job", "github-all", "--cache", cache.path)
        #expect(right.ending == .exited(0) && right.output.hasSuffix("uploaded 0 results\n"), "\(right.output)")
    }

    @Test("of a package below the repository, paths are the repository's")
    func packageBelow() throws {
        let repository = try stale(package: "a package/")
        let check = try host("github", repository, "--with", "working-directory=a package", "--with", "sarif-file=s")
        #expect(check.ending == .exited(1))
        #expect(check.output.contains("::error file=a package/Generated/metrics.md,line=18,"), "\(check.output)")
        #expect(try repository.text(of: "s").contains(#""uri": "a%20package/Generated/metrics.md""#))
    }

    @Test("inputs mean the same from every directory, and one that says nothing is refused")
    func inputs() throws {
        let repository = try repository(package: "pkg/")
        let below = "working-directory=pkg"
        try repository.write("#!/bin/sh\necho \"the tool has: $*\"\n", to: "pkg/bin/metricsgen")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: repository.path + "/pkg/bin/metricsgen")
        let specs = "specs=\nspec/my shop.yaml\n  spec/*.yaml\r\n\n"
        let tool = try host(
            "github", repository, "--with", below, "--with", "tool=pkg/bin/metricsgen", "--with", specs, "--with",
            "warnings-as-errors=true")
        #expect(tool.ending == .exited(0))
        #expect(
            tool.output
                == "the tool has: check --format github --warnings-as-errors spec/my shop.yaml spec/*.yaml\n",
            "\(tool.output)\(tool.errorOutput)")

        let named = try host("github", repository, "--with", below, "--with", "tool=pkg/metricsgen")
        #expect(named.ending == .exited(2))
        #expect(named.output.hasPrefix("::error title=metricsgen::there is no program `"), "\(named.output)")
        let boolean = try host("github", repository, "--with", below, "--with", "warnings-as-errors=True")
        #expect(boolean.ending == .exited(2))
        #expect(
            boolean.output.hasSuffix(
                "::error title=metricsgen::`warnings-as-errors` must be `true` or `false`, not `True`\n"),
            "\(boolean.output)")
    }

    @Test("the README's steps find what is stale, and the example's workflow passes its package")
    func otherWorkflows() throws {
        let readme = try host("github", stale(), "--file", "README.md")
        #expect(readme.ending == .exited(1))
        #expect(readme.output.contains("::error file=Generated/metrics.md"), "\(readme.output)\(readme.errorOutput)")

        let example = "Examples/checked-in/"
        let copy = try TemporaryDirectory()
        for path in ["Package.swift", "spec", "Generated"] { try copy.copy(example + path, from: Repository.root) }
        let checked = try host(
            "github", copy, "--file", example + ".github/workflows/ci.yml", "--with",
            "working-directory=\(example.dropLast())")
        #expect(checked.ending == .exited(0), "\(checked.output)\(checked.errorOutput)")
        try copy.write("by hand\n", to: example + "Generated/metrics.md")
        let edited = try host(
            "github", copy, "--file", example + ".github/workflows/ci.yml", "--with",
            "working-directory=\(example.dropLast())")
        #expect(edited.ending == .exited(1), "\(edited.output)\(edited.errorOutput)")
    }

    // MARK: Others

    @Test("the job for GitLab gets the tool, prints the findings and leaves a diff that git applies")
    func gitlab() throws {
        let right = try host("gitlab", repository())
        #expect(right.ending == .exited(0), "\(right.output)\(right.errorOutput)")
        #expect(right.output.contains("\nbuilding metricsgen "))
        let repository = try stale()
        let stale = try host("gitlab", repository)
        #expect(stale.ending == .exited(1))
        #expect(try isShown("gitlab", by: stale), "\(stale.output)\(stale.errorOutput)")
        let applied = try RunningProcess.run("git", ["apply", "metricsgen.diff"], workingDirectory: repository.path)
        #expect(applied.ending == .exited(0), "\(applied.errorOutput)")
        #expect(try !repository.text(of: "Generated/metrics.md").contains("by hand"))
    }

    @Test("pre-commit itself runs the hooks: one says what to do, the other does it and has it looked at")
    func preCommit() throws {
        let right = try host("pre-commit", repository())
        #expect(right.ending == .exited(0) && right.output.contains("Passed"), "\(right.output)\(right.errorOutput)")
        let repository = try stale()
        let stale = try host("pre-commit", repository)
        #expect(stale.ending == .exited(1))
        #expect(try isShown("pre-commit", by: stale), "\(stale.output)\(stale.errorOutput)")

        let built = try host("pre-commit", repository, "--hook", "metricsgen-build")
        #expect(built.ending == .exited(1))
        #expect(built.output.contains("- files were modified by this hook\n"), "\(built.output)\(built.errorOutput)")
        #expect(try !repository.text(of: "Generated/metrics.md").contains("by hand"))
        let again = try host("pre-commit", repository, "--hook", "metricsgen-build")
        #expect(again.ending == .exited(0) && again.output.contains("Passed"), "\(again.output)")
    }
}
