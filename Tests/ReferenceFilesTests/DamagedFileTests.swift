import ReferenceFiles
import SpecDiagnostics
import TestSupport
import Testing

@Suite("A damaged file")
struct DamagedFileTests {
    private static let fixtures = FixtureTests.fixtures.filter { $0.hasPrefix("Pages/") || $0.hasPrefix("Rules/") }

    @Test("is read, and all places are in it", arguments: fixtures)
    func damaged(fixture: String) throws {
        let mutations = Mutations(of: try Repository.text("\(FixtureTests.directory)/\(fixture)"))
        var generator = SeededGenerator(seed: SeededGenerator.seed(51))
        let id = SourceID(index: 0)
        for _ in 0..<60 {
            let text = mutations.next(using: &generator)
            let source = SourceText(path: fixture, text: text)
            let file = ReferenceFile.read(source, id: id)
            let count = source.text.utf8.count
            for query in file.queries {
                let length = query.string.text.utf8.count
                let range = query.string.range(of: 0..<length, in: source)
                #expect(range.upperBound <= count, "\(text)")
                let edit = query.string.edit(replacing: 0..<length, with: "up", in: source, id: id)
                #expect(edit.map { source.applying([$0]) != nil } ?? true, "\(text)")
            }
            for waiver in file.waivers { #expect(waiver.scope.end.line <= source.lineCount, "\(text)") }
        }
    }

    @Test("with line breaks of another system has the same places", arguments: fixtures)
    func lineBreaks(fixture: String) throws {
        let text = try Repository.text("\(FixtureTests.directory)/\(fixture)")
        let expected = FileOutline(text, path: fixture).text
        let other = FileOutline(text.replacing("\n", with: "\r\n"), path: fixture).text
        expectSame(other, expected, fixture)
    }
}
