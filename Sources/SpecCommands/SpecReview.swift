import SpecChecks
import SpecDiagnostics
import SpecFiles
import SpecModel
import SpecPipeline

/// What `check` and `lint` look for in a spec that the language allows.
enum SpecReview {
    static func findings(in product: Product, of root: RootSpec, _ sources: any SourceProvider) -> [Finding] {
        SpecCheck.findings(in: product) + ReleasedCatalogue.findings(in: product, of: root, sources, isComparing: true)
    }

    /// What a build looks for.
    static func essentialFindings(in product: Product, of root: RootSpec, _ sources: any SourceProvider) -> [Finding] {
        ReleasedCatalogue.findings(in: product, of: root, sources, isComparing: false)
    }
}
