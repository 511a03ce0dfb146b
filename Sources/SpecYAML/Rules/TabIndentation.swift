import SpecDiagnostics

enum TabIndentation {
    static let rule = Rule(
        code: "MG0003", name: "tab-indentation",
        explanation: """
            YAML indents with spaces only: a tab is as wide as each editor likes, and the indentation says what \
            belongs to what. Replace the tab by spaces, two for each level.
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
            rule, at: span, "a tab can't indent a line, since its width is anyone's guess",
            notes: ["the rest of the file was not read"], help: "write spaces, two for each level")
    }
}
