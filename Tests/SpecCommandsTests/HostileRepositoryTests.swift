// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Foundation
import SpecDiagnostics
import SpecFiles
import SpecPipeline
import Synchronization
import Testing

@testable import SpecCommands

/// A repository that somebody else wrote: whatever is in it, nothing outside is opened, and nothing of the user's is
/// lost.
@Suite("A hostile repository")
struct HostileRepositoryTests {
    private let outer: SpecInDirectory
    private var package: String { outer.path + "/package" }

    init() throws {
        outer = try SpecInDirectory("", named: "unused")
        try FileManager.default.removeItem(atPath: outer.path + "/Package.swift")
        try outer.write("", to: "package/Package.swift")
        try outer.write("secret: s3cr3t\n", to: "secret.yaml")
        try outer.write("[core] s3cr3t\n", to: "package/.git/config")
    }

    private func spec(_ outputs: String = "docs: {file: docs/metrics.md}", include: String = "") throws {
        try outer.write(
            """
            metricsgen: 1
            product: {name: shop, version: "1.0.0", prefix: shop_}
            outputs: {\(outputs)}
            \(include.isEmpty ? "" : "include: [\(include)]")
            groups: {orders: {metrics: {taken_total: {type: counter, help: Orders taken.}}}}
            """, to: "package/metrics.yaml")
    }

    private func link(_ name: String, to target: String) throws {
        let path = package + "/" + name
        try FileManager.default.createDirectory(
            atPath: Path.directory(of: path), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
    }

    private func build() throws -> Build { try Build(RootSpec.found(from: package)) }

    private func report(_ build: Build) -> String { TextReport(sources: build.sources).text(of: build.findings) }

    @Test(
        "an include behind a link out of the package is refused, and not shown",
        arguments: ["../secret.yaml", ".git/config"])
    func include(_ target: String) throws {
        try spec(include: "part.yaml")
        try link("part.yaml", to: target)
        let text = report(try build())
        #expect(text.contains("part.yaml"), "\(text)")
        #expect(!text.contains("s3cr3t"), "\(text)")
    }

    @Test("one behind a link inside is read")
    func includeInside() throws {
        try spec(include: "part.yaml")
        try outer.write("groups: {g: {metrics: {x: {type: gauge, help: Things.}}}}\n", to: "package/shared/part.yaml")
        try link("part.yaml", to: "shared/part.yaml")
        #expect(try build().findings.isEmpty)
    }

    @Test("a translation, a found spec and a directory of specs behind such a link are refused")
    func otherReading() throws {
        try spec("docs: {file: docs/metrics.md, locales: [zh]}")
        try link("locales/zh.yaml", to: "../../secret.yaml")
        let text = report(try build())
        #expect(text.contains("locales/zh.yaml") && !text.contains("s3cr3t"), "\(text)")

        try link("spec/other.yaml", to: "../../secret.yaml")
        #expect(throws: FileError.self) { try RootSpec.found(from: package) }
        try FileManager.default.removeItem(atPath: package + "/spec")
        try link("spec", to: "..")
        #expect(throws: FileError.self) { try RootSpec.found(from: package) }
    }

    @Test("what a person names is opened as it is named")
    func named() throws {
        try spec()
        try FileManager.default.moveItem(atPath: package + "/metrics.yaml", toPath: outer.path + "/elsewhere.yaml")
        try link("metrics.yaml", to: "../elsewhere.yaml")
        let root = RootSpec(path: "metrics.yaml", workingDirectory: package)
        let directory = outer.path + "/named"
        try FileManager.default.createDirectory(atPath: outer.path + "/target", withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: directory, withDestinationPath: "target")
        _ = try Build([root], base: directory).apply()
        #expect(try outer.text(of: "target/docs/metrics.md").contains("Orders taken."))
    }

    @Test("an output behind a link out of the package is neither compared nor written", arguments: ["..", ".git"])
    func output(_ target: String) throws {
        try outer.write("s3cr3t", to: "metrics.md")
        try link("docs", to: target)
        try spec()
        let digest = ContentDigest(Array("s3cr3t".utf8))
        try outer.write(
            """
            {"version": 2, "tool": "metricsgen 0.1.0", "product": "shop", "spec": "metrics.yaml",
             "files": {"docs/metrics.md": "\(digest)", "docs/config": "\(digest)"}}
            """, to: "package/Generated/.metricsgen-shop.json")
        #expect(throws: CommandFailure.self) { try build() }
        // Nor is it removed.
        try spec("docs: {file: page.md}")
        _ = try build().apply()
        #expect(try outer.text(of: "metrics.md") == "s3cr3t")
        #expect(try outer.text(of: "package/.git/config") == "[core] s3cr3t\n")
    }

    @Test("no output replaces Package.swift by a link to it, or makes one where there is none")
    func packageManifest() throws {
        try FileManager.default.removeItem(atPath: package + "/Package.swift")
        try spec("docs: {file: docs/metrics.md}")
        try link("docs/metrics.md", to: "../Package.swift")
        #expect(throws: CommandFailure.self) { try build().apply() }
        #expect(!FileManager.default.fileExists(atPath: package + "/Package.swift"))
    }

    @Test(
        "no manifest is written where a link in its place leads to what other programs obey",
        arguments: ["../.github/workflows/new.yml", "../.gitmodules", "../Package@swift-6.9.swift"])
    func manifestThroughLink(target: String) throws {
        try spec("docs: {file: docs/metrics.md}")
        try FileManager.default.createDirectory(
            atPath: package + "/.github/workflows", withIntermediateDirectories: true)
        try link("Generated/.metricsgen-shop.json", to: target)
        #expect(throws: CommandFailure.self) { try build().apply() }
        #expect(!FileManager.default.fileExists(atPath: package + "/Generated/" + target))
    }

    @Test(
        "paths that other programs obey, or that other systems can't have, are errors",
        arguments: [
            ".git/hooks/x", ".GIT/x", ".github/workflows/a.yaml", ".gitattributes", "Package.swift", "a/package.SWIFT",
            "Package@swift-6.swift", "Generated/.metricsgen-shop.json", "nul", "a/CON.md", "com1.txt", "LPT².x", "a./b",
            "a /b", "a:b", #"a\\b"#, "a?", "$HOME/x", "~x/y", #".g\u200Cit/x"#, #".gi\u200Dthub/x"#, #"a\u202Eb"#,
            #"a\nb"#, #"a\eb"#, "metrics.yaml",
            "METRICS.YAML",
        ])
    func unwritable(_ path: String) throws {
        try spec("catalogue: {file: \"\(path)\"}")
        let build = try build()
        #expect(build.findings.hasErrors, "\(path)")
        #expect(build.plans.isEmpty)
    }

    @Test(
        "usual paths are none of these",
        arguments: ["docs/console.md", "common/nullable.md", "a b/größe.md", ".well-known/x", "..a/b"])
    func usual(_ path: String) throws {
        try spec("catalogue: {file: \"\(path)\"}")
        let build = try build()
        #expect(build.findings.isEmpty, "\(path): \(report(build))")
    }

    @Test(
        "two paths that are one file elsewhere are one",
        arguments: [("a/Metrics.md", "a/metrics.md"), ("\u{E9}.md", "e\u{301}.md"), ("A/x.md", "a/x.md")])
    func sameElsewhere(first: String, second: String) throws {
        try spec("docs: {file: \(first)}, catalogue: {file: \(second)}")
        #expect(try build().findings.map(\.rule.name) == ["output-written-twice"])
    }

    @Test("a fix keeps the mode of the spec, and the link to it")
    func fixing() throws {
        try outer.write(
            """
            metricsgen: 1
            product: {name: shop, version: "1.0.0", prefix: shop_}
            labels: {unused: {help: Nobody has it.}}
            groups: {orders: {metrics: {taken_total: {type: counter, help: Orders taken.}}}}

            """, to: "package/shared/shop.yaml")
        try link("metrics.yaml", to: "shared/shop.yaml")
        let file = package + "/shared/shop.yaml"
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
        let lint = try Lint(fixing: RootSpec.found(from: package))
        #expect(!lint.applied.isEmpty)
        #expect(!(try outer.text(of: "package/shared/shop.yaml")).contains("unused"))
        #expect(
            try FileManager.default.destinationOfSymbolicLink(atPath: package + "/metrics.yaml") == "shared/shop.yaml")
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? NSNumber
        #expect(mode?.intValue == 0o600)
    }

