import SpecDiagnostics

enum InvalidUTF8 {
    static let rule = Rule(
        code: "MG0001", name: "invalid-utf8",
        explanation: """
            A spec must be UTF-8. Other bytes come from an editor that saves in another encoding (UTF-16, Latin-1, \
            GBK), or the file isn't a text file at all. Nothing of the file is read, because any word may be wrong.
            """,
        badExample: "# A file with the byte FF.",
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0"}
            """)

    static func finding(at span: Span, in source: SourceText) -> Finding {
        Finding(
            rule, at: span, "this file isn't UTF-8", underline: "the first invalid byte",
            help: "save the file as UTF-8" + (otherEncoding(of: source).map { "; it looks like \($0)" } ?? ""))
    }

    /// The diagnostic for a file whose zero bytes show another encoding, without a byte order mark; nil if they don't.
    static func finding(zeroAt span: Span, in source: SourceText) -> Finding? {
        otherEncoding(of: source).map { encoding in
            Finding(
                rule, at: span, "this file isn't UTF-8", underline: "the first zero byte",
                help: "save the file as UTF-8; it looks like \(encoding)")
        }
    }

    /// In English, and so in the keys of a spec, every second byte is zero in UTF-16, and three of four are in UTF-32.
    private static func otherEncoding(of source: SourceText) -> String? {
        // A byte order mark isn't part of the contents.
        let start = source.text.unicodeScalars.lazy.filter { $0 != "\u{FFFD}" }.prefix(40)
        let (count, zeros) = (start.count, start.count { $0 == "\0" })
        guard count >= 4, 8 * zeros >= 3 * count, zeros < count else { return nil }
        return 8 * zeros > 5 * count ? "UTF-32" : "UTF-16"
    }
}
