// swift-tools-version: 6.2
// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PackageDescription

let package = Package(
    name: "hummingbird-service",
    platforms: [.macOS(.v15)],
    dependencies: [
        // Yours is `.package(url: …, from: "0.1.0", traits: ["SwiftMetrics"])`. The trait brings MetricsBridge.
        .package(name: "metricsgen", path: "../..", traits: ["SwiftMetrics"]),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    ],
    targets: [
        .executableTarget(
            name: "hummingbird-service",
            dependencies: [
                .product(name: "MetricsRuntime", package: "metricsgen"),
                .product(name: "MetricsBridge", package: "metricsgen"),
                .product(name: "MetricsProcess", package: "metricsgen"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Metrics", package: "swift-metrics"),
            ],
            plugins: [.plugin(name: "MetricsGenPlugin", package: "metricsgen")])
    ]
)