    @Test("several builds at once leave what one would, and all of them succeed")
    func concurrentBuilds() throws {
        let groups = (0..<20).map { "g\($0): {metrics: {m\($0)_total: {type: counter, help: Things NUMBER.}}}" }
        for number in 0..<4 {
            let outputs = "docs: {file: docs/m\(number % 2).md}, catalogue: {file: c.json}, swift: {directory: S}"
            try outer.write(
                """
                metricsgen: 1
                product: {name: shop, version: "1.0.0", prefix: shop_}
                outputs: {\(outputs)}
                groups: {\(groups.joined(separator: ", ").replacing("NUMBER", with: "\(number)"))}
                """, to: "package/metrics.yaml")
            let failures = Mutex([String]())
            let package = package
            DispatchQueue.concurrentPerform(iterations: 6) { _ in
                do { _ = try Build(RootSpec.found(from: package), isForWriting: true).apply() } catch {
                    failures.withLock { $0.append("\(error)") }
                }
            }
            #expect(failures.withLock { $0 } == [])
            let build = try build()
            #expect(try OutputReport(build).changes.isEmpty)
        }
        let files = FileManager.default.enumerator(atPath: package)?.compactMap { $0 as? String } ?? []
        #expect(
            files.filter { !$0.hasPrefix(".git") }.sorted() == [
                "Generated", "Generated/.metricsgen-shop.json", "Package.swift", "S", "S/ShopMetrics.swift", "c.json",
                "docs", "docs/m1.md", "metrics.yaml",
            ])
    }
}
