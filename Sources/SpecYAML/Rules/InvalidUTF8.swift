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
        Finding(
            rule, at: span, "this is not UTF-8, the encoding of a spec", underline: "the first byte that doesn't fit",
            help: "save the file as UTF-8" + (otherEncoding(of: source).map { "; it looks like \($0)" } ?? ""))
    }

    /// Of a file in which the zeros alone show another encoding, as one without a byte order mark; nil where they don't.
    static func finding(zeroAt span: Span, in source: SourceText) -> Finding? {
        otherEncoding(of: source).map { encoding in
            Finding(
                rule, at: span, "this is not UTF-8, the encoding of a spec", underline: "the first byte that is zero",
                help: "save the file as UTF-8; it looks like \(encoding)")
        }
    }

    /// Of English, and the keys of a spec are English, one byte in two is zero in UTF-16, and three in four in UTF-32.
    private static func otherEncoding(of source: SourceText) -> String? {
        // A byte order mark is no text.
        let start = source.text.unicodeScalars.lazy.filter { $0 != "\u{FFFD}" }.prefix(40)
        let (count, zeros) = (start.count, start.count { $0 == "\0" })
        guard count >= 4, 8 * zeros >= 3 * count, zeros < count else { return nil }
        return 8 * zeros > 5 * count ? "UTF-32" : "UTF-16"
    }
}
