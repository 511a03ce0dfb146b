// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecYAML

extension ValueType<PrefixDeclaration> {
    /// A name, or a string parameter that a process gives: `$name`, or `$name + "_"`.
    static var prefix: ValueType {
        let name = ValueType<String>.name(.prefix)
        let shape = ValueShape.anyOf([.text(.prefixParameter), name.shape])
        return ValueType(shape) { slot, findings in
            guard case .scalar(let scalar) = slot.node.content, !scalar.isAbsent else {
                slot.reportMismatch(name.shape, &findings)
                return nil
            }
            if scalar.text.hasPrefix("$") {
                guard scalar.style == .plain, let (parameter, ending) = parameter(in: scalar.text) else {
                    slot.reportMismatch(.text(.prefixParameter), &findings)
                    return nil
                }
                return .parameter(Spanned(parameter, slot.span), ending: ending)
            }
            return name.read(slot, &findings).map { .fixed($0) }
        }
    }

    private static func parameter(in text: String) -> (name: String, ending: String)? {
        let parts = text.dropFirst().split(separator: " ").map(String.init)
        guard let name = parts.first else { return nil }
        if parts.count == 1 { return (name, "") }
        guard parts.count == 3, parts[1] == "+", parts[2].count > 2, parts[2].hasPrefix("\""), parts[2].hasSuffix("\"")
        else { return nil }
        return (name, String(parts[2].dropFirst().dropLast()))
    }
}
