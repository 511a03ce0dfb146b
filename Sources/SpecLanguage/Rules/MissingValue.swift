// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum MissingValue {
    package static let rule = Rule(code: "MG1106", name: "missing-value")

    static func finding(_ slot: Slot, expected shape: ValueShape) -> Finding {
        Finding(
            rule, at: slot.span,
            slot.isElement
                ? "an element of \(quoted: slot.key.value) is empty" : "\(quoted: slot.key.value) has no value",
            help: "\(slot.isElement ? "an element is" : "it takes") \(shape.phrase)"
                + (shape.hasEntries && !slot.isElement ? ", on lines that are indented more than this one" : ""))
    }

    /// For something whose keys are on the lines below, indented like itself.
    static func finding(outdented slot: Slot, keys: [Spanned<String>]) -> Finding {
        Finding(
            rule, at: slot.span, "\(quoted: slot.key.value) has no value, and its keys are not indented",
            help:
                "indent \(keys.prefix(3).map(\.value).quoted(joinedBy: "and"))\(keys.count > 3 ? " and so on" : "") more than \(quoted: slot.key.value)"
        )
    }

    /// A string without a word in it, where one is required.
    static func finding(blank slot: Slot, _ advice: String) -> Finding {
        Finding(
            rule, at: slot.span, "\(quoted: slot.key.value) says nothing",
            help: advice)
    }

    static func finding(emptyList slot: Slot, _ advice: String) -> Finding {
        Finding(rule, at: slot.span, "\(quoted: slot.key.value) is an empty list", help: advice)
    }

    /// One of YAML's words for null, where a string is expected.
    static func finding(null slot: Slot) -> Finding {
        let value = if case .scalar(let scalar) = slot.node.content { scalar.text } else { "~" }
        return Finding(
            rule, at: slot.span,
            "\(slot.isElement ? "an element of \(quoted: slot.key.value)" : "\(quoted: slot.key.value)") has no value: \(quoted: value) is YAML's null",
            help: "write a string; if you mean this very string, put it in quotes")
    }
}
