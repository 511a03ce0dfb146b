// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// The programs as people install them, optimised: they have to say what the debug builds say, which the other tests
/// compare with what is due.
@Suite("Optimised programs")
struct ReleaseToolTests {
    /// A spec with the files around it, as a fixture or an example has them.
    struct Input: Sendable {
        let name: String
        let files: FixtureFiles
    }

    private static func fixtures() throws -> [Input] {
        try [
            "Tests/SpecLanguageTests/Fixtures", "Tests/SpecLanguageTests/Fixtures/Legal",
            "Tests/SpecChecksTests/Fixtures",
            "Tests/SpecEmittersTests/Fixtures",
        ].flatMap { folder in
            try Repository.files(in: folder, endingWith: ".yaml").map { file in
                Input(
                    name: file,
                    files: FixtureFiles(try RecordedText(path: "\(folder)/\(file)").input, root: "metrics.yaml"))
            }
        }
    }

    /// The specs below `spec/` and `Examples/`, each with all YAML files of its package.
    private static func examples() throws -> [Input] {
        let root = Repository.root.path(percentEncoded: false)
        let examples = try FileManager.default.contentsOfDirectory(atPath: root + "/Examples").sorted()
        return try (["spec"] + examples.map { "Examples/\($0)" }).flatMap { folder in
            let paths = (try? FileManager.default.subpathsOfDirectory(atPath: "\(root)/\(folder)")) ?? []
            let yaml = paths.filter { $0.hasSuffix(".yaml") && !$0.contains(".build/") }
            let texts = try Dictionary(
                uniqueKeysWithValues: yaml.map { ($0, try Repository.text("\(folder)/\($0)")) })
            return texts.filter { $0.value.contains(#/(?m)^product:/#) }.keys.sorted().map {
                Input(name: "\(folder)/\($0)", files: FixtureFiles(texts, root: $0))
            }
        }
    }

    /// The bad and the good example of each rule, as `explain` shows them.
    private static func ruleExamples() throws -> [Input] {
        func explain(_ arguments: String...) throws -> String {
            try RunningProcess.run(BuiltProgram.path("metricsgen"), ["explain"] + arguments).output
        }
        return try explain().matches(of: #/(?m)^MG\d+/#).flatMap { code in
            // An example is indented, and ends at the next line that isn't.
            try explain(String(code.output)).matches(of: #/(?:Raises it|Fixed):\n\n((?: .*\n|\n)+)/#).map { match in
                let lines = match.output.1.split(separator: "\n", omittingEmptySubsequences: false).map {
                    $0.dropFirst(4)
                }
                return Input(
                    name: "example of \(code.output)",
                    files: FixtureFiles(lines.joined(separator: "\n"), root: "metrics.yaml"))
            }
        }
    }

    private static func optimised(_ program: String) throws -> String {
        let path = URL(filePath: BuiltProgram.path(program)).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "release/\(program)").path(percentEncoded: false)
        try #require(
            FileManager.default.isExecutableFile(atPath: path),
            "there is no release build of \(program): run `make test`")
        return path
    }

    // `check` runs every rule, and shows as a difference whatever the spec would become.
    @Test("metricsgen finds and makes the same in every fixture and every example")
    func metricsgen() throws {
        let (debug, release) = (BuiltProgram.path("metricsgen"), try Self.optimised("metricsgen"))
        let inputs = try Self.fixtures() + Self.examples() + Self.ruleExamples()
        #expect(inputs.count > 400)
        for input in inputs {
            let package = try Self.package(input)
            let root = input.files.root
            let results = try [debug, release].map {
                try RunningProcess.run($0, ["check", root], workingDirectory: package.path)
            }
            Self.expectSame(results, input.name)
        }
    }

    @Test("the build plugin's tool finds and makes the same in every fixture")
    func pluginTool() throws {
        let (debug, release) = (
            BuiltProgram.path("metricsgen-plugin-tool"), try Self.optimised("metricsgen-plugin-tool")
        )
        for input in try Self.fixtures() {
            let package = try Self.package(input)
            let files = input.files.texts.keys.sorted().enumerated().flatMap {
                ["\(package.path)/\($1)", "F\($0).swift"]
            }
            let results = try [debug, release].map {
                let output = try TemporaryDirectory()
                let outcome = try RunningProcess.run($0, [output.path] + files, workingDirectory: package.path)
                return (outcome, try output.files())
            }
            Self.expectSame(results.map(\.0), input.name)
            #expect(results[0].1 == results[1].1, "\(input.name)")
        }
    }

    private static func package(_ input: Input) throws -> TemporaryDirectory {
        let package = try TemporaryDirectory()
        try package.write("", to: "Package.swift")
        for (path, text) in input.files.texts { try package.write(text, to: path) }
        for path in input.files.directories {
            try FileManager.default.createDirectory(
                at: package.url.appending(path: path), withIntermediateDirectories: true)
        }
        return package
    }

    private static func expectSame(_ results: [RunningProcess.Outcome], _ name: String) {
        let (debug, release) = (results[0], results[1])
        #expect(release.ending == debug.ending, "\(name)")
        #expect(release.output == debug.output, "\(name)")
        #expect(release.errorOutput == debug.errorOutput, "\(name)")
    }
}
