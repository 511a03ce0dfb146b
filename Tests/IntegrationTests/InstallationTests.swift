// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// A release build of minutes: `make soak`.
@Suite("make install", .enabled(if: isSoaking))
struct InstallationTests {
    @Test("installs a program that runs, and completions for shells, below a prefix with a space in it")
    func install() throws {
        let prefix = try TemporaryDirectory()
        let made = try RunningProcess.run(
            "make", ["-C", Repository.root.path(percentEncoded: false), "install", "PREFIX=\(prefix.path)"],
            timeLimit: 3600)
        try #require(made.ending == .exited(0), "\(made.output)\(made.errorOutput)")

        let package = try TemporaryDirectory()
        try package.write("", to: "Package.swift")
        let program = prefix.path + "/bin/metricsgen"
        for arguments in [["init"], ["build"], ["check", "--warnings-as-errors"]] {
            let outcome = try RunningProcess.run(program, arguments, workingDirectory: package.path)
            #expect(outcome.ending == .exited(0), "\(arguments): \(outcome.errorOutput)")
        }
        #expect(try package.text(of: "Generated/metrics.md").contains("requests_total"))

        // `CompletionTests` runs them in shells.
        for (shell, completions) in [
            ("bash", "share/bash-completion/completions/metricsgen"),
            ("zsh", "share/zsh/site-functions/_metricsgen"),
            ("fish", "share/fish/vendor_completions.d/metricsgen.fish"),
        ] {
            let script = try RunningProcess.run(program, ["--generate-completion-script", shell]).output
            #expect(try !script.isEmpty && prefix.text(of: completions) == script, "\(completions)")
        }
    }
}
