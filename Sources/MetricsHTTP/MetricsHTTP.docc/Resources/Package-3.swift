// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "greeter",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(url: "https://example.com/metricsgen.git", from: "0.1.0", traits: ["HTTP"])
    ],
    targets: [
        .executableTarget(
            name: "greeter",
            dependencies: [
                .product(name: "MetricsRuntime", package: "metricsgen")
            ],
            plugins: [.plugin(name: "MetricsGenPlugin", package: "metricsgen")])
    ]
)
