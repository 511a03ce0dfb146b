// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecModel
import SpecOutput
import SpecText

/// Prints the generated module.
enum PythonPrinter {
    static func write(_ python: PythonProduct, to receiver: @escaping TextSink.Receiver) {
        var source = PythonSource(receiver)
        let product = python.product
        source.line("# \(GeneratedNotice(python.spec).text)")
        source.documentation("The metrics of \(product.name), as of version \(product.version).")
        source.line()
        PythonSupport(needs: PythonNeeds.of(python)).print(into: &source)
        source.block("class \(python.className):") { source in
            source.documentation(
                "The metrics of \(product.name), as of version \(product.version).",
                "Make them once, and pass the object or one of its groups to the code that records.")
            source.line()
            source.line("Visibility = MetricsVisibility")
            if python.hasParameters {
                source.line()
                PythonParameterPrinter.print(python, into: &source)
            }
            for label in python.labels {
                source.line()
                PythonLabelPrinter.print(label, into: &source)
            }
            for group in python.groups {
                source.line()
                PythonGroupPrinter.print(group, of: python, into: &source)
            }
            source.line()
            printInit(python, into: &source)
        }
        if !python.bucketSets.isEmpty {
            source.line()
            source.line()
            PythonBucketPrinter.print(python, into: &source)
        }
        source.finish()
    }

    private static func printInit(_ python: PythonProduct, into source: inout PythonSource) {
        let product = python.product
        var parameters = ["self", "registry: CollectorRegistry = REGISTRY", "*"]
        var items = [
            "- registry: If it has these metrics already, with other values of the bound labels, both share them."
        ]
        for (label, name) in python.boundLabels {
            parameters.append("\(name): str" + (label.isOptional ? " = \"\"" : ""))
            items.append("- \(name): \(label.help) The label `\(label.name)` of every series that has it.")
        }
        let canOmitParameters = python.parameters.allSatisfy { $0.defaultValue != nil }
        if python.hasParameters {
            let type = "\(python.className).Parameters"
            parameters.append("parameters: \(type)" + (canOmitParameters ? " | None = None" : ""))
            items.append("- parameters: Values that are known only when the process starts.")
        }
        parameters.append("visibility: MetricsVisibility | None = None")
        items.append(
            "- visibility: The release to act as, and hidden metrics to show; by default \(product.version) and none.")
        source.function("__init__", parameters) { source in
            source.documentation(
                "Registers the metrics that are visible, and makes their series.", items.joined(separator: "\n"),
                "Raises `MetricsSetupError`, whose message names the invalid value.")
            if python.hasParameters, canOmitParameters {
                source.block("if parameters is None:") { $0.line("parameters = \(python.className).Parameters()") }
            }
            if !python.bucketSets.isEmpty {
                source.line("_buckets = _Buckets(\(python.hasParameters ? "parameters" : ""))")
            }
            source.statement(
                "_make = ",
                .tall(
                    "_Maker",
                    [
                        .string(product.name), .string(product.version.description), .atom("registry"),
                        .entries(python.boundLabels.map { ($0.label.name, $0.name) }), .atom("visibility"),
                    ]))
            let arguments = ["_make"] + python.groupArguments.map { $0.name == "buckets" ? "_buckets" : $0.name }
            source.block("while _make.again():") { source in
                if python.groups.isEmpty { source.line("pass") }
                for group in python.groups {
                    source.statement(
                        "self.\(group.attribute) = ",
                        .call("self.\(group.className)", arguments.map { .atom($0) }))
                    source.documentation("\(group.group.title)")
                }
            }
            source.line("self.lifecycle_messages: Final = _make.messages")
            source.documentation("A sentence for each metric that is about to be removed, for a log.")
        }
    }
}
