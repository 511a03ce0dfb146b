// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// Ways to get the plugin that each compile everything again: `make soak`.
@Suite("The build plugin in its variants", .serialized, .enabled(if: isSoaking))
struct PluginVariantTests {
    private static let original = "Tests/IntegrationTests/Consumers/two-targets"

    @Test("release, from a git URL with a tag")
    func release() throws {
        // SwiftPM doesn't decode the path of a file URL, so the clone has a plain one.
        let directory = try TemporaryDirectory(named: "metricsgen")
        let clone = directory.path
        for command in [
            ["clone", "-q", Repository.root.path(percentEncoded: false), clone],
            ["-C", clone, "tag", "-f", "0.1.0"],
        ] {
            let git = try RunningProcess.run("git", command)
            try #require(git.ending == .exited(0), "\(git.errorOutput)")
        }
        let package = try ConsumerPackage(copying: Self.original, scratch: "url-\(UUID().uuidString)")
        defer { package.removeScratch() }
        try package.edit("Package.swift") { manifest in
            manifest.replacing(#/\.package\(name: "metricsgen", path: "[^"]*"/#) { _ in
                ".package(url: \"file://\(clone)\", from: \"0.1.0\""
            }
        }
        let build = try package.swift("build", "-c", "release")
        try #require(build.ending == .exited(0), "\(build.text)")
        let page = try package.run("shop", configuration: "release").output
        #expect(page.contains("shop_orders_total 1.0\n") && page.contains("oven_temperature 210.0\n"), "\(page)")
        // Nothing is cloned that isn't used.
        let pins = try package.directory.text(of: "Package.resolved")
        #expect(pins.contains("\"metricsgen\"") && !pins.contains("swift-nio") && !pins.contains("argument-parser"))

        let idle = try package.swift("build", "-c", "release")
        let still = try package.swift("build", "-c", "release")
        #expect(idle.ending == .exited(0) && !still.text.contains("Compiling the metrics"), "\(still.text)")
    }

    @Test("with libyaml from source the tool clones only Yams, and writes the same bytes")
    func libyamlFromSource() throws {
        let fromSystem = try ConsumerPackage(copying: Self.original)
        #expect(try fromSystem.swift("build").ending == .exited(0))

        let package = try ConsumerPackage(copying: Self.original, scratch: "libyaml-\(UUID().uuidString)")
        defer { package.removeScratch() }
        try package.edit("Package.swift") {
            $0.replacingOccurrences(of: "traits: []", with: "traits: [\"LibYAMLFromSource\"]")
        }
        let build = try package.swift("build")
        try #require(build.ending == .exited(0), "\(build.text)")
        #expect(try package.cloned() == ["Yams"])
        for target in ["Bakery", "shop"] {
            let bytes = try package.generated(for: target)
            #expect(try bytes == fromSystem.generated(for: target) && !bytes.isEmpty)
        }
    }

    @Test("the prebuilt tool builds nothing of the compiler, needs no library, and writes the same bytes")
    func prebuilt() throws {
        let bundle = Repository.root.appending(path: ".build/artifactbundle/metricsgen-prebuilt")
            .path(percentEncoded: false)
        try #require(FileManager.default.fileExists(atPath: bundle), "run `make artifactbundle` first")
        let fromSource = try ConsumerPackage(copying: Self.original)
        #expect(try fromSource.swift("build").ending == .exited(0))

        let package = try ConsumerPackage(copying: Self.original, scratch: "prebuilt-\(UUID().uuidString)")
        defer { package.removeScratch() }
        try package.edit("Package.swift") {
            $0.replacingOccurrences(
                of: "traits: [])],", with: "traits: []),\n        .package(path: \"\(bundle)\")],"
            ).replacingOccurrences(
                of: ".plugin(name: \"MetricsGenPlugin\", package: \"metricsgen\")",
                with: ".plugin(name: \"MetricsGenPrebuiltPlugin\", package: \"metricsgen-prebuilt\")")
        }
        let build = try package.swift("build")
        try #require(build.ending == .exited(0), "\(build.text)")
        for module in ["SpecYAML", "SpecLanguage", "SpecPipeline", "SpecCommands", "SwiftEmitter", "ArgumentParser"] {
            #expect(!build.text.contains(" \(module) "), "\(build.text)")
        }
        // It runs where neither libyaml nor Swift is.
        let files = FileManager.default.enumerator(atPath: bundle)?.compactMap { $0 as? String } ?? []
        let tool = try #require(files.first { $0.hasSuffix("/bin/metricsgen-plugin-tool-prebuilt") }, "\(files)")
        let libraries = try RunningProcess.run("ldd", ["\(bundle)/\(tool)"])
        let answer = libraries.output + libraries.errorOutput
        #expect(answer.contains("not a dynamic executable") || answer.contains("statically linked"), "\(answer)")
        for target in ["Bakery", "shop"] {
            let bytes = try package.generated(for: target, by: "MetricsGenPrebuiltPlugin")
            #expect(try bytes == fromSource.generated(for: target) && !bytes.isEmpty)
        }
        try package.edit("Sources/shop/metrics.yaml") { $0.replacingOccurrences(of: "counter", with: "countr") }
        let broken = try package.swift("build")
        #expect(broken.ending == .exited(1))
        #expect(broken.text.contains("metrics.yaml:7:28: error: `type` can't be `countr`"), "\(broken.text)")
    }
}
