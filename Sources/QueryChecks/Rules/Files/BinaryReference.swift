// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

enum BinaryReference {
    static let rule = Rule(code: "MG4053", name: "binary-reference")
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A file isn't UTF-8, so its queries can't be read. It is an archive or an image that was named by mistake, or \
            a text file in another encoding.
            """,
        badExample: "", goodExample: "")

    static func finding(in source: SourceText, id: SourceID) -> Finding? {
        source.malformed.map {
            Finding(
                rule, at: Span(source: id, start: $0, end: $0),
                "this byte is not part of UTF-8, so the file isn't checked",
                help: "save the file as UTF-8, or leave it out")
        }
    }
}
