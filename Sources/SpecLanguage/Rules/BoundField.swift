import SpecDiagnostics
import SpecModel

enum BoundField {
    static let rule = Rule(
        code: "MG1419", name: "bound-field",
        explanation: """
            Code sets the fields of an info metric together. A label that is bound to the instance already has \
            its value. List it under `labels`.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              commit: {help: The commit that was built.}
              shop: {help: The shop that was visited., bind: instance}
            groups:
              cart:
                metrics:
                  build_info: {type: info, help: The build that runs., fields: [commit, shop]}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              commit: {help: The commit that was built.}
              shop: {help: The shop that was visited., bind: instance}
            groups:
              cart:
                metrics:
                  build_info: {type: info, help: The build that runs., labels: shop, fields: commit}
            """)

    static func finding(_ label: Label, usedAt span: Span) -> Finding {
        Finding(
            rule, at: span,
            "the label \(quoted: label.name.value) is bound to the instance, so code can't set it here",
            help: "list it under `labels`",
            related: [.init("\(quoted: label.name.value) is declared here", at: label.name.span)])
    }
}
