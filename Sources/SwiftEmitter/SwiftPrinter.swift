// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecModel
import SpecOutput
import SpecText

/// Prints the generated file.
///
/// Every struct holds one pointer, and handles are computed from it: checking an initializer that sets one property
/// per metric would take time cubic in their number. The declaration is one call for each metric, in one function for
/// each group. Both take linear time in the compiler.
enum SwiftPrinter {
    static func write(_ swift: SwiftProduct, to receiver: @escaping TextSink.Receiver) {
        var source = SwiftSource(receiver)
        header(notice: GeneratedNotice(swift.spec).text, swift.access, into: &source)
        product(swift, into: &source)
        for group in swift.groups { self.group(group, of: swift, into: &source) }
        source.finish()
    }

    /// The part of a file before the first declaration.
    static func header(notice: String, _ access: SwiftAccess, into source: inout SwiftSource) {
        source.line("// \(notice)")
        source.line("// swift-format-ignore-file")
        source.line("// swiftlint:disable all")
        source.line()
        for line in access.importLines { source.line(line) }
    }

    /// The struct of the product, without those of its groups.
    static func product(_ swift: SwiftProduct, into source: inout SwiftSource) {
        source.line()
        printProduct(swift, into: &source)
        SwiftTombstonePrinter.printLabels(swift, into: &source)
    }

    /// The struct of a group: an extension of the product's struct, which can be in any file.
    static func group(_ group: SwiftGroup, of swift: SwiftProduct, into source: inout SwiftSource) {
        source.line()
        source.block("nonisolated extension \(swift.typeName)") { printGroup(group, of: swift, into: &$0) }
        SwiftTombstonePrinter.print(group, of: swift, into: &source)
    }

    private static func printProduct(_ swift: SwiftProduct, into source: inout SwiftSource) {
        let product = swift.product
        let access = swift.access
        source.documentation(
            "The metrics of \(product.name), as of version \(product.version).",
            "A value of one pointer: copy it to wherever you record. Its handles stay valid for the life of the process."
        )
        source.block("\(access.handleModifier)struct \(swift.typeName): Swift.Sendable") { source in
            source.line("\(access.usableFromInline)let _series: MetricsRuntime.InstanceSeries")
            source.line()
            printInitializer(swift, into: &source)
            for group in swift.groups {
                source.line()
                source.documentation("\(group.group.title)")
                let type = group.typeName
                source.line(
                    "\(access.inlinable)\(access.modifier)var \(SwiftIdentifier.escaped(group.property)): \(type) { \(type)(_series) }"
                )
            }
            if swift.hasParameters {
                source.line()
                SwiftParameterPrinter.print(swift, into: &source)
            }
            for swiftEnum in swift.enums {
                source.line()
                SwiftEnumPrinter.print(swiftEnum, access, into: &source)
            }
            source.line()
            SwiftBucketPrinter.print(swift, into: &source)
            source.line()
            source.line("/// The interface of the runtime that this code was made for.")
            source.line("private typealias _Interface = MetricsRuntime.InterfaceGeneration2")
        }
    }

    private static func printInitializer(_ swift: SwiftProduct, into source: inout SwiftSource) {
        let product = swift.product
        var documentation: [UTF8Text] = ["Registers the metrics that are visible, and makes their series."]
        var items = [
            "- registry: If it has an instance with the same bound labels already, both record into the same series."
        ]
        items += swift.boundLabels.map {
            "- \($0.name): \($0.label.help) The label `\($0.label.name)` of every series that has it."
        }
        if swift.hasParameters { items.append("- parameters: Values that are known only when the process starts.") }
        items.append(
            "- visibility: The release to act as, and hidden metrics to show; by default \(product.version) and none."
        )
        documentation.append("- Parameters:\n\(items.map { "  " + $0 }.joined(separator: "\n"))")
        documentation.append("- Throws: `MetricsSetupError`, whose description names the invalid value.")
        source.documentation(documentation)

        var arguments = ["in registry: MetricsRuntime.MetricsRegistry"]
        arguments += swift.boundLabels.map {
            "\(SwiftIdentifier.argument($0.name)): Swift.String" + ($0.label.isOptional ? " = \"\"" : "")
        }
        if swift.hasParameters {
            let isOptional = swift.parameters.allSatisfy(\.hasDefault)
            arguments.append("parameters: Parameters" + (isOptional ? " = Parameters()" : ""))
        }
        arguments.append("visibility: MetricsRuntime.Visibility = .init()")
        source.line("\(swift.access.modifier)init(")
        source.line("    \(arguments.joined(separator: ",\n    "))")
        source.block(") throws(MetricsRuntime.MetricsSetupError)") { source in
            if swift.hasParameters { source.line("try parameters._check()") }
            let buckets = !swift.hasParameters ? "Buckets()" : "Buckets(_parameters: parameters)"
            // A product without metrics would get a warning for an unused value.
            if !swift.groups.isEmpty { source.line("let _buckets = \(buckets)") }
            let bound = swift.boundLabels.map {
                "(\(SwiftIdentifier.literal($0.label.name)), \(SwiftIdentifier.escaped($0.name)))"
            }
            source.line("\(swift.groups.isEmpty ? "let" : "var") _product = MetricsRuntime.ProductDeclaration(")
            let (name, version) = (product.name, product.version.description)
            source.line(
                "    name: \(SwiftIdentifier.literal(name)), version: \(SwiftIdentifier.literal(version)), bound: [\(bound.joined(separator: ", "))])"
            )
            for group in swift.groups { source.line("\(group.typeName)._declare(in: &_product, _buckets)") }
            source.line("_series = try _product.register(in: registry, visibility: visibility)")
        }
    }

    private static func printGroup(_ group: SwiftGroup, of swift: SwiftProduct, into source: inout SwiftSource) {
        let access = swift.access
        source.documentation(
            "\(group.group.title)", "\(group.group.help ?? "")", MetricDocumentation.unrecorded(in: group.group))
        let tombstones = SwiftTombstonePrinter.hasTombstones(group)
        let conformances = "Swift.Sendable" + (tombstones ? ", \(SwiftTombstonePrinter.protocolName(of: group))" : "")
        source.block("\(access.handleModifier)struct \(group.typeName): \(conformances)") { source in
            source.line("\(access.usableFromInline)let _series: MetricsRuntime.InstanceSeries")
            source.line()
            source.line(
                "\(access.inlinable)init(_ series: MetricsRuntime.InstanceSeries) { _series = series }")
            for metric in group.metrics {
                source.line()
                SwiftMetricPrinter.printAccessor(metric, of: swift, into: &source)
            }
            for metric in group.metrics { SwiftMetricPrinter.printSeries(metric, access, into: &source) }
            source.line()
            source.block(
                "static func _declare(in product: inout MetricsRuntime.ProductDeclaration, _ buckets: Buckets)"
            ) {
                SwiftDeclarationPrinter.print(group, of: swift, into: &$0)
            }
        }
    }
}
