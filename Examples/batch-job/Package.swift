// swift-tools-version: 6.1
// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PackageDescription

let package = Package(
    name: "batch-job",
    platforms: [.macOS(.v15)],
    dependencies: [
        // Yours is `.package(url: …, from: "0.1.0", traits: [])`.
        .package(name: "metricsgen", path: "../..", traits: [])
    ],
    targets: [
        .executableTarget(
            name: "batch-job",
            dependencies: [.product(name: "MetricsRuntime", package: "metricsgen")],
            plugins: [.plugin(name: "MetricsGenPlugin", package: "metricsgen")])
    ]
)
