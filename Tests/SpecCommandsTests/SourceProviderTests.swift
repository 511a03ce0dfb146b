// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecEmitters
import SpecFiles
import SpecOutput
import SpecPipeline
import SpecTestSupport
import TestSupport
import Testing

/// The same files on disk, in memory, and half of them edited in memory: one pipeline reads them, with one result.
@Suite("Source providers")
struct SourceProviderTests {
    private static let spec = FixtureFiles(
        """
        metricsgen: 1
        product: {name: shop, version: "1.0"}
        include: [parts/cart.yaml, parts/crat.yaml, parts]
        outputs: {docs: {file: metrics.md, locales: [de]}}
        # file: parts/cart.yaml
        groups: {cart: {metrics: {items: {type: gauge, help: Items.}}}}
        # file: locales/de.yaml
        metrics: {items: Dinge., itmes: Dinge.}
        # file: Package.swift
        """)

    private func report(_ root: RootSpec, _ sources: some SourceProvider) throws -> String {
        let compilation = try Compilation(root, in: sources, emitters: Emitter.all)
        return TextReport(sources: compilation.sources).text(of: compilation.findings)
    }

    @Test("files in memory are compiled as on disk: includes, directories, neighbours of a missing file, translations")
    func memory() throws {
        let directory = try TemporaryDirectory()
        for (path, text) in Self.spec.texts { try directory.write(text, to: path) }
        let onDisk = try report(RootSpec(path: "spec.yaml", workingDirectory: directory.path), DiskSources())
        let package = PackageInMemory(Self.spec)
        let inMemory = try report(package.root, package.sources)
        expectSame(inMemory, onDisk)
        #expect(onDisk.contains("crat.yaml") && onDisk.contains("directory"))
        #expect(package.root.hasPackage && package.root.packagePath == "spec.yaml")
    }

    @Test("an edited file takes the place of the one below it, and a file that is added is found")
    func overlay() throws {
        let package = PackageInMemory(Self.spec)
        let edited = OverlaySources(
            [
                "/package/spec.yaml": Array(
                    "metricsgen: 1\nproduct: {name: shop, version: \"1.0\"}\ninclude: [parts/cart.yaml, new/a.yaml]"
                        .utf8),
                "/package/new/a.yaml": Array("groups: {a: {metrics: {a_total: {type: counter, help: As.}}}}".utf8),
            ], over: package.sources)
        let compilation = try Compilation(package.root, in: edited, emitters: Emitter.all)
        #expect(compilation.findings == [])
        #expect(compilation.product?.metrics.map(\.name) == ["items", "a_total"])
        #expect(try edited.names(in: nil, of: "/package") == ["Package.swift", "locales", "new", "parts", "spec.yaml"])
        #expect(try edited.kind(of: .named("/package/new")) == .directory)
        #expect(try edited.kind(of: .named("/package/parts")) == .directory)
        #expect(try edited.kind(of: .named("/package/none")) == nil)
    }

    @Test("root specs are found in memory")
    func roots() throws {
        let files = MemorySources([
            "/package/Package.swift": [],
            "/package/spec/a.yaml": Array("product: {}".utf8),
            "/package/spec/b.yaml": Array("groups: {}".utf8),
        ])
        let found = try RootSpec.found(from: "/package/spec", in: files)
        #expect(found.map(\.path) == ["a.yaml"])
        #expect(found.map(\.packageDirectory) == ["/package"])
    }

    @Test(
        "root specs are those of the nearest directory",
        arguments: [
            ("/package", ["spec/a.yaml"]), ("/package/spec", ["a.yaml"]), ("/package/docs", ["../spec/a.yaml"]),
            ("/package/Sources/App", ["metrics.yaml"]), ("/package/Sources/App/Parts", ["../metrics.yaml"]),
            ("/package/Sources/Part", ["../../spec/a.yaml"]), ("/package/jobs", ["spec/job.yaml"]),
        ])
    func nearestRoots(directory: String, paths: [String]) throws {
        let root = Array("product: {}".utf8)
        let files = MemorySources([
            "/package/Package.swift": [], "/package/spec/a.yaml": root, "/package/docs/page.md": [],
            "/package/Sources/App/metrics.yaml": root, "/package/Sources/App/Parts/more.yaml": [],
            "/package/Sources/Part/metrics.yaml": Array("groups: {}".utf8), "/package/jobs/spec/job.yaml": root,
        ])
        let found = try RootSpec.found(from: directory, in: files)
        #expect(found.map(\.path) == paths)
        #expect(found.map(\.packageDirectory) == ["/package"])
    }

    @Test("no more is read than the limit and one byte")
    func limit() throws {
        let files = MemorySources(["/a": Array("12345".utf8)])
        #expect(try files.read(.named("/a"), limit: 2) == Array("123".utf8))
        #expect(try files.read(.named("/a"), limit: 5) == Array("12345".utf8))
        #expect(throws: FileError.self) { try files.read(.named("/b"), limit: 5) }
        #expect(throws: FileError.self) { try files.read(.named("/"), limit: 5) }
    }
}
