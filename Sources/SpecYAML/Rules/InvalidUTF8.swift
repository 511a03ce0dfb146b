// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum InvalidUTF8 {
    package static let rule = Rule(code: "MG0001", name: "invalid-utf8")

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
