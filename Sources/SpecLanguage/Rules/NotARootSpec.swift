import SpecDiagnostics

package enum NotARootSpec {
    package static let rule = Rule(
        code: "MG1507", name: "not-a-root-spec",
        explanation: """
            A command takes root specs: files with a `product`, which says whose metrics these are and in which \
            version. This file has none. It may be a part of another spec; then name that one.
            """,
        badExample: """
            metricsgen: 1
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts.}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4"}
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts.}
            """)

    /// For a file that was named as a root spec.
    package static func finding(at start: Span) -> Finding {
        Finding(
            rule, at: start, "this file has no `product`, so that it is no root spec",
            help: "add `product: {name: …, version: …}`, or name the file that includes this one")
    }
}
