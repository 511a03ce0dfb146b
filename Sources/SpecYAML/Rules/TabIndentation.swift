import SpecDiagnostics

enum TabIndentation {
    static let rule = Rule(
        code: "MG0003", name: "tab-indentation",
        explanation: """
            YAML indents with spaces only. The indentation decides what belongs together, and editors show tabs in \
            different widths. Replace the tab with spaces, two for each level.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0"}
            labels:
            \tshop: {help: The shop that was visited.}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0"}
            labels:
              shop: {help: The shop that was visited.}
            """)

    static func finding(at span: Span) -> Finding {
        Finding(
            rule, at: span, "a line can't be indented with a tab",
            notes: ["the rest of the file was not read"], help: "use spaces, two for each level")
    }
}
