// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// What README, the pages and `init` show as Swift compiles as it is shown.
@Suite("Swift that people copy")
struct PrintedCodeTests {
    private static let sources = [
        "README.md", "docs/build-plugin.md", "docs/life-of-a-metric.md", "docs/several-processes.md",
    ]

    private static func blocks(of page: String) throws -> [String] {
        try Repository.text(page).components(separatedBy: "```swift\n").dropFirst().map {
            $0.components(separatedBy: "\n```")[0] + "\n"
        }
    }

    private func metricsgen(_ arguments: String..., in package: TemporaryDirectory) throws -> RunningProcess.Outcome {
        let outcome = try RunningProcess.run(
            BuiltProgram.path("metricsgen"), arguments, workingDirectory: package.path)
        try #require(outcome.ending == .exited(0), "\(outcome.errorOutput)")
        return outcome
    }

    /// What SwiftPM reads in a manifest; it downloads nothing for that.
    private func read(manifest: String) throws -> String {
        let package = try TemporaryDirectory()
        try package.write(manifest, to: "Package.swift")
        let outcome = try RunningProcess.run(
            "swift", ["package", "dump-package"], workingDirectory: package.path, timeLimit: 1800)
        #expect(outcome.ending == .exited(0), "\(manifest)\(outcome.output)\(outcome.errorOutput)")
        return outcome.output
    }

    @Test("manifests are manifests", arguments: sources)
    func manifests(page: String) throws {
        for block in try Self.blocks(of: page) where block.hasPrefix("// swift-tools-version") {
            let manifest = try read(manifest: block)
            #expect(manifest.contains("MetricsRuntime") && manifest.contains("\"traits\""), "\(block)")
        }
    }

    // README's code, and that on the pages about kinds, recording and the language, is compiled and run with the specs beside it.
    @Test("code on the pages about several processes and the life of a metric compiles")
    func pages() throws {
        for block in try Self.blocks(of: "docs/several-processes.md") { try compile(["main.swift": block]) }
        let shop = try shopMetrics()
        for block in try Self.blocks(of: "docs/life-of-a-metric.md") {
            try compile(["Shop.swift": block, "ShopMetrics.swift": shop], isLibrary: true)
        }
    }

    @Test("code of the articles in the modules' documentation compiles, the blocks of an article as one program")
    func articles() throws {
        let shop = try shopMetrics()
        let pages = try Repository.articles().map { try Self.blocks(of: $0) }.filter { !$0.isEmpty }
        #expect(pages.count >= 5)
        for blocks in pages {
            try compile(["main.swift": blocks.joined(separator: "\n"), "ShopMetrics.swift": shop])
        }
    }

    /// The Swift that is generated from the README's spec.
    private func shopMetrics() throws -> String {
        let package = try TemporaryDirectory()
        try package.write("", to: "Package.swift")
        let readme = try Repository.text("README.md")
        let start = try #require(readme.range(of: "```yaml\n")).upperBound
        let end = try #require(readme.range(of: "\n```", range: start..<readme.endIndex)).lowerBound
        try package.write(String(readme[start..<end]), to: "metrics.yaml")
        _ = try metricsgen("build", in: package)
        return try package.text(of: "Generated/Swift/ShopMetrics.swift")
    }

    @Test("no page shows Swift that nothing compiles")
    func everyPage() throws {
        let compiled = Self.sources + ["docs/coming-from.md", "docs/kinds.md", "docs/language.md", "docs/recording.md"]
        for page in try Repository.files(in: "docs", endingWith: ".md")
        where try !Self.blocks(of: "docs/\(page)").isEmpty {
            #expect(compiled.contains("docs/\(page)"), "\(page)")
        }
    }

    @Test("what `init` prints for committed outputs is a manifest, and code that records")
    func committed() throws {
        let package = try TemporaryDirectory()
        try package.write("let package = Package(name: \"corner-shop\")\n", to: "Package.swift")
        let printed = try Self.paragraphs(of: metricsgen("init", in: package).output)
        let target = try #require(printed.first { $0.hasPrefix(".target(") })
        for dependency in printed where dependency.hasPrefix(".package(") {
            let manifest = try read(
                manifest: Self.manifest(
                    printed, dependency,
                    targets: "\(target)\n.executableTarget(name: \"App\", dependencies: [\"CornerShopMetrics\"])"))
            #expect(manifest.contains("\"CommandLine\""))
        }
        _ = try metricsgen("build", in: package)
        let compiler = try SwiftCompiler()
        let module = try compiler.emitModule(
            "CornerShopMetrics", package.text(of: "Generated/Swift/CornerShopMetrics.swift"))
        #expect(module.ending == .exited(0), "\(module.errorOutput)")
        try package.write(#require(printed.first { $0.hasPrefix("import ") }), to: "main.swift")
        let outcome = try compiler.typecheck(program: [package.path + "/main.swift"])
        #expect(outcome.ending == .exited(0) && outcome.errorOutput.isEmpty, "\(outcome.errorOutput)")
    }

    @Test("what `init` prints for the build plugin is a manifest, and code that records")
    func plugin() throws {
        let package = try TemporaryDirectory()
        try package.write("let package = Package(name: \"corner-shop\")\n", to: "Package.swift")
        let printed = try Self.paragraphs(of: metricsgen("init", "Sources/App/metrics.yaml", in: package).output)
        let target = try #require(printed.first { $0.hasPrefix("dependencies:") })
        for dependency in printed where dependency.hasPrefix(".package(") {
            let manifest = try read(
                manifest: Self.manifest(printed, dependency, targets: ".executableTarget(name: \"App\", \(target))"))
            #expect(manifest.contains("MetricsGenPlugin"))
        }
        let work = try TemporaryDirectory()
        let generated = try RunningProcess.run(
            BuiltProgram.path("metricsgen-plugin-tool"),
            [work.path, package.path + "/Sources/App/metrics.yaml", "metrics.swift"])
        #expect(generated.ending == .exited(0), "\(generated.errorOutput)")
        try compile([
            "main.swift": #require(printed.first { $0.hasPrefix("import ") }),
            "metrics.swift": work.text(of: "metrics.swift"),
        ])
    }

    /// The indented parts of what was printed, without the indentation. Empty lines belong to the part around them.
    private static func paragraphs(of text: String) -> [String] {
        var parts: [[Substring]] = [[]]
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("    ") || line.isEmpty {
                parts[parts.count - 1].append(line.dropFirst(4))
            } else {
                parts.append([])
            }
        }
        return parts.map { $0.joined(separator: "\n").trimmingCharacters(in: .newlines) }.filter { !$0.isEmpty }
    }

    private static func manifest(_ printed: [String], _ dependency: String, targets: String) throws -> String {
        let version = try #require(printed.first { $0.hasPrefix("// swift-tools-version") })
        let platforms = try #require(printed.first { $0.hasPrefix("platforms:") })
        return """
            \(version)
            import PackageDescription

            let package = Package(
                name: "corner-shop",
                \(platforms)
                dependencies: [
                    \(dependency)
                ],
                targets: [
                    \(targets)
                ])

            """
    }

    private func compile(_ files: [String: String], isLibrary: Bool = false) throws {
        let directory = try TemporaryDirectory()
        for (name, text) in files { try directory.write(text, to: name) }
        let paths = files.keys.sorted().map { directory.path + "/" + $0 }
        let compiler = try SwiftCompiler()
        let outcome = try isLibrary ? compiler.typecheck(paths) : compiler.typecheck(program: paths)
        #expect(outcome.ending == .exited(0) && outcome.errorOutput.isEmpty, "\(outcome.errorOutput)")
    }
}
