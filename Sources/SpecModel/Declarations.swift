import SpecDiagnostics

/// What a spec declares under names and its metrics use, or don't: what a check of the spec itself looks at. Whoever
/// makes something of the model finds in the metrics what they need.
package struct Declarations: Sendable {
    /// A name, and whether anything refers to it.
    package struct Named: Sendable {
        package let name: Spanned<String>
        package let isUsed: Bool
        /// What to delete to be rid of it.
        package let removal: Span?

        package init(name: Spanned<String>, isUsed: Bool, removal: Span? = nil) {
            self.name = name
            self.isUsed = isUsed
            self.removal = removal
        }
    }

    /// Bounds as they were written, with the place of each: a named set's, or a metric's own.
    package struct WrittenBounds: Sendable {
        package let owner: Spanned<String>
        package let bounds: [Spanned<Double>]

        package init(owner: Spanned<String>, bounds: [Spanned<Double>]) {
            self.owner = owner
            self.bounds = bounds
        }
    }

    package var labels: [Named] = []
    package var labelSets: [Named] = []
    package var bucketSets: [Named] = []
    package var parameters: [Named] = []
    package var writtenBounds: [WrittenBounds] = []
    package var waivers: [Waiver] = []

    package init() {}
}
