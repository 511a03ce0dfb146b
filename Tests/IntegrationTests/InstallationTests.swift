import Foundation
import TestSupport
import Testing

/// A release build of minutes: `make soak`.
@Suite("make install", .enabled(if: ProcessInfo.processInfo.environment["METRICSGEN_SOAK"] == "1"))
struct InstallationTests {
    @Test("installs a program that runs, and completions that shells read, below a prefix with a blank in it")
    func install() throws {
        let prefix = try TemporaryDirectory()
        let made = try RunningProcess.run(
            "make", ["-C", Repository.root.path(percentEncoded: false), "install", "PREFIX=\(prefix.path)"],
            timeLimit: 1800)
        try #require(made.ending == .exited(0), "\(made.output)\(made.errorOutput)")

        let package = try TemporaryDirectory()
        try package.write("", to: "Package.swift")
        let program = prefix.path + "/bin/metricsgen"
        for arguments in [["init"], ["build"], ["check", "--warnings-as-errors"]] {
            let outcome = try RunningProcess.run(program, arguments, workingDirectory: package.path)
            #expect(outcome.ending == .exited(0), "\(arguments): \(outcome.errorOutput)")
        }
        #expect(try package.text(of: "Generated/metrics.md").contains("requests_total"))

        let bash = "share/bash-completion/completions/metricsgen"
        for completions in [
            bash, "share/zsh/site-functions/_metricsgen", "share/fish/vendor_completions.d/metricsgen.fish",
        ] {
            #expect(try prefix.text(of: completions).contains("init"), "\(completions)")
        }
        let read = try RunningProcess.run("bash", ["-n", bash], workingDirectory: prefix.path)
        #expect(read.ending == .exited(0) && read.errorOutput.isEmpty, "\(read.errorOutput)")
    }
}
