import SpecModel

/// The enum of a closed label.
enum SwiftEnumPrinter {
    static func print(_ swiftEnum: SwiftEnum, _ access: SwiftProduct.Access, into source: inout SwiftSource) {
        // Numbers rather than texts as raw values: they are places in the table of series, and an enum over String
        // takes the compiler memory that grows with the square of its cases.
        let raw = swiftEnum.cases.count <= 256 ? "UInt8" : "UInt16"
        source.documentation("\(swiftEnum.label.help) The values of the label `\(swiftEnum.label.name.value)`.")
        source.block("\(access.modifier)enum \(swiftEnum.typeName): \(raw), CaseIterable, Sendable") { source in
            for (name, value) in swiftEnum.cases {
                if let help = value.help { source.documentation(help) }
                source.line("case \(SwiftIdentifier.escaped(name))")
            }
            source.line()
            source.line("/// The value as it stands in the exposition.")
            source.line("\(access.modifier)var text: String { Self.declaration.values[Int(rawValue)] }")
            source.line()
            let values = swiftEnum.cases.map { SwiftIdentifier.literal($0.value.text.value) }
            source.line(
                "static let declaration = MetricsRuntime.ClosedLabel(\(SwiftIdentifier.literal(swiftEnum.label.name.value)), [\(values.joined(separator: ", "))])"
            )
        }
    }
}
