// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel
import SpecOrigins
import SpecOutput

extension Emitter {
    /// Typed registration code: one struct for each product, a nested struct for each group, and a property for each
    /// metric.
    package static let swift = Emitter(
        name: "swift",
        help: "Typed Swift that registers the metrics and records into them.",
        options: [
            OutputOption(
                "directory", .directory, isRequired: true,
                help: "The directory of the generated Swift, such as `Generated/Swift`."
            ),
            OutputOption(
                "type", .text,
                help: "Name of the generated struct; by default the product's name in UpperCamelCase with `Metrics`."),
            OutputOption(
                "access", .choice(SwiftAccess.allCases.map(\.rawValue)),
                help: "Access level of the generated code; `internal` by default."),
        ]
    ) { spec, request in
        let (swift, findings) = SwiftProduct.resolve(spec, request)
        guard let swift else { return Emission(files: [], findings: findings) }
        let directory = request.text("directory")?.value ?? "."
        return Emission(
            files: [
                OutputFile(path: "\(directory)/\(swift.typeName).swift") { SwiftPrinter.write(swift, to: $0) }
            ],
            findings: findings)
    }
}

extension SwiftProduct {
    /// The product with its Swift names, from the request and the spec; nil if the type can't have its name.
    static func resolve(_ spec: ResolvedSpec, _ request: OutputRequest?) -> (SwiftProduct?, [Finding]) {
        let typeName =
            request?.text("type")
            ?? Spanned(SwiftIdentifier.upperCamel(spec.product.name) + "Metrics", spec.productName)
        guard SwiftIdentifier.isLegalType(typeName.value) else { return (nil, [IllegalSwiftName.finding(typeName)]) }
        // The language accepts only the choices above.
        let access = request?.text("access").flatMap { SwiftAccess(rawValue: $0.value) } ?? .internal
        let (swift, findings) = SwiftNaming.resolve(spec, typeName: typeName.value, access: access)
        return (swift, findings)
    }
}
