// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "greeter",
    platforms: [.macOS(.v15)],
    targets: [
        .executableTarget(name: "greeter")
    ]
)
