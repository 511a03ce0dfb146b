import MetricsVocabulary
import SpecDiagnostics
import SpecLanguage
import SpecModel
import TestSupport
import Testing

@testable import SpecEmitters

/// The model of the spec in `spec/`, as it is or as of another release.
enum ReferenceSpec {
    static func product(version: String? = nil) throws -> Product {
        var sources = SourceCollection()
        var (declarations, findings): ([FileDeclaration], [Finding]) = ([], [])
        let outputs = Emitter.all.map { OutputDeclaration(name: $0.name, help: $0.help, options: $0.options) }
        let names = try Repository.files(in: "spec", endingWith: ".yaml").filter { $0 != "vllm.yaml" }
        for name in ["vllm.yaml"] + names {
            var text = try Repository.text("spec/" + name)
            if let version { text = text.replacing("version: \"0.8.0\"", with: "version: \"\(version)\"") }
            let source = SourceText(path: "spec/" + name, text: text)
            let (declaration, found) = SpecLanguage.declarations(
                of: source, id: sources.add(source), outputs: outputs)
            declarations.append(declaration)
            findings += found
        }
        // The order of includes is that of the groups.
        let order = declarations[0].includes.compactMap { include in
            names.firstIndex(of: include.value).map { declarations[$0 + 1] }
        }
        let (product, found) = SpecLanguage.resolve(root: declarations[0], includes: order)
        findings += found
        #expect(TextReport(sources: sources).text(of: findings) == "")
        return try #require(product)
    }
}
