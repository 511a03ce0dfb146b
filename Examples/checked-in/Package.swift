// swift-tools-version: 6.1
// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PackageDescription

let package = Package(
    name: "checked-in",
    platforms: [.macOS(.v15)],
    dependencies: [
        // Yours is `.package(url: …, from: "0.1.0", traits: ["CommandLine"])`. The trait brings `swift package metricsgen`.
        .package(name: "metricsgen", path: "../..", traits: ["CommandLine"])
    ],
    targets: [
        .target(
            name: "JobMetrics",
            dependencies: [.product(name: "MetricsRuntime", package: "metricsgen")],
            path: "Generated/Swift"),
        .executableTarget(
            name: "job", dependencies: ["JobMetrics", .product(name: "MetricsRuntime", package: "metricsgen")]),
    ]
)
