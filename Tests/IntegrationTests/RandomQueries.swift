// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import TestSupport

/// Random trees that Prometheus can evaluate over the samples of `promql_meaning.py`: four metrics, `m0` to `m3`, whose
/// series have the same labels, `a` and `b`.
struct RandomQueries {
    /// The labels that all series of an expression have. Only what has the same ones can be matched one to one.
    enum Labels: CaseIterable {
        case all, some, none
    }

    var generator: SeededGenerator

    mutating func vector(_ labels: Labels, depth: Int) -> PromQLExpression {
        guard depth > 0 else { return leaf(labels) }
        switch Int.random(in: 0..<10, using: &generator) {
        case 0: return leaf(labels)
        case 1: return .unary(chance(3) ? .plus : .minus, vector(labels, depth: depth - 1))
        case 2: return .call(pick(["abs", "ceil", "sgn"]), vector(labels, depth: depth - 1))
        case 3:
            return .call(
                "max_over_time",
                .subquery(
                    vector(labels, depth: depth - 1), .minutes(2), step: chance(2) ? .seconds(30) : nil, shift(in: 3)))
        case 4:
            let (vector, scalar) = (vector(labels, depth: depth - 1), scalar(depth: depth - 1))
            let operation = pick(Self.operators.filter { !$0.isSetOperator })
            let isBool = operation.isComparison && chance(2)
            return chance(2)
                ? .binary(vector, operation, scalar, isBool: isBool)
                : .binary(scalar, operation, vector, isBool: isBool)
        case 5 where labels == .all:
            return .binary(
                vector(.all, depth: depth - 1), pick([.multiply, .add, .power]), vector(.some, depth: depth - 1),
                matching: VectorMatching(.on(["a"]), group: .left([])))
        default: return binary(labels, depth: depth)
        }
    }

    private mutating func binary(_ labels: Labels, depth: Int) -> PromQLExpression {
        let operation = pick(Self.operators)
        let isBool = operation.isComparison && chance(2)
        var matching: VectorMatching?
        if chance(3) {
            switch labels {
            case .all: matching = VectorMatching(chance(2) ? .on(["a", "b"]) : .ignoring([]))
            case .some: matching = VectorMatching(chance(2) ? .on(["a"]) : .ignoring(["b"]))
            case .none: matching = VectorMatching(.on([]))
            }
        }
        return .binary(
            vector(labels, depth: depth - 1), operation, vector(labels, depth: depth - 1), isBool: isBool,
            matching: matching)
    }

    private mutating func leaf(_ labels: Labels) -> PromQLExpression {
        switch labels {
        case .all:
            let name = pick(["m0", "m1", "m2", "m3"])
            let matchers = [LabelMatcher("a", .matches, PromQLString(pick([".+", "x|y", "x"])))]
            let selected =
                chance(8)
                ? SeriesSelector(nil, [LabelMatcher("__name__", .equal, PromQLString(name))] + matchers)
                : SeriesSelector(name, matchers)
            return chance(2)
                ? .vector(selected, shift(in: 3))
                : .call(pick(["rate", "sum_over_time", "delta"]), .range(selected, .minutes(2), shift(in: 3)))
        case .some:
            return Self.aggregation(pick([.sum, .max, .avg]), chance(2) ? .by(["a"]) : .without(["b"]), leaf(.all))
        case .none: return Self.aggregation(pick([.sum, .min, .count]), .by([]), leaf(.all))
        }
    }

    private mutating func scalar(depth: Int) -> PromQLExpression {
        guard depth > 0, chance(2) else {
            return chance(5) ? .call("time") : .number(Double(Int.random(in: -3...5, using: &generator)) / 2)
        }
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: return .unary(.minus, scalar(depth: depth - 1))
        case 1: return .call("scalar", vector(.none, depth: depth - 1))
        default:
            let operation = pick(Self.operators.filter { !$0.isSetOperator })
            return .binary(
                scalar(depth: depth - 1), operation, scalar(depth: depth - 1),
                isBool: operation.isComparison)
        }
    }

    private mutating func shift(in share: Int) -> TimeShift {
        guard chance(share) else { return .none }
        let offset = PromQLDuration.seconds(pick([-30, 15, 60]))
        return pick([
            TimeShift(offset: offset), TimeShift(at: .end), TimeShift(at: .start, offset: offset),
            TimeShift(at: .time(1_700_000_900)),
        ])
    }

    private static func aggregation(
        _ operation: AggregationOperator, _ grouping: Aggregation.Grouping, _ argument: PromQLExpression
    ) -> PromQLExpression {
        PromQLExpression(.aggregation(Aggregation(operation, grouping: grouping, argument)))
    }

    /// Those of floating-point values.
    private static let operators = BinaryOperator.allCases.filter { $0 != .trimUpper && $0 != .trimLower }

    private mutating func chance(_ share: Int) -> Bool { Int.random(in: 0..<share, using: &generator) == 0 }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &generator)]
    }
}

extension PromQLExpression {
    /// Every part in parentheses, which makes precedence irrelevant: each part is printed by itself, with names in the
    /// place of what is in it.
    var withAllParentheses: String {
        var parts: [PromQLExpression] = []
        func name(_ part: PromQLExpression) -> PromQLExpression {
            switch part.form {
            // What a function asks for as it is written.
            case .range, .string, .vector: return part
            default:
                parts.append(part)
                return .vector(SeriesSelector("part_\(parts.count)_"))
            }
        }
        var text =
            switch form {
            case .number, .duration, .string, .hole, .numberTemplate, .vector, .range, .missing: description
            case .parentheses(let inner): inner.withAllParentheses
            case .subquery(let inner, let range, let step, let shift):
                PromQLExpression.subquery(name(inner), range, step: step, shift).description
            case .call(let function, let arguments):
                PromQLExpression(.call(function: function, arguments.map(name))).description
            case .aggregation(let aggregation):
                PromQLExpression(
                    .aggregation(
                        Aggregation(
                            aggregation.operation, grouping: aggregation.grouping, name(aggregation.argument),
                            parameter: aggregation.parameter.map(name)))
                ).description
            case .aggregationTemplate(let template):
                PromQLExpression(
                    .aggregationTemplate(
                        AggregationTemplate(
                            template.operation, grouping: template.grouping, template.arguments.map(name)))
                ).description
            case .unary(let sign, let operand): PromQLExpression.unary(sign, name(operand)).description
            case .binary(let operation):
                PromQLExpression.binary(
                    name(operation.left), operation.operation, name(operation.right), isBool: operation.isBool,
                    matching: operation.matching
                ).description
            }
        for (index, part) in parts.enumerated() {
            text = text.replacing("part_\(index + 1)_", with: "(\(part.withAllParentheses))")
        }
        return text
    }
}
