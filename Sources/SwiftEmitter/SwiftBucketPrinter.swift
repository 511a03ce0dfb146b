// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecModel
import SpecOutput

/// The bounds of histograms, as functions of the parameters.
enum SwiftBucketPrinter {
    static func print(_ swift: SwiftProduct, into source: inout SwiftSource) {
        source.line("/// The bounds of the histograms, at the parameters of an instance.")
        source.block("nonisolated struct Buckets") { source in
            if swift.hasParameters { source.line("let _parameters: Parameters") }
            for set in swift.bucketSets {
                let made = expression(of: set.set.bounds, swift, parameters: "_parameters")
                let value = set.set.isOverridable ? "_parameters.\(set.argument) ?? (\(made))" : made
                source.line("var \(SwiftIdentifier.escaped(set.name)): [Swift.Double] { \(value) }")
            }
        }
    }

    /// A Swift expression of type `[Swift.Double]`; `parameters` is the expression for the parameters.
    static func expression(of bounds: BucketSet.Bounds, _ swift: SwiftProduct, parameters: String) -> String {
        switch bounds {
        case .fixed(let bounds): return literal(bounds)
        // Known now: print the bounds themselves.
        case .series(let mantissas, .number(let limit)):
            return literal(BucketSeries.bounds(mantissas: mantissas, through: limit))
        case .series(let mantissas, .parameter(let limit)):
            let sum = swift.expression(of: limit.sum, parameters: parameters)
            let label = limit.isExclusive ? "below" : "through"
            return "MetricsRuntime.BucketSeries.bounds(mantissas: \(literal(mantissas)), \(label): \(sum))"
        case .sorted(let name): return "\(swift.value(of: name, in: parameters)).sorted().map { Swift.Double($0) }"
        case .conditional(let condition, let then, let otherwise):
            let branches = [then, otherwise].map { expression(of: $0, swift, parameters: parameters) }
            let condition = swift.expression(of: condition, parameters: parameters)
            return "\(condition) ? \(branches[0]) : \(branches[1])"
        }
    }

    private static func literal(_ numbers: [Double]) -> String {
        "[" + BoundText.list(of: numbers) + "]"
    }
}
