import SpecDiagnostics
import SpecLanguage
import SpecModel
import SpecOutput
import SpecTestSupport
import SpecYAML
import SwiftEmitter

@testable import SpecChecks

/// A spec of one file, and what the language, the checks and the Swift that it asks for say about it.
struct CheckedSpec: CompiledFixture {
    let sources: SourceCollection
    let product: Product?
    let findings: [Finding]

    /// A file of translations can stand behind the spec.
    init(_ text: String) {
        self.init(
            files: text.split(
                separator: "# file: locales/de.yaml\n", maxSplits: 1, omittingEmptySubsequences: false
            ).map(String.init))
    }

    /// - Parameter parts: the spec, and the translations if there are any.
    init(files parts: [String]) {
        var sources = SourceCollection()
        let source = SourceText(path: "spec.yaml", text: parts[0])
        let id = sources.add(source)
        let (declaration, declared) = SpecLanguage.declarations(of: source, id: id, outputs: [Self.swift])
        var (product, resolved) = SpecLanguage.resolve(root: declaration, includes: [])
        if parts.count > 1 {
            let source = SourceText(path: "locales/de.yaml", text: parts[1])
            let (translation, found) = SpecLanguage.translation(of: source, id: sources.add(source), locale: "de")
            product?.translations = [translation]
            resolved += found
        }
        self.sources = sources
        self.product = product
        let emitted = product.map { product in
            product.outputs.flatMap { Emitter.swift.emit(product, $0).findings }
        }
        findings = (declared + resolved + (product.map { SpecCheck.findings(in: $0).locatingParts(in: sources) } ?? []))
            .joiningNameFaults(with: emitted ?? [])
    }

    private static let swift = OutputDeclaration(
        name: Emitter.swift.name, help: Emitter.swift.help, options: Emitter.swift.options)

    var report: String { TextReport(sources: sources).text(of: findings) }
    var codes: [String] { findings.map(\.rule.code) }

    /// The text after the first fix of each finding.
    var mended: String? {
        sources.sources[0].applying(findings.compactMap(\.fixes.first).flatMap(\.edits))
    }
}
