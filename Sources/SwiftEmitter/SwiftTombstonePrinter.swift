// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecModel

/// The code for a removed metric: two accessors that are both unavailable. Whatever form the code has that still
/// records it, the compiler stops with a message that says what to use.
///
/// The one in the struct has the type of the metric's handle, for code that passes it on. The other takes any labels,
/// which the tombstone doesn't know any more. It is in a protocol's extension, where a property may have the same
/// name and another type.
enum SwiftTombstonePrinter {
    static func hasTombstones(_ group: SwiftGroup) -> Bool { group.metrics.contains(where: isTombstone) }

    static func protocolName(of group: SwiftGroup) -> String { "_\(group.typeName)Removed" }

    /// Prints the declarations that belong to the struct of a group.
    static func print(_ group: SwiftGroup, of swift: SwiftProduct, into source: inout SwiftSource) {
        guard hasTombstones(group) else { return }
        let (access, name) = (swift.access, protocolName(of: group))
        source.line()
        source.block("nonisolated extension \(swift.typeName)") { source in
            source.documentation("For code that still records a removed metric: it fails to compile.")
            source.line("\(access.typeModifier)protocol \(name) {}")
        }
        source.line()
        source.block("nonisolated extension \(swift.typeName).\(name)") { source in
            for (index, metric) in group.metrics.filter(isTombstone).enumerated() {
                if index > 0 { source.line() }
                for attribute in SwiftMetricPrinter.attributes(of: metric.metric, in: swift) {
                    source.line("\(attribute)")
                }
                let property = SwiftIdentifier.escaped(metric.property)
                let type =
                    metric.companion.map { "RemovedStateSet<\(swift.typeName).\(group.typeName).\($0.typeName)>" }
                    ?? "RemovedSeries"
                source.line("\(access.modifier)var \(property): MetricsRuntime.\(type) { .init() }")
            }
        }
    }

    /// Prints the declarations that belong to the struct of the product: values of labels that are written without
    /// their type.
    static func printLabels(_ swift: SwiftProduct, into source: inout SwiftSource) {
        guard swift.groups.contains(where: hasTombstones), !swift.enums.isEmpty else { return }
        printLabels(of: "RemovedSeries", returning: "MetricsRuntime.RemovedSeries", swift, into: &source)
        let hasStates = swift.groups.flatMap(\.metrics).contains { isTombstone($0) && $0.companion != nil }
        if hasStates { printLabels(of: "RemovedStateSet", returning: "Self", swift, into: &source) }
    }

    private static func printLabels(
        of type: String, returning result: String, _ swift: SwiftProduct, into source: inout SwiftSource
    ) {
        source.line()
        source.block("nonisolated extension MetricsRuntime.\(type)") { source in
            for swiftEnum in swift.enums {
                source.line(
                    "\(swift.access.modifier)subscript(_ value: \(swift.typeName).\(swiftEnum.typeName)) -> \(result) { self }"
                )
            }
        }
    }

    private static func isTombstone(_ metric: SwiftMetric) -> Bool {
        if case .removed = metric.series { true } else { false }
    }
}
