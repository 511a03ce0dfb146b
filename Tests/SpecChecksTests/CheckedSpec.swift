import SpecDiagnostics
import SpecLanguage
import SpecModel

@testable import SpecChecks

/// A spec of one file, and what the language and the checks say about it.
struct CheckedSpec {
    let sources: SourceCollection
    let product: Product?
    let findings: [Finding]

    init(_ text: String) {
        var sources = SourceCollection()
        let source = SourceText(path: "spec.yaml", text: text)
        let id = sources.add(source)
        let (declaration, declared) = SpecLanguage.declarations(of: source, id: id, outputs: [])
        let (product, resolved) = SpecLanguage.resolve(root: declaration, includes: [])
        self.sources = sources
        self.product = product
        findings = declared + resolved + (product.map { SpecCheck.findings(in: $0, for: .lint) } ?? [])
    }

    var report: String { TextReport(sources: sources).text(of: findings) }
    var codes: [String] { findings.map(\.rule.code) }

    /// The text after the first fix of each finding.
    var mended: String? {
        sources.sources[0].applying(findings.compactMap(\.fixes.first).flatMap(\.edits))
    }
}
