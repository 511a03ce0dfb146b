// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import ReferenceFiles
import SpecDiagnostics
import TestSupport
import Testing

@Suite("A file with typing errors")
struct MutationTests {
    @Test("is read without a crash, and all places are within it", arguments: FixtureTests.fixtures)
    func places(fixture: String) throws {
        let text = try Repository.text("\(FixtureTests.directory)/\(fixture)")
        let mutations = Mutations(of: text)
        var generator = SeededGenerator(seed: SeededGenerator.seed(22))
        for _ in 0..<(isSoaking ? 2000 : 8) {
            var mutated = mutations.next(using: &generator)
            for _ in 0..<Int.random(in: 0...2, using: &generator) {
                mutated = Mutations(of: mutated).next(using: &generator)
            }
            let source = SourceText(path: fixture, text: mutated)
            var sources = SourceCollection()
            let id = sources.add(source)
            let file = ReferenceFile.read(source, id: id)
            let count = source.text.utf8.count
            for query in file.queries {
                let range = query.string.range(of: 0..<query.string.text.utf8.count, in: source)
                #expect(range.upperBound <= count, "\(fixture): \(query.string.text)\n\(mutated)")
            }
            // It has places too, which must not be beyond the end.
            _ = FileOutline(file, source: source, id: id)
        }
    }
}
