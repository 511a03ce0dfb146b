// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecModel
import SpecOutput
import TestSupport
import Testing

@testable import SpecEmitters

/// The fixtures of the language are read with outputs that stand for those of the emitters; here they are read with these.
@Suite("Outputs in the language's fixtures")
struct OutputFixtureTests {
    @Test("one fixture asks for every output, with every option")
    func everyOption() throws {
        let fixture = try Repository.text("Tests/SpecLanguageTests/Fixtures/Legal/outputs-of-every-kind.yaml")
        let outputs = try TestSpec.product(fixture).outputs
        #expect(outputs.map(\.emitter.value) == Emitter.all.map(\.name))
        for (output, emitter) in zip(outputs, Emitter.all) {
            #expect(Set(output.options.keys) == Set(emitter.options.map(\.name)), "\(emitter.name)")
        }
    }
}
