import SpecEmitters
import SpecPipeline

extension Compilation {
    /// The resolved model as JSON, whether the spec asks for a catalogue or not; nil where there is no model.
    package var catalogue: String? { product.map { CatalogueDocument($0).text } }
}
