// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecModel
import SpecOutput

/// The bounds of histograms, computed from the parameters.
enum PythonBucketPrinter {
    static func print(_ python: PythonProduct, into source: inout PythonSource) {
        source.block("class _Buckets:") { source in
            source.documentation("The bounds of the histograms, at the parameters of an instance.")
            source.line()
            let parameters = python.hasParameters ? ["parameters: \(python.className).Parameters"] : []
            source.function("__init__", ["self"] + parameters) { source in
                for set in python.bucketSets {
                    source.line("self.\(set.name): Sequence[float]")
                    let target = "self.\(set.name) = "
                    guard set.set.isOverridable else {
                        print(set.set.bounds, to: target, python, into: &source)
                        continue
                    }
                    source.block("if parameters.\(set.argument) is not None:") {
                        $0.statement(target, .atom("parameters.\(set.argument)"))
                    }
                    source.block("else:") { print(set.set.bounds, to: target, python, into: &$0) }
                }
            }
        }
    }

    private static func print(
        _ bounds: BucketSet.Bounds, to target: String, _ python: PythonProduct, into source: inout PythonSource
    ) {
        switch bounds {
        case .fixed, .series(_, .number): source.statement(target, numbers(bounds.known ?? []))
        case .series(let mantissas, .parameter(let limit)):
            let value = PythonConditions.sum(limit.sum, python)
            if limit.isExclusive {
                source.line("limit = \(value)")
                source.statement("series = ", .call("_bucket_series", [numbers(mantissas), .atom("limit")]))
                source.line("\(target)[bound for bound in series if bound < limit]")
            } else {
                source.statement(target, .call("_bucket_series", [numbers(mantissas), .atom(value)]))
            }
        case .sorted(let name):
            source.statement(target, .call("sorted", [.atom(PythonConditions.parameter(name, python))]))
        case .conditional(let name, let then, let otherwise):
            source.block("if \(PythonConditions.parameter(name, python)):") {
                print(then, to: target, python, into: &$0)
            }
            source.block("else:") { print(otherwise, to: target, python, into: &$0) }
        }
    }

    static func numbers(_ numbers: [Double]) -> PythonValue {
        .list(numbers.map { .atom(BoundText.text(of: $0)) })
    }
}

/// Conditions on the parameters, as expressions.
enum PythonConditions {
    static func parameter(_ name: String, _ python: PythonProduct) -> String {
        let parameter = python.parameters.first { $0.parameter.name == name }
        return "parameters." + (parameter?.name ?? PythonIdentifier.snake(name, noun: "parameter"))
    }

    /// A parameter with a number added.
    static func sum(_ sum: ParameterSum, _ python: PythonProduct) -> String {
        parameter(sum.parameter, python) + sum.ending
    }

    /// Whether a metric is there; nil if it always is.
    static func value(of metric: Metric, _ python: PythonProduct) -> PythonValue? {
        let conditions = metric.conditions.map { PythonValue.atom(parameter($0, python)) }
        switch conditions.count {
        case 0: return nil
        case 1: return conditions[0]
        default: return .call("all", [.list(conditions)])
        }
    }
}
