// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecModel
import SpecOrigins
import SpecOutput
import SwiftEmitter
import TestSupport
import Testing

@testable import SpecEmitters

@Suite("Ends of lines")
struct LineEndTests {
    /// Strings of a spec as YAML writes them in double quotes. Each begins or ends a line with spaces, or is nothing else.
    private static let texts = [
        #"Ends with spaces.  "#, #"  Begins with spaces."#, #"Ends with a tab.\t"#, #"A line. \n And another one. \n"#,
        #"A line.\t\n\n \t \nAnd another one."#, #"A line. \r\nAnd another one. \r"#, #"Ends with a line.\n\n"#,
        #"A paragraph.  \u2028And another one. \u2029"#, #"Code: `x ` \\ "#, #"No-break space.\u00a0"#, #"- "#,
        #"a:\n    - "#,
    ]

    private static let text = """
        metricsgen: 1
        product: {name: shop, version: "1.4.0", prefix: shop_}
        parameters: {most: {type: integer, help: "TEXT"}}
        buckets: {sizes: {series: [1, 2, 5], max: $most, overridable: true}}
        labels:
          shop: {help: "TEXT", bind: instance}
          door: {help: "TEXT", values: {left: "TEXT", right: {help: "TEXT"}, "TEXT": {}}}
          user: {help: "TEXT", max_values: 20}
        groups:
          cart:
            title: "XTEXT"
            help: "TEXT"
            owner: "XTEXT"
            metrics:
              items: {type: histogram, help: "TEXT", buckets: sizes, labels: [shop, door], panel: {title: "XTEXT"}}
              carts: {type: gauge, help: "TEXT", how_to_read: "TEXT", next_steps: ["TEXT", "TEXT"], owner: "XTEXT"}
              users_total:
                {type: counter, help: "TEXT", labels: user, deprecated: {since: "1.4", reason: "XTEXT", replaced_by: none}}
              phase: {type: stateset, help: "TEXT", states: {open: "TEXT", "TEXT": {}}}
              about_info: {type: info, help: "TEXT", fields: [user, door]}
              old_total: {type: counter, removed: {in: "1.3", reason: "XTEXT"}}
        """

    @Test(
        "no output has spaces at the end of a line or an empty line at its end, whatever the spec says",
        arguments: texts)
    func lineEnds(text: String) throws {
        let product = try TestSpec.product(
            Self.text.replacing("XTEXT", with: "X" + text).replacing("TEXT", with: text))
        try check(product)
    }

    @Test("nor for the specs of other tests", arguments: ["bakery", "kiosk", "hard-names"])
    func fixtures(name: String) throws { try check(TestSpec.fixture(name)) }

    private func check(_ product: ResolvedSpec) throws {
        var files: [OutputFile] = []
        for access in ["public", "package", "internal"] {
            files +=
                Emitter.swift.emit(
                    product, ModelBuilder.request("swift", ["directory": ".", "access": access])
                ).files
        }
        files += Emitter.markdown.emit(product, ModelBuilder.request("docs", ["file": "page.md"])).files
        files += Emitter.grafana.emit(product, ModelBuilder.request("grafana", ["directory": "."])).files
        files += Emitter.catalogue.emit(product, ModelBuilder.request("catalogue", ["file": "c.json"])).files
        #expect(files.count >= 6)
        for file in files {
            let lines = file.text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            let faulty = lines.filter { line in line.last.map { " \t\r".utf8.contains($0) } ?? false }
            #expect(faulty.isEmpty, "\(file.path): \(faulty.prefix(3).map { String($0) ?? "" })")
            #expect(lines.suffix(2).map(\.isEmpty) == [false, true], "\(file.path) ends with one line break")
        }
    }
}
