import SpecDiagnostics
import SpecYAML

enum CutText {
    static let rule = Rule(
        code: "MG1111", name: "cut-text",
        explanation: """
            In YAML a space and a `#` start a comment. What follows is not part of the string, and nobody notices that \
            it is missing. Put a string that contains ` #` in quotes. A comment after a string starts with `# `.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  items:
                    type: gauge
                    help: Items in the cart of customer #1.
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  items:
                    type: gauge
                    help: "Items in the cart of customer #1."
            """)

    static func finding(_ slot: Slot) -> Finding? {
        guard case .scalar(let scalar) = slot.node.content, scalar.runsIntoComment else { return nil }
        return Finding(
            rule, at: slot.span, "this string ends before the ` #`, which starts a comment in YAML",
            underline: "the whole string",
            help: "put the string in quotes, or write a space after the `#` if you mean a comment")
    }
}
