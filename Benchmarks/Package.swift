// swift-tools-version: 6.2
// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PackageDescription

// A package of its own: users of metricsgen don't resolve the libraries that it is only compared with.
let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "metricsgen", path: "..", traits: ["SwiftMetrics"]),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    ],
    targets: [
        // The bare operations, in C, and a count of allocations.
        .target(name: "CFloor"),
        // The generated code of the reference product, by a link, as a user's package has it: in a module of its own.
        .target(name: "ReferenceMetrics", dependencies: [.product(name: "MetricsRuntime", package: "metricsgen")]),
        .executableTarget(
            name: "runtime-benchmark",
            dependencies: [
                "CFloor", "ReferenceMetrics", .product(name: "MetricsRuntime", package: "metricsgen"),
                .product(name: "MetricsBridge", package: "metricsgen"),
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "MetricsTestKit", package: "swift-metrics"),
            ]),
    ],
    swiftLanguageModes: [.v6]
)
