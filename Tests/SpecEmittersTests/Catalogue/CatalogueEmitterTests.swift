// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecJSON
import SpecModel
import SpecOutput
import TestSupport
import Testing

@testable import SpecEmitters

@Suite("The catalogue")
struct CatalogueEmitterTests {
    @Test("a character that changes the direction of a line is an escape in JSON, and the string is the same")
    func unseen() {
        #expect(JSONValue.string("a\u{202E}b\u{2028}–").text == #""a\u202eb\u2028–""# + "\n")
    }

    @Test("says everything that the spec says, as recorded")
    func recorded() throws {
        let emission = Emitter.catalogue.emit(
            Bakery.product(), ModelBuilder.request("catalogue", ["file": "catalogue.json"]))
        #expect(emission.findings.isEmpty)
        #expect(emission.files.map(\.path) == ["catalogue.json"])
        try expectRecorded(
            #require(emission.files.first).text, at: "Tests/SpecEmittersTests/Fixtures/Catalogue/bakery.json")
    }

    @Test("names its version first: a reader can refuse a version that it doesn't know")
    func version() {
        #expect(CatalogueDocument(ModelBuilder.product()).text.hasPrefix("{\n  \"version\": 2,\n"))
    }

    @Test("doesn't change when a line of the spec moves or the spec is renamed")
    func noPlaces() {
        let group = ModelBuilder.group("g", ModelBuilder.counter("sold_total"))
        #expect(
            CatalogueDocument(ModelBuilder.product(specPath: "a.yaml", group)).text
                == CatalogueDocument(ModelBuilder.product(specPath: "b.yaml", group)).text)
    }
}
