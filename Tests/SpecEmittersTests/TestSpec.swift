import SpecDiagnostics
import SpecLanguage
import SpecModel
import SpecOutput
import TestSupport

@testable import SpecEmitters

/// Models of specs in files, read as the compiler reads them: with the outputs that the emitters declare.
enum TestSpec {
    struct Unresolved: Error {
        let report: String
    }

    /// The model of the spec in `spec/`, as it is or as of another release.
    static func reference(version: String = "0.8.0") throws -> Product {
        let names = try Repository.files(in: "spec", endingWith: ".yaml").filter { $0 != "vllm.yaml" }
        return try product(
            of: (["vllm.yaml"] + names).map { name in
                let text = try Repository.text("spec/\(name)")
                return SourceText(
                    path: "spec/\(name)",
                    text: text.replacing("version: \"0.8.0\"", with: "version: \"\(version)\""))
            })
    }

    /// A small product that has one of everything, as if its spec were in `spec/`.
    static func bakery() throws -> Product { try fixture("bakery") }

    static func fixture(_ name: String) throws -> Product {
        let text = try Repository.text("Tests/SpecEmittersTests/Fixtures/\(name).yaml")
        return try product(of: [SourceText(path: "spec/\(name).yaml", text: text)])
    }

    /// The model of a spec that is written in a test.
    static func product(_ text: String) throws -> Product {
        try product(of: [SourceText(path: "spec.yaml", text: text)])
    }

    /// The first is the root. Groups come in the order of its includes.
    private static func product(of texts: [SourceText]) throws -> Product {
        var sources = SourceCollection()
        var (files, findings): ([FileDeclaration], [Finding]) = ([], [])
        let outputs = OutputDeclarations(
            Emitter.all.map { OutputDeclaration(name: $0.name, help: $0.help, options: $0.options) })
        for text in texts {
            let (file, found) = SpecLanguage.declarations(of: text, id: sources.add(text), outputs: outputs)
            files.append(file)
            findings += found
        }
        let root = files[0]
        let includes = root.includes.compactMap { include in
            zip(texts, files).first { $0.0.path.hasSuffix("/" + include.value) }?.1
        }
        let (product, found) = SpecLanguage.resolve(root: root, includes: includes)
        findings += found
        guard let product, findings.isEmpty else {
            throw Unresolved(report: TextReport(sources: sources).text(of: findings))
        }
        return product
    }
}
