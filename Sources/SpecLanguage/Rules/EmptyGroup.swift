import SpecDiagnostics

enum EmptyGroup {
    static let rule = Rule(
        code: "MG1410", name: "empty-group",
        explanation: """
            A group becomes a struct, a table and a row of panels. Without metrics all three would be empty. \
            Add metrics to the group, or delete it.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics: {}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts.}
            """)

    static func finding(_ slot: Slot) -> Finding {
        Finding(
            rule, at: slot.span, "this group has no metrics",
            help: slot.node.isAbsent
                ? "add metrics, each on a line that is indented more than `metrics`, or delete the group"
                : "add metrics, or delete the group")
    }
}
