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
                // Between brackets, and without a comma at its end.
                source.statement(target, .subscripted("", .atom("bound for bound in series if bound < limit")))
            } else {
                source.statement(target, .call("_bucket_series", [numbers(mantissas), .atom(value)]))
            }
        case .sorted(let name):
            source.statement(target, .call("sorted", [.atom(PythonConditions.parameter(name, python))]))
        case .conditional(let condition, let then, let otherwise):
            let text = PythonConditions.text(of: condition, python)
            let value: PythonValue =
                source.hasRoom(for: "if \(text):") ? .atom(text) : PythonConditions.value(of: condition, python)
            source.block("if ", value) { print(then, to: target, python, into: &$0) }
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
        metric.condition.map { value(of: $0, python) }
    }

    static func value(of condition: Condition, _ python: PythonProduct) -> PythonValue {
        func list(_ function: String, _ parts: [Condition]) -> PythonValue {
            let values = parts.map { value(of: $0, python) }
            return values.count == 1 ? values[0] : .call(function, [.list(values)])
        }
        return switch condition {
        case .term(let term): .atom(text(of: term, python))
        case .all(let parts): list("all", parts)
        case .any(let parts): list("any", parts)
        }
    }

    /// On one line.
    static func text(of condition: Condition, _ python: PythonProduct) -> String {
        condition.text(Condition.Style(and: " and ", or: " or ") { text(of: $0, python) })
    }

    private static func text(of term: Condition.Term, _ python: PythonProduct) -> String {
        let name = parameter(term.parameter, python)
        if term.isFlag { return name }
        if term.isNegatedFlag { return "not " + name }
        let value =
            switch term.value {
            case .boolean(let value): value ? "True" : "False"
            case .integer(let value): "\(value)"
            case .string(let text): PythonText.literal(text)
            }
        return "\(name) \(term.comparison.rawValue) \(value)"
    }
}
