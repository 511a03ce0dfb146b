// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecModel
import SpecOutput
import SpecTestSupport
import Testing

@testable import SpecEmitters

/// Specs of products that others wrote, beside a list of the families that each of them declares.
@Suite("Specs of real products")
struct ProductSpecTests {
    @Test(
        "declare the families of the product, each with its type, labels and bounds, and no others",
        arguments: RealProduct.all)
    func families(product: RealProduct) throws {
        let listed = try product.families
        let declared = try TestSpec.product(product.spec).product.metrics.map(RealProduct.Family.init)
        #expect(Set(listed).count == listed.count)
        #expect(listed.count > 50)
        let missing = Set(listed).subtracting(declared)
        let surplus = Set(declared).subtracting(listed)
        #expect(missing.isEmpty, "not declared: \(missing.map(\.description).sorted())")
        #expect(surplus.isEmpty, "not in the list: \(surplus.map(\.description).sorted())")
    }

    @Test("become Swift, Python, a page, a dashboard and a catalogue", arguments: RealProduct.all)
    func outputs(product: RealProduct) throws {
        let resolved = try TestSpec.product(product.spec)
        let options = [
            "swift": ["directory": "."], "docs": ["file": "page.md"], "grafana": ["directory": "."],
            "prometheus": ["directory": "."], "catalogue": ["file": "catalogue.json"], "python": ["file": "metrics.py"],
        ]
        for emitter in Emitter.all {
            let request = ModelBuilder.request(emitter.name, try #require(options[emitter.name]))
            let emission = emitter.emit(resolved, request)
            #expect(emission.findings.isEmpty, "\(emitter.name)")
            #expect(emission.files.allSatisfy { !$0.text.isEmpty })
        }
    }
}
