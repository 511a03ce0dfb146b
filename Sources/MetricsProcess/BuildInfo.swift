// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

public import MetricsRuntime

/// What was built, as labels of a gauge that is always 1: `shop_build_info{version="1.4.0"} 1.0`. The products and
/// versions are those of the specs whose metrics are in the registry.
///
/// ```swift
/// registry.add(collector: BuildInfo(of: registry, labels: ["revision": "3f2a1c"]))
/// ```
public struct BuildInfo: MetricsCollector {
    /// The name in reports.
    public let name = "build_info"
    private let labels: [String: String]
    private let products: @Sendable () -> [(name: String, version: String)]

    /// The builds of the registry's products.
    ///
    /// - Parameter labels: Further labels, such as `revision` and `branch`.
    public init(of registry: MetricsRegistry, labels: [String: String] = [:]) {
        self.labels = labels
        // Weak: the registry keeps its collectors.
        products = { [weak registry] in registry?.products ?? [] }
    }

    /// Adds the families as they are now.
    public func collect(into families: inout CollectedFamilies) {
        for product in products() {
            families.gauge(
                "\(Self.legal(product.name))_build_info", "The build of \(product.name) that is running.",
                ["version": product.version].merging(labels) { version, _ in version }, value: 1)
        }
    }

    /// The name of a product in the name of a metric.
    private static func legal(_ name: String) -> String {
        let characters = name.unicodeScalars.map { scalar in
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", "_": String(scalar)
            default: "_"
            }
        }
        let legal = characters.joined()
        return legal.first.map { $0.isNumber } ?? true ? "_" + legal : legal
    }
}
