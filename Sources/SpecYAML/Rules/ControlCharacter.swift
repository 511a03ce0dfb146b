import SpecDiagnostics

enum ControlCharacter {
    static let rule = Rule(
        code: "MG0002", name: "control-character",
        explanation: """
            YAML allows no control characters but tab and line break, and a NUL would end the text for many programs \
            that read it later. An editor doesn't show them. Delete the character; where a text needs one, write it in \
            double quotes as an escape, such as `"\\x07"`.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0"}
            labels:
              shop: {help: "The shop\u{7} that was visited."}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0"}
            labels:
              shop: {help: The shop that was visited.}
            """)

    static func finding(_ scalar: Unicode.Scalar, at span: Span) -> Finding {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        let name = if scalar == "\0" { "a NUL" } else if scalar == "\u{FEFF}" { "a byte order mark" } else { "one" }
        return Finding(
            rule, at: span, "a spec holds no control characters, and here stands \(name) (\(code))",
            notes: ["the file was not read"],
            help: "delete it; in a text in double quotes it can be written as an escape")
    }
}
