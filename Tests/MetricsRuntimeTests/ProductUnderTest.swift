// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

@testable import MetricsRuntime

/// A small product, declared as generated code does it.
struct ProductUnderTest {
    var name = "shop"
    var version = "1.0.0"
    var bound: [(String, String)] = []
    var visibility = Visibility()

    /// Declares with the closure, registers, and gives the table of series.
    func register(in registry: MetricsRegistry, _ declare: (inout ProductDeclaration) -> Void)
        throws(MetricsSetupError) -> InstanceSeries
    {
        var product = ProductDeclaration(name: name, version: version, bound: bound)
        declare(&product)
        return try product.register(in: registry, visibility: visibility)
    }
}

/// One metric in a registry of its own.
struct SingleMetric {
    let registry = MetricsRegistry(storage: .memory)
    let series: InstanceSeries

    init(_ declare: (inout ProductDeclaration) -> Void) throws {
        series = try ProductUnderTest().register(in: registry, declare)
    }

    /// The lines of samples, without comments.
    var samples: [String] {
        registry.exposition().split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init)
    }
}
