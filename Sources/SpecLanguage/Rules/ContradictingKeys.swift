import SpecDiagnostics

enum ContradictingKeys {
    static let rule = Rule(
        code: "MG1109", name: "contradicting-keys",
        explanation: """
            Some keys exclude each other: a label is bound, or has listed values, or is open; bounds \
            are listed, or computed in one way. Keep one of the keys.
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
            "\(subject) can't have both \(quoted: first.value) and \(quoted: key.value)",
            help: "delete one of them", related: [.init("\(quoted: first.value) is here", at: first.span)])
    }
}
