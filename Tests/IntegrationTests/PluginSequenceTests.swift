// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// SwiftPM plans once more at the second command, and what `swift run` plans, the next `swift build` makes: all executables of
/// the packages that are used as well.
@Suite("The build plugin in other people's sequences of commands", .serialized)
struct PluginSequenceTests {
    private static let sequences = [["build", "run", "build"], ["run", "run", "build"], ["test", "build"]]

    @Test("commands follow each other without traits, with edits between them", arguments: sequences)
    func withoutTraits(commands: [String]) throws {
        let package = try ConsumerPackage(copying: "Tests/IntegrationTests/Consumers/two-targets")
        try follow(commands, in: package)
    }

    @Test(
        "commands follow each other with every set of traits", .enabled(if: isSoaking),
        arguments: [#""HTTP""#, #""CommandLine""#, #""HTTP", "CommandLine""#], sequences)
    func withTraits(traits: String, commands: [String]) throws {
        // Each set compiles our package once.
        let scratch = "traits-" + traits.filter(\.isLetter)
        let package = try ConsumerPackage(copying: "Tests/IntegrationTests/Consumers/two-targets", scratch: scratch)
        try package.edit("Package.swift") { $0.replacingOccurrences(of: "traits: []", with: "traits: [\(traits)]") }
        try follow(commands, in: package)
    }

    @Test("commands follow each other with the other build system, and in a release", .enabled(if: isSoaking))
    func others() throws {
        for options in [["--build-system", "swiftbuild"], ["-c", "release"]] {
            let package = try ConsumerPackage(
                copying: "Tests/IntegrationTests/Consumers/two-targets", scratch: "other-\(UUID().uuidString)")
            defer { package.removeScratch() }
            try follow(["build", "run", "build"], in: package, options)
        }
    }

    /// Runs the commands, each after an edit of a spec and of a Swift file, and a build at the end that has nothing to do.
    private func follow(_ commands: [String], in package: ConsumerPackage, _ options: [String] = []) throws {
        var text = ""
        for (index, command) in commands.enumerated() {
            try package.edit("Sources/shop/main.swift") { $0 + "// edit \(index)\n" }
            try package.edit("Sources/shop/metrics.yaml") { $0.replacing(/help: [^,}]*/, with: "help: Edit \(index).") }
            let outcome = try package.swift(command, options + (command == "run" ? ["shop"] : []))
            text = outcome.text
            try #require(outcome.ending == .exited(0), "\(command), number \(index) of \(commands): \(text)")
            if command == "run" { #expect(outcome.output.contains("Edit \(index).\n"), "\(text)") }
        }
        // SwiftPM makes the plugin's tool once more after `swift run`, and nothing else a second time.
        for module in ["MetricsRuntime", "MetricsHTTP", "NIOCore", "engine_server", "metricsgen_exporter"] {
            #expect(!text.contains(" Compiling \(module) "), "\(commands): \(text)")
        }
        let idle = try package.swift("build", options)
        #expect(idle.ending == .exited(0) && !idle.text.contains(" Compiling Spec"), "\(commands): \(idle.text)")
    }
}
