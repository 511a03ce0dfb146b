import Foundation
import TestSupport
import Testing

/// What users copy into their pipelines, run as far as it runs without its host.
@Suite("Checks in other people's pipelines")
struct ContinuousIntegrationTests {
    private static let spec = """
        metricsgen: 1
        product: {name: shop, version: "1.0.0", prefix: shop_}
        outputs:
          docs: {file: Generated/metrics.md}
        groups:
          orders:
            metrics:
              orders_total: {type: counter, help: Orders taken.}
        """

    /// A package whose outputs are what the spec says.
    private func package() throws -> TemporaryDirectory {
        let package = try TemporaryDirectory()
        try package.write("", to: "Package.swift")
        try package.write(Self.spec, to: "metrics.yaml")
        let build = try RunningProcess.run(BuiltProgram.path("metricsgen"), ["build"], workingDirectory: package.path)
        try #require(build.ending == .exited(0), "\(build.errorOutput)")
        return package
    }

    private func host(_ name: String, _ package: TemporaryDirectory) throws -> RunningProcess.Outcome {
        try Judge.python(
            "ci_files.py",
            [
                name, Repository.root.path(percentEncoded: false), BuiltProgram.path("metricsgen"), package.path,
            ])
    }

    @Test("the GitHub action annotates a stale output and a faulty spec, and passes what is right")
    func github() throws {
        let package = try package()
        let right = try host("github", package)
        #expect(right.ending == .exited(0) && right.output.isEmpty, "\(right.output)\(right.errorOutput)")

        try package.write(package.text(of: "Generated/metrics.md") + "by hand\n", to: "Generated/metrics.md")
        let stale = try host("github", package)
        #expect(stale.ending == .exited(1))
        #expect(stale.output.contains("\n-by hand\n"), "\(stale.output)")
        #expect(
            stale.output.contains("::error file=Generated/metrics.md,line=")
                && stale.output.contains(
                    "title=stale-output [MG3204]::`Generated/metrics.md` is not what the spec says%0A"),
            "\(stale.output)")

        try package.write(Self.spec.replacingOccurrences(of: "counter", with: "countr"), to: "metrics.yaml")
        let faulty = try host("github", package)
        #expect(faulty.ending == .exited(1))
        #expect(
            faulty.output.contains(
                "::error file=metrics.yaml,line=8,col=28,endLine=8,endColumn=34,title=unknown-value [MG1107]::"),
            "\(faulty.output)")
    }

    @Test("the job for GitLab prints the findings and leaves a diff that git applies")
    func gitlab() throws {
        let package = try package()
        #expect(try host("gitlab", package).ending == .exited(0))
        let right = try package.text(of: "Generated/metrics.md")
        try package.write(right + "by hand\n", to: "Generated/metrics.md")
        let stale = try host("gitlab", package)
        #expect(stale.ending == .exited(1))
        #expect(stale.output.contains("Generated/metrics.md is stale"), "\(stale.output)")
        let applied = try RunningProcess.run("git", ["apply", "metricsgen.diff"], workingDirectory: package.path)
        #expect(applied.ending == .exited(0), "\(applied.errorOutput)")
        #expect(try package.text(of: "Generated/metrics.md") == right)
    }

    @Test("pre-commit itself runs the hook: passed where all is right, failed with what to do where not")
    func preCommit() throws {
        let right = try host("pre-commit", try package())
        #expect(right.ending == .exited(0) && right.output.contains("Passed"), "\(right.output)\(right.errorOutput)")
        let package = try package()
        try package.write("by hand\n", to: "Generated/metrics.md")
        let stale = try host("pre-commit", package)
        #expect(stale.ending == .exited(1))
        #expect(
            stale.output.contains("Failed") && stale.output.contains("`metricsgen build` brings it up to date"),
            "\(stale.output)\(stale.errorOutput)")
    }

    @Test("SARIF is valid by its schema: findings with fixes and related places, outputs, and nothing at all")
    func sarif() throws {
        let package = try package()
        try package.write(Self.spec + "\n      orders_total: {type: guage, help: Again.}", to: "faulty.yaml")
        try package.write(
            Self.spec.replacingOccurrences(of: "metrics.md", with: "other ü.md").replacingOccurrences(
                of: "name: shop", with: "name: other"), to: "missing.yaml")
        for (spec, results) in [("faulty.yaml", 1...), ("missing.yaml", 1...), ("metrics.yaml", 0...)] {
            let check = try RunningProcess.run(
                BuiltProgram.path("metricsgen"), ["check", spec, "--format", "sarif"], workingDirectory: package.path)
            let schema = Repository.root.deletingLastPathComponent()
                .appending(path: "shared/schema/sarif-schema-2.1.0.json")
            let judged = try Judge.python("sarif.py", [schema.path(percentEncoded: false)], input: check.output)
            if judged.ending == .exited(77) {
                print("\(spec): not validated, there is no schema of SARIF beside the repository")
                continue
            }
            #expect(judged.ending == .exited(0), "\(judged.output)\(judged.errorOutput)")
            #expect(judged.output.split(separator: " ").first.flatMap { Int($0) }.map(results.contains) == true)
        }
    }

    @Test(
        "bash reads the completions that are installed, and every command is in them",
        arguments: ["bash", "zsh", "fish"])
    func completions(shell: String) throws {
        let script = try RunningProcess.run(
            BuiltProgram.path("metricsgen"), ["--generate-completion-script", shell])
        #expect(script.ending == .exited(0))
        for command in ["build", "check", "lint", "init"] { #expect(script.output.contains(command)) }
        guard shell == "bash" else { return }
        let read = try RunningProcess.run("bash", ["-n"], input: script.output)
        #expect(read.ending == .exited(0) && read.errorOutput.isEmpty, "\(read.errorOutput)")
    }
}
