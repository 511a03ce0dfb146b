import SpecDiagnostics
import SpecModel

/// Bounds as they were written: names of parameters and of other bucket sets are not looked up yet.
indirect enum BoundsDeclaration: Sendable {
    case fixed([Double])
    case series(mantissas: [Double], limit: Limit)
    case sorted(parameter: Spanned<String>)
    case conditional(parameter: Spanned<String>, then: BoundsDeclaration, otherwise: BoundsDeclaration)
    /// Another bucket set.
    case named(Spanned<String>)

    enum Limit: Sendable {
        case number(Double)
        case parameter(Spanned<String>)
    }
}

/// The buckets of one metric: bounds of its own, or the name of a bucket set.
typealias BucketsDeclaration = BoundsDeclaration
