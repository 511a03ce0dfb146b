// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import QueryMeaning
import ReferenceFiles
import SpecDiagnostics
import TestSupport
import Testing

@testable import QueryChecks

/// A whole file with queries, and what the checks say about it.
struct FileCase {
    let report: String
    let findings: [Finding]

    init(_ text: String, path: String, metrics: KnownMetrics = KnownMetrics([Shop.catalogue])) {
        let source = SourceText(path: path, text: text)
        var sources = SourceCollection()
        let id = sources.add(source)
        let file = ReferenceFile.read(source, id: id)
        findings = CheckedFile(file, source: source, id: id, metrics: metrics).findings
        report = TextReport(sources: sources).text(of: findings)
    }
}

@Suite("Files against a spec")
struct FileCaseTests {
    static let directory = "Tests/QueryChecksTests/Files"

    static let files: [String] = {
        do {
            return try [".yaml", ".json", ".md"].flatMap { try Repository.files(in: directory, endingWith: $0) }
        } catch {
            preconditionFailure("fixtures can't be read: \(error)")
        }
    }()

    @Test("each file is reported as recorded", arguments: files)
    func report(name: String) throws {
        let text = try Repository.text("\(Self.directory)/\(name)")
        try expectRecorded(FileCase(text, path: name).report, at: "\(Self.directory)/\(name).report.txt")
    }

    @Test("a rule on a metric that came after the oldest release in use has no data there")
    func youngerMetric() throws {
        var metrics = KnownMetrics([Shop.catalogue])
        metrics.supportedFrom = MinorVersion(1, 2)
        let text = """
            groups:
              - name: orders
                rules:
                  - record: new
                    expr: rate(shop_returned_orders_total[5m]) or rate(shop_orders_total[5m])
            """
        #expect(
            FileCase(text, path: "rules.yaml", metrics: metrics).findings.map(\.message) == [
                "`shop_returned_orders_total` is there from 1.4, but 1.2 is in use too: the rule has no data there"
            ])
        metrics.supportedFrom = MinorVersion(1, 4)
        #expect(FileCase(text, path: "rules.yaml", metrics: metrics).report == "")
    }
}
