// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecOrigins
import SpecOutput

extension Emitter {
    /// Typed registration code for Prometheus' Python client: a module with one class for each product.
    package static let python = Emitter(
        name: "python",
        help: "A typed Python module that registers the metrics with `prometheus_client` and records into them.",
        options: [
            OutputOption(
                "file", .file, isRequired: true,
                help: "The module to write, such as `Generated/python/shop_metrics.py`."),
            OutputOption(
                "class", .text,
                help: "Name of the generated class; by default the product's name in UpperCamelCase with `Metrics`."),
        ],
        rules: [IllegalPythonName.explained, PythonNameCollision.explained, NativeHistogramInPython.explained]
    ) { spec, request in
        // The language has checked the required options; without one there is nothing to write.
        guard let file = request.text("file") else { return Emission(files: []) }
        let name =
            request.text("class")
            ?? Spanned(PythonIdentifier.upperCamel(spec.product.name) + "Metrics", spec.productName)
        guard PythonIdentifier.isLegalClass(name.value) else {
            return Emission(files: [], findings: [IllegalPythonName.finding(name)])
        }
        let (python, findings) = PythonNaming.resolve(spec, className: name.value)
        return Emission(
            files: [OutputFile(path: file.value) { PythonPrinter.write(python, to: $0) }], findings: findings)
    }
}
