import SpecDiagnostics

enum ContradictingKeys {
    static let rule = Rule(
        code: "MG1109", name: "contradicting-keys",
        explanation: """
            Some keys are answers to one question: a label's values are bound once, or declared, or open; bounds \
            are listed, or computed in one way. Two answers contradict each other. Keep one.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              shop: {help: The shop that was visited., bind: instance, values: [north, south]}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              shop: {help: The shop that was visited., values: [north, south]}
            """)

    static func finding(_ key: Spanned<String>, first: Spanned<String>, in subject: String) -> Finding {
        Finding(
            rule, at: key.span,
            "\(subject) can't have both \(quoted: first.value) and \(quoted: key.value), since each says the whole",
            help: "delete one of the two", related: [.init("\(quoted: first.value) stands here", at: first.span)])
    }
}
