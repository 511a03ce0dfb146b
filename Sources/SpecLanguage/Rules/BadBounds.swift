import SpecDiagnostics

enum BadBounds {
    static let rule = Rule(
        code: "MG1401", name: "bad-bounds",
        explanation: """
            A histogram has at least one bound. Bounds are finite numbers in ascending order, each once. `+Inf` is \
            always added and never written. A bound out of order would make a bucket that no value falls into.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            buckets:
              sizes: [1, 5, 2]
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            buckets:
              sizes: [1, 2, 5]
            """)

    static func finding(_ bounds: [Spanned<Double>], of slot: Slot) -> Finding? {
        guard !bounds.isEmpty else {
            return Finding(
                rule, at: slot.span, "these buckets have no bounds",
                help: "list at least one, such as `[1, 2, 5]`")
        }
        for (index, bound) in bounds.enumerated() {
            if !bound.value.isFinite {
                let isLast = index == bounds.count - 1 && bound.value == .infinity
                return Finding(
                    rule, at: bound.span, "a bound must be a finite number",
                    help: isLast ? "delete it: `+Inf` is always added" : "write a number, or delete it")
            }
            guard index > 0, bound.value <= bounds[index - 1].value else { continue }
            let isRepeated = bound.value == bounds[index - 1].value
            return Finding(
                rule, at: bound.span,
                isRepeated
                    ? "this bound repeats the one before it, so no value could fall between the two"
                    : "this bound is less than the one before it, so no value could fall between the two",
                help: isRepeated ? "delete one of them" : "write the bounds in ascending order",
                related: [.init("the one before it", at: bounds[index - 1].span)])
        }
        return nil
    }
}
