import SpecDiagnostics
import SpecModel

/// Bounds as they were written: names of parameters and of other bucket sets are not looked up yet.
indirect enum BoundsDeclaration: Sendable {
    case fixed([Spanned<Double>])
    /// Bounds that a rule makes: `linear` and `exponential`.
    case made([Double])
    case series(mantissas: [Double], limit: Limit)
    case sorted(parameter: Spanned<String>)
    case conditional(parameter: Spanned<String>, then: BoundsDeclaration, otherwise: BoundsDeclaration)
    /// Whoever starts a process may give other bounds; the span is that of the key that says so.
    case overridable(BoundsDeclaration, at: Span)
    /// Another bucket set.
    case named(Spanned<String>)

    enum Limit: Sendable {
        case number(Double)
        case parameter(Spanned<String>)
    }
}

/// The buckets of one metric: bounds of its own, or the name of a bucket set.
typealias BucketsDeclaration = BoundsDeclaration

extension BoundsDeclaration {
    /// The lists of bounds that stand in it, each with its places.
    var writtenLists: [[Spanned<Double>]] {
        switch self {
        case .fixed(let bounds): [bounds]
        case .made, .series, .sorted, .named: []
        case .overridable(let bounds, _): bounds.writtenLists
        case .conditional(_, let then, let otherwise): then.writtenLists + otherwise.writtenLists
        }
    }
}
