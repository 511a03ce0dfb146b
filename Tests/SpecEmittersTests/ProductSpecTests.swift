// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecModel
import SpecOutput
import TestSupport
import Testing

@testable import SpecEmitters

/// Specs of products that others wrote, and what a page of each showed: the families with their types and labels, one
/// on each line.
@Suite("Specs of real products")
struct ProductSpecTests {
    static let products = ["etcd", "postgres_exporter"]

    private func spec(_ product: String) throws -> (spec: String, families: [Family]) {
        let directory = "Tests/SpecEmittersTests/Products/"
        let lines = try Repository.text(directory + product + "-families.txt").split(separator: "\n")
        return (try Repository.text(directory + product + ".yaml"), lines.map(Family.init))
    }

    private struct Family: Hashable {
        let name: String
        let type: String
        let labels: [String]

        init(_ line: Substring) {
            let words = line.split(separator: " ").map(String.init)
            (name, type, labels) = (words[0], words[1], Array(words.dropFirst(2)))
        }

        init(_ metric: Metric) {
            name = metric.name
            type = metric.kind.rawValue
            labels = metric.labels.map(\.name).sorted()
        }
    }

    @Test("declare every family that a page of the product shows, with its type and labels", arguments: products)
    func families(product: String) throws {
        let (text, families) = try spec(product)
        let declared = Dictionary(
            grouping: try TestSpec.product(text).product.metrics.map { Family($0) }, by: \.name)
        #expect(!families.isEmpty)
        for family in families {
            let metric = try #require(declared[family.name]?.first, "\(family.name) isn't declared")
            #expect(metric.type == family.type, "\(family.name)")
            // Labels of series that the page didn't have are unknown to it.
            #expect(Set(family.labels).isSubset(of: metric.labels), "\(family.name)")
            if !family.labels.isEmpty { #expect(metric.labels == family.labels, "\(family.name)") }
        }
    }

    @Test("become Swift, a page, a dashboard and a catalogue", arguments: products)
    func outputs(product: String) throws {
        let resolved = try TestSpec.product(try spec(product).spec)
        let options = [
            "swift": ["directory": "."], "docs": ["file": "page.md"], "grafana": ["directory": "."],
            "catalogue": ["file": "catalogue.json"],
        ]
        for emitter in Emitter.all {
            let request = ModelBuilder.request(emitter.name, try #require(options[emitter.name]))
            let emission = emitter.emit(resolved, request)
            #expect(emission.findings.isEmpty, "\(emitter.name)")
            #expect(emission.files.allSatisfy { !$0.text.isEmpty })
        }
    }
}
