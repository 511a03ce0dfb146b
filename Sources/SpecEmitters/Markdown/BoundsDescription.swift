// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecModel
import SpecOutput
import SpecText

/// The bounds of a histogram in words, as Markdown: what decides them, then the numbers as far as they are known
/// before a process starts.
struct BoundsDescription {
    /// The number of bounds of a series that are shown if only a parameter says where it ends.
    private static let shownPowers = 3

    static func markdown(of bounds: BucketSet.Bounds, _ words: PageWords = PageWords(locale: nil)) -> String {
        switch bounds {
        case .fixed(let values):
            return BoundText.list(of: values)
        case .series(let mantissas, .number(let limit)):
            let values = BucketSeries.bounds(mantissas: mantissas, through: limit)
            return words(
                "{1} times each power of ten up to {2}: {3}", enumeration(mantissas, words), BoundText.text(of: limit),
                BoundText.list(of: values))
        case .series(let mantissas, .parameter(let limit)):
            let shown = (0..<shownPowers).flatMap { power in mantissas.map { $0 * tenToThe(power) } }
            let phrase =
                limit.isExclusive
                ? "{1} times each power of ten below {2}: {3}" : "{1} times each power of ten up to {2}: {3}"
            return words(
                phrase, enumeration(mantissas, words), link(to: limit.sum),
                "\(BoundText.list(of: shown)), …")
        case .sorted(let parameter):
            return words("the values of {1}, in ascending order", link(to: parameter))
        case .conditional(let condition, let then, let otherwise):
            let isFlag = if case .term(let term) = condition { term.isFlag } else { false }
            return words(
                isFlag ? "with {1}: {2};<br>without: {3}" : "if {1}: {2};<br>else: {3}",
                ConditionText.linked(condition, words), markdown(of: then, words), markdown(of: otherwise, words))
        }
    }

    /// The parameters that the bounds depend on, each once, in the order of reading.
    static func parameters(of bounds: BucketSet.Bounds) -> [String] {
        switch bounds {
        case .fixed, .series(_, .number): []
        case .series(_, .parameter(let limit)): [limit.sum.parameter]
        case .sorted(let parameter): [parameter]
        case .conditional(let condition, let then, let otherwise):
            (condition.parameters + parameters(of: then) + parameters(of: otherwise)).uniqued()
        }
    }

    private static func enumeration(_ mantissas: [Double], _ words: PageWords) -> String {
        let items = mantissas.map(BoundText.text(of:))
        guard items.count > 1, let last = items.last else { return items.first ?? "" }
        return words("{1} and {2}", items.dropLast().joined(separator: ", "), last)
    }

    private static func tenToThe(_ power: Int) -> Double { (0..<power).reduce(1) { product, _ in product * 10 } }

    static func link(to sum: ParameterSum) -> String { link(to: sum.parameter) + sum.ending }

    private static func link(to parameter: String) -> String {
        MarkdownText.link(MarkdownText.code(parameter), to: PageAnchor.parameter(parameter))
    }
}
