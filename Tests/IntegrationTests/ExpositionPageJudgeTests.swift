// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import ExpositionSyntax
import Foundation
import TestSupport
import Testing

@Suite("Prometheus on pages")
struct ExpositionPageJudgeTests {
    private struct Case: Encodable {
        let page: String
        let format: String
        let accepted: Bool
        let samples: [[Part]]
        let hasTimestamps: Bool

        init(_ page: RandomPages.Page) {
            let read = ExpositionPage(Array(page.text.utf8), format: page.format)
            self.page = page.text
            format = page.format.rawValue
            // The judge's Prometheus is 2.42.
            accepted = read.faults.allSatisfy { $0.rejectingReleases == nil }
            let all = read.families.flatMap(\.samples)
            samples = all.map { sample in
                [
                    .text(sample.name.value),
                    .labels(Dictionary(sample.labels.map { ($0.name.value, $0.value.value) }) { $1 }),
                    .text("\(sample.value.value)"),
                ]
            }
            // Prometheus has no answer for samples of long ago.
            hasTimestamps = all.contains { $0.timestamp != nil }
        }
    }

    private enum Part: Encodable {
        case text(String)
        case labels([String: String])

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .text(let text): try container.encode(text)
            case .labels(let labels): try container.encode(labels)
            }
        }
    }

    @Test("the reader takes and refuses what Prometheus takes and refuses, and reads the same samples")
    func agreement() throws {
        let seed = SeededGenerator.seed(1)
        var pages = RandomPages(generator: SeededGenerator(seed: seed))
        let cases = (0..<600).map { index in Case(pages.next(index.isMultiple(of: 2) ? .text : .openMetrics)) }
        let directory = try TemporaryDirectory()
        try directory.write(String(decoding: JSONEncoder().encode(cases), as: UTF8.self), to: "pages.json")
        let outcome = try Judge.python("exposition_pages.py", [directory.path + "/pages.json"])
        #expect(outcome.ending == .exited(0), "seed \(seed): \(outcome.output)\(outcome.errorOutput)")
        let counts = try #require(
            outcome.output.firstMatch(of: /600 pages, (\d+) accepted, (\d+) read by the Python client/))
        #expect(150...500 ~= Int(counts.1) ?? 0 && Int(counts.2) ?? 0 > 100, "\(outcome.output.suffix(200))")
    }
}
