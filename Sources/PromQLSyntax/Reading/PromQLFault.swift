// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// What is wrong with a query, and where.
package struct PromQLFinding: Equatable, Sendable {
    package let fault: PromQLFault
    package let span: PromQLSpan

    package init(_ fault: PromQLFault, _ span: PromQLSpan) {
        self.fault = fault
        self.span = span
    }
}

/// Why Prometheus refuses a query. `PromQLFault+Message.swift` says it in words.
package enum PromQLFault: Equatable, Sendable {
    // MARK: Characters and words

    case unexpectedCharacter(Unicode.Scalar)
    case unterminatedString
    case invalidEscape(String)
    case malformedNumber(String)
    case numberTooLarge(String)
    case durationTooLong(String)

    // MARK: Grammar

    /// Only space and comments.
    case empty
    case unexpected(found: String, expected: Expectation)
    case unclosed(Character)
    case trailingComma
    case labelListNeeded
    /// `atan2`, `bool`, `inf` and others are never the names of metrics.
    case notAName(String)
    case tooLong(limit: Int)
    case tooDeep(limit: Int)
    /// A hole in a place where the parser doesn't know what it stands for.
    case unsupportedHole

    // MARK: Ranges and times

    case rangeOfExpression
    case rangeAfterShift
    case shiftOfExpression(Shift)
    case repeatedShift(Shift)
    case notADuration
    case durationNotPositive
    case momentNotFinite
    case divisionByZero
    case samplingOfExpression(String)

    // MARK: Selectors

    case nameTwice(String)
    case selectsEverything
    case invalidPattern(RegularExpressionFault)
    case invalidLabel(String)

    // MARK: Types

    case unknownFunction(String)
    /// The most is nil where any number is possible.
    case argumentCount(function: String, least: Int, most: Int?, found: Int)
    case wrongType(context: Context, expected: PromQLType, found: PromQLType)
    case operandType(PromQLType)
    case signOfType(PromQLType)
    case comparisonNeedsBool
    case boolWithoutComparison
    case setOperatorOfScalar(BinaryOperator)
    case groupOfSetOperator(BinaryOperator)
    case fillOfSetOperator(BinaryOperator)
    case labelInBothLists(String)
    case matchingOfScalar
    case infoNeedsMatchers
    case samplingInFunction(String)

    package enum Expectation: Equatable, Sendable {
        case expression, operatorOrEnd, argumentEnd, label, labelEnd, matcher, matchOperator, matcherEnd, labelValue
        case closing(Character)
        case duration, moment, number, groupMatching, parenthesis
    }

    package enum Shift: String, Sendable { case offset, at = "@" }

    package enum Context: Equatable, Sendable {
        case aggregation(AggregationOperator)
        case aggregationParameter(AggregationOperator)
        case argument(function: String)
        case subquery
        case trim
    }
}
