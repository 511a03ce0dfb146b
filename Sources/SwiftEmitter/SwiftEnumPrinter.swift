// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecModel
import SpecOutput

/// The enum of a closed label, or of a stateset's states.
enum SwiftEnumPrinter {
    static func print(_ swiftEnum: SwiftEnum, _ access: SwiftAccess, into source: inout SwiftSource) {
        source.documentation(
            "\(MetricDocumentation.sentence(swiftEnum.label.help)) The values of the label `\(swiftEnum.label.name)`."
        )
        let name = SwiftIdentifier.literal(swiftEnum.label.name)
        print(swiftEnum.definition, "value", in: "Self.declaration.values", access, into: &source) { values in
            "MetricsRuntime.ClosedLabel(\(name), [\(values)])"
        } initializers: { raw, source in
            source.documentation("The value that the exposition shows as this string; nil if there is none.")
            source.block("\(access.modifier)init?(text: Swift.String)") {
                // Swift compares strings by canonical equivalence, and Prometheus by bytes.
                $0.line(
                    "guard let index = Self.declaration.values.firstIndex(where: { $0.utf8.elementsEqual(text.utf8) }) else { return nil }"
                )
                $0.line("self.init(rawValue: \(raw)(truncatingIfNeeded: index))")
            }
            source.line()
            guard let cases = swiftEnum.booleanCases else { return }
            // A case that is deprecated would be a warning here.
            func reference(_ name: String) -> String {
                let index = swiftEnum.cases.firstIndex { $0.name == name && $0.value.deprecation != nil }
                return index.map { "Self.allCases[\($0)]" } ?? ".\(SwiftIdentifier.escaped(name))"
            }
            let (yes, no) = (reference(cases.true), reference(cases.false))
            source.documentation("The value for a Boolean.")
            source.line(
                "\(access.inlinable)\(access.modifier)init(_ value: Swift.Bool) { self = value ? \(yes) : \(no) }"
            )
            source.line()
        }
    }

    static func print(
        states: SwiftEnum.Definition, of metric: Metric, _ access: SwiftAccess, into source: inout SwiftSource
    ) {
        let ending = metric.help.isEmpty ? "" : " " + metric.help
        source.documentation("The states of `\(metric.name)`.\(ending)")
        print(states, "state", in: "Self.declaration", access, into: &source) { "[\($0)]" }
    }

    private static func print(
        _ definition: SwiftEnum.Definition, _ noun: String, in list: String, _ access: SwiftAccess,
        into source: inout SwiftSource, declaration: (_ values: String) -> String,
        initializers: (_ rawValue: String, inout SwiftSource) -> Void = { _, _ in }
    ) {
        // The raw values are numbers and not strings: they are indices in the table of series, and for an enum with
        // String raw values the compiler needs memory that grows with the square of the cases.
        let raw = definition.cases.count <= 256 ? "Swift.UInt8" : "Swift.UInt16"
        source.block(
            "\(access.typeModifier)enum \(definition.typeName): \(raw), Swift.CaseIterable, Swift.Sendable"
        ) { source in
            for (name, value) in definition.cases {
                if let help = value.help { source.documentation("\(help)") }
                if let deprecation = value.deprecation {
                    let message = SwiftIdentifier.literal(MetricDocumentation.words(on: deprecation))
                    source.line("@available(*, deprecated, message: \(message))")
                }
                source.line("case \(SwiftIdentifier.escaped(name))")
            }
            source.line()
            if definition.cases.contains(where: { $0.value.deprecation != nil }) {
                // The compiler makes no list for an enum with a case that has an attribute.
                let last = definition.cases.count - 1
                source.line("/// All values, in the order of their declaration.")
                source.line(
                    "\(access.modifier)static var allCases: [Self] { (\(raw)(0)...\(last)).compactMap(Self.init(rawValue:)) }"
                )
                source.line()
            }
            source.line("/// The \(noun) as the exposition shows it.")
            source.line(
                "\(access.modifier)var text: Swift.String { \(list)[Swift.Int(rawValue)] }"
            )
            source.line()
            initializers(raw, &source)
            let values = definition.cases.map { SwiftIdentifier.literal($0.value.text) }
            source.line("static let declaration = \(declaration(values.joined(separator: ", ")))")
        }
    }
}
