// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@Suite("The JSON Schema of catalogues")
struct CatalogueSchemaTests {
    @Test(
        """
        every catalogue fits it, an unknown or a missing member doesn't, nothing in it is without an example, and the page \
        shows it
        """)
    func agreement() throws {
        func path(_ file: String) -> String { Repository.root.appending(path: file).path(percentEncoded: false) }
        func files(_ folder: String, _ suffix: String) throws -> [String] {
            try Repository.files(in: folder, endingWith: suffix).map { path("\(folder)/\($0)") }
        }
        let outcome = try Judge.python(
            "catalogue_schema.py",
            [BuiltProgram.path("metricsgen"), path("docs/catalogue.schema.json"), path("docs/catalogue.md")]
                + files("Tests/SpecEmittersTests/Fixtures/Catalogue", ".json") + [path("Generated/catalogue.json")]
                + files("Tests/SpecLanguageTests/Fixtures/Legal", ".yaml") + (isRecording ? ["--write"] : []))
        #expect(outcome.ending == .exited(0), "\(outcome.output)\(outcome.errorOutput)")
    }
}
