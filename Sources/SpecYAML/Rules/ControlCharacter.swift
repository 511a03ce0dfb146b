import SpecDiagnostics

enum ControlCharacter {
    static let rule = Rule(
        code: "MG0002", name: "control-character",
        explanation: """
            YAML allows no control characters except tabs and line breaks, and many programs treat a NUL as the end of \
            a string. Editors don't show these characters. Delete the character. If a string needs it, write it as an \
            escape sequence in double quotes, such as `"\\x07"`.
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
        let name =
            if scalar == "\0" { "a NUL" } else if scalar == "\u{FEFF}" { "a byte order mark" } else {
                "a control character"
            }
        return Finding(
            rule, at: span, "\(name) (\(code)) isn't allowed in a spec",
            notes: ["the file was not read"],
            help: "delete it, or write it as an escape sequence in a double-quoted string")
    }
}
