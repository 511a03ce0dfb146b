import SpecDiagnostics

enum MissingValue {
    static let rule = Rule(
        code: "MG1106", name: "missing-value",
        explanation: """
            A key with nothing after its colon: the value was forgotten, or it was meant to follow in the next \
            lines and is not indented. Write the value, or delete the key. An empty text is `""`; where a text has to \
            say something, as a `reason` does, that is no value either.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              shop: {help: }
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              shop: {help: The shop that was visited.}
            """)

    static func finding(_ slot: Slot, expected shape: Shape) -> Finding {
        Finding(
            rule, at: slot.span,
            slot.isElement
                ? "an element of \(quoted: slot.key.value) is empty" : "\(quoted: slot.key.value) has no value",
            help: "\(slot.isElement ? "an element is" : "it takes") \(shape.phrase)"
                + (shape.hasEntries && !slot.isElement ? ", in lines that are indented more than this one" : ""))
    }

    /// Of something whose keys stand in the lines below, indented as it is itself.
    static func finding(outdented slot: Slot, keys: [Spanned<String>]) -> Finding {
        Finding(
            rule, at: slot.span, "\(quoted: slot.key.value) has no value, and its keys stand beside it",
            help:
                "indent \(keys.prefix(3).map(\.value).quoted(joinedBy: "and"))\(keys.count > 3 ? " and so on" : "") more than \(quoted: slot.key.value)"
        )
    }

    /// A text without a word in it, where one has to be.
    static func finding(blank slot: Slot, _ advice: String) -> Finding {
        Finding(
            rule, at: slot.span, "\(quoted: slot.key.value) says nothing, and whoever reads it asks what was meant",
            help: advice)
    }

    /// One of YAML's words for nothing, where a text is expected.
    static func finding(null slot: Slot) -> Finding {
        let value = if case .scalar(let scalar) = slot.node.content { scalar.text } else { "~" }
        return Finding(
            rule, at: slot.span,
            "\(slot.isElement ? "an element of \(quoted: slot.key.value)" : "\(quoted: slot.key.value)") has no value: \(quoted: value) is YAML's word for none",
            help: "write a text; if this is the text, put it in quotes")
    }
}
