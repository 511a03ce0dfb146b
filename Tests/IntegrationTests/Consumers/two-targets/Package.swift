// swift-tools-version: 6.1
import PackageDescription

let package = Package(
    name: "consumer",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "metricsgen", path: "(metricsgen)", traits: [])],
    targets: [
        .target(
            name: "Bakery", dependencies: [.product(name: "MetricsRuntime", package: "metricsgen")],
            plugins: [.plugin(name: "MetricsGenPlugin", package: "metricsgen")]),
        .executableTarget(
            name: "shop", dependencies: ["Bakery", .product(name: "MetricsRuntime", package: "metricsgen")],
            plugins: [.plugin(name: "MetricsGenPlugin", package: "metricsgen")]),
        .testTarget(
            name: "ShopTests", dependencies: [.product(name: "MetricsRuntime", package: "metricsgen")],
            plugins: [.plugin(name: "MetricsGenPlugin", package: "metricsgen")]),
    ]
)
