// swift-tools-version: 6.1
// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PackageDescription

let package = Package(
    name: "service",
    platforms: [.macOS(.v15)],
    dependencies: [
        // Yours is `.package(url: …, from: "0.1.0", traits: ["HTTP"])`. The trait brings MetricsHTTP, and SwiftNIO with it.
        .package(name: "metricsgen", path: "../..", traits: ["HTTP"])
    ],
    targets: [
        .executableTarget(
            name: "service",
            dependencies: [
                .product(name: "MetricsRuntime", package: "metricsgen"),
                .product(name: "MetricsHTTP", package: "metricsgen"),
            ],
            plugins: [.plugin(name: "MetricsGenPlugin", package: "metricsgen")])
    ]
)
