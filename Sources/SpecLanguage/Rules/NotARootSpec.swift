import SpecDiagnostics

package enum NotARootSpec {
    package static let rule = Rule(
        code: "MG1507", name: "not-a-root-spec",
        explanation: """
            Commands take root specs: files with a `product`, which says which product has these metrics and in which \
            version. This file has none. If it is a part of another spec, name the root spec.
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

    /// For a file that the command line names as a root spec.
    package static func finding(at start: Span) -> Finding {
        Finding(
            rule, at: start, "this file has no `product`, so it isn't a root spec",
            help: "add `product: {name: …, version: …}`, or name the file that includes this one")
    }
}
