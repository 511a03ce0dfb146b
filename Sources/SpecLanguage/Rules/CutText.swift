import SpecDiagnostics
import SpecYAML

enum CutText {
    static let rule = Rule(
        code: "MG1111", name: "cut-text",
        explanation: """
            A blank and a `#` begin a comment in YAML: what follows is not part of the text, and nobody would see that \
            it is missing. Put a text that holds them in quotes; a comment behind a text begins with `# `.
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
            rule, at: slot.span, "this text ends before the ` #` behind it, since YAML takes that for a comment",
            underline: "all that is left of it",
            help: "put the text in quotes, or write a blank after the `#` if a comment is meant")
    }
}
