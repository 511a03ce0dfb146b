// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@Suite("The JSON Schema of the language")
struct SchemaTests {
    @Test("jsonschema and the compiler agree on the shape of every fixture and of the reference spec")
    func agreement() throws {
        let directory = try TemporaryDirectory()
        let schema = try RunningProcess.run(BuiltProgram.path("metricsgen"), ["schema"])
        #expect(schema.ending == .exited(0))
        try directory.write(schema.output, to: "schema.json")
        var fixtures: [String] = []
        for folder in ["Tests/SpecLanguageTests/Fixtures", "Tests/SpecLanguageTests/Fixtures/Legal"] {
            fixtures += try Repository.files(in: folder, endingWith: ".yaml").map { "\(folder)/\($0)" }
        }
        fixtures += ["bakery", "kiosk"].map { "Tests/SpecEmittersTests/Fixtures/\($0).yaml" }
        let paths = fixtures.map { Repository.root.appending(path: $0).path(percentEncoded: false) }
        let outcome = try Judge.python(
            "schema_agreement.py", [BuiltProgram.path("metricsgen"), directory.path + "/schema.json"] + paths)
        #expect(outcome.ending == .exited(0), "\(outcome.output)\(outcome.errorOutput)")
    }
}
