import SpecDiagnostics

enum DuplicateDeclaration {
    static let rule = Rule(
        code: "MG1202", name: "duplicate-declaration", isAboutName: true,
        explanation: """
            A label, a label set, a bucket set, a parameter or a group is declared only once in all files of a spec, \
            so its name is unambiguous. A label and a label set can't have the same name, because a metric's `labels` \
            can contain either.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              shop: {help: The shop that was visited.}
            label_sets:
              shop: [shop]
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              shop: {help: The shop that was visited.}
            label_sets:
              place: [shop]
            """)

    static func finding(_ name: Spanned<String>, _ what: String, first: Span, firstWhat: String) -> Finding {
        let message =
            what == firstWhat
            ? "the \(what) \(quoted: name.value) is declared twice"
            : "\(quoted: name.value) is declared as a \(firstWhat) and as a \(what)"
        return Finding(
            rule, at: name.span, message, underline: "declared again here",
            help: "delete this one, or rename it", related: [.init("first declared here", at: first)])
    }
}
