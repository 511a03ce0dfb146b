import MetricsVocabulary
import SpecModel

/// The bounds of a histogram in a reader's words, as Markdown: what decides them, then the numbers as far as they are
/// known before a process starts.
struct BoundsInWords {
    /// How many bounds of a series are shown where only a parameter says how far it goes.
    private static let shownPowers = 3

    static func markdown(of bounds: BucketSet.Bounds) -> String {
        switch bounds {
        case .fixed(let values):
            return BoundText.list(of: values)
        case .series(let mantissas, .number(let limit)):
            let values = BucketSeries.bounds(mantissas: mantissas, through: limit)
            return "\(series(mantissas)) up to \(BoundText.text(of: limit)): \(BoundText.list(of: values))"
        case .series(let mantissas, .parameter(let parameter)):
            let shown = (0..<shownPowers).flatMap { power in mantissas.map { $0 * tenToThe(power) } }
            return "\(series(mantissas)) up to \(link(to: parameter)): \(BoundText.list(of: shown)), …"
        case .sorted(let parameter):
            return "the values of \(link(to: parameter)), in ascending order"
        case .conditional(let parameter, let then, let otherwise):
            return "with \(link(to: parameter)): \(markdown(of: then));<br>without: \(markdown(of: otherwise))"
        }
    }

    /// The parameters that the bounds depend on, each once, in the order of reading.
    static func parameters(of bounds: BucketSet.Bounds) -> [String] {
        switch bounds {
        case .fixed, .series(_, .number): []
        case .series(_, .parameter(let parameter)), .sorted(let parameter): [parameter]
        case .conditional(let parameter, let then, let otherwise):
            ([parameter] + parameters(of: then) + parameters(of: otherwise)).eachOnce()
        }
    }

    private static func series(_ mantissas: [Double]) -> String {
        "\(enumeration(mantissas.map(BoundText.text(of:)))) times each power of ten"
    }

    private static func enumeration(_ items: [String]) -> String {
        guard items.count > 1, let last = items.last else { return items.first ?? "" }
        return "\(items.dropLast().joined(separator: ", ")) and \(last)"
    }

    private static func tenToThe(_ power: Int) -> Double { (0..<power).reduce(1) { product, _ in product * 10 } }

    private static func link(to parameter: String) -> String {
        MarkdownText.link(MarkdownText.code(parameter), to: PageAnchor.parameter(parameter))
    }
}
