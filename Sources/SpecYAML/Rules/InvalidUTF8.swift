import SpecDiagnostics

enum InvalidUTF8 {
    static let rule = Rule(
        code: "MG0001", name: "invalid-utf8",
        explanation: """
            A spec is UTF-8. Bytes that are not came from an editor that saves in another encoding (UTF-16, Latin-1, \
            GBK), or the file is no text at all. Nothing of the file is read, since any word of it may be wrong.
            """,
        badExample: "# A file with the byte FF.",
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0"}
            """)

    static func finding(at span: Span, in source: SourceText) -> Finding {
        // In UTF-16 every second byte of plain English is zero, and its byte order mark is never UTF-8.
        let isUTF16 = span.start == Position(line: 1, column: 1) && source.text.unicodeScalars.prefix(40).contains("\0")
        return Finding(
            rule, at: span, "this is not UTF-8, the encoding of a spec", underline: "the first byte that doesn't fit",
            help: isUTF16 ? "save the file as UTF-8; it looks like UTF-16" : "save the file as UTF-8")
    }
}
