// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import SpecCommands

@Suite("A Package.swift to start from")
struct StarterManifestTests {
    @Test("where there is none, that is said before anything is to be added to it")
    func none() {
        let text = StarterManifest(text: nil).dependency(isForPlugin: true)
        #expect(text.hasPrefix("There is no Package.swift here: `swift package init --type executable` makes one."))
        #expect(!StarterManifest(text: "").dependency(isForPlugin: true).contains("There is no"))
    }

    @Test("a target is found by the folder that it names, and not by what another one names or depends on")
    func targets() {
        let manifest = StarterManifest(
            text: """
                let package = Package(
                    products: [.library(name: "Wrong", targets: ["Core"])],
                    dependencies: [.package(name: "other", path: "src")],
                    targets: [
                        .executableTarget(
                            name: "App", dependencies: [.target(name: "Core"), .product(name: "X", package: "x")],
                            path: "src/app/"),
                        .target(name: "Core"),
                        .testTarget(name: "AppTests", dependencies: ["App"], path: "src/tests"),
                    ], name: "shop")
                """)
        #expect(manifest.target(of: "src/app/metrics.yaml") == .init(name: "App", isTest: false))
        #expect(manifest.target(of: "src/tests/deep/metrics.yaml") == .init(name: "AppTests", isTest: true))
        #expect(manifest.target(of: "src/application/metrics.yaml") == nil)
        #expect(manifest.target(of: "Sources/Core/metrics.yaml") == .init(name: "Core", isTest: false))
        #expect(manifest.target(of: "metrics.yaml") == nil)
        #expect(manifest.folders == ["src/app", "src/tests"])
        #expect(manifest.packageName == "shop")
    }
}
