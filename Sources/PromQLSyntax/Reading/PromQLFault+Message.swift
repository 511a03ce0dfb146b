// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension PromQLFault {
    /// What is wrong and, where that isn't obvious, what to do.
    package var message: String {
        switch self {
        case .unexpectedCharacter(let scalar): "`\(scalar)` has no meaning in PromQL"
        case .unterminatedString: "this string has no closing quote"
        case .invalidEscape(let escape):
            "a string can't have `\(escape)`; for a backslash write two, or put the string in backquotes"
        case .malformedNumber(let text): "`\(text)` is neither a number nor a duration such as `1h30m`"
        case .numberTooLarge(let text): "`\(text)` is too large for a number"
        case .durationTooLong(let text): "`\(text)` is too long for a duration, which can be 292 years at most"
        case .empty: "there is no query here"
        case .unexpected(let found, let expected):
            found.isEmpty ? "the query ends where \(expected) should be" : "\(expected) should be here, not `\(found)`"
        case .unclosed(let bracket): "`\(bracket)` is never closed"
        case .trailingComma: "arguments can't end with a comma"
        case .labelListNeeded: "labels in parentheses should be here"
        case .notAName(let word):
            "`\(word)` has a meaning of its own here; a metric of this name is written `{__name__=\"\(word)\"}`"
        case .tooLong(let limit): "this query has more than \(limit) bytes and is not read"
        case .tooDeep(let limit):
            "this query has more than \(limit) expressions within one another and is not read further"
        case .unsupportedHole: "what is inserted here could be anything, so the query is not read further"
        case .rangeOfExpression:
            "only a selector can have a range; for the values of an expression over time write a subquery: `[5m:]`"
        case .rangeAfterShift: "a range stands before `offset` and `@`"
        case .shiftOfExpression(let shift):
            "`\(shift.rawValue)` has to stand directly behind a selector, a range or a subquery"
        case .repeatedShift(let shift): "`\(shift.rawValue)` can be here only once"
        case .notADuration: "this is not a duration"
        case .durationNotPositive: "this duration has to be longer than nothing"
        case .momentNotFinite: "this is not a moment in time"
        case .divisionByZero: "this divides by zero"
        case .samplingOfExpression(let word): "`\(word)` has to stand directly behind a selector with a range"
        case .nameTwice(let name): "the metric already has the name `\(name)`"
        case .selectsEverything:
            "this could select every series; at least one matcher must not match an empty value"
        case .invalidPattern(let fault): fault.message
        case .invalidLabel(let name): "`\(name)` can't be the name of a label here; write it in quotes"
        case .unknownFunction(let name): "Prometheus has no function `\(name)`"
        case .argumentCount(let function, let least, let most, let found):
            "`\(function)` takes \(Self.count(least, most)), not \(found)"
        case .wrongType(let context, let expected, let found):
            "\(context) has to be \(expected.words), but this is \(found.words)"
        case .operandType(let type):
            "an operator takes numbers and the newest values of series, but this is \(type.words)"
        case .signOfType(let type): "a sign can't stand before \(type.words)"
        case .comparisonNeedsBool: "two numbers can only be compared with `bool` behind the operator"
        case .boolWithoutComparison: "`bool` is only allowed after a comparison operator"
        case .setOperatorOfScalar(let operation):
            "`\(operation.rawValue)` takes series on both sides, not a number; `vector()` makes a series of one"
        case .groupOfSetOperator(let operation): "`\(operation.rawValue)` can't have `group_left` or `group_right`"
        case .fillOfSetOperator(let operation): "`\(operation.rawValue)` can't have `fill`"
        case .labelInBothLists(let label): "`\(label)` is in `on` already, so both sides have it"
        case .matchingOfScalar: "labels can only be matched between series, and one side is a number"
        case .infoNeedsMatchers: "the second argument of `info` has to be matchers in braces, without a name"
        case .samplingInFunction(let function): "`\(function)` doesn't take such a range"
        }
    }

    private static func count(_ least: Int, _ most: Int?) -> String {
        func arguments(_ count: Int) -> String { count == 1 ? "1 argument" : "\(count) arguments" }
        guard let most else { return "at least \(arguments(least))" }
        if least == most { return least == 0 ? "no arguments" : arguments(least) }
        return "\(least) to \(arguments(most))"
    }
}

extension PromQLFault.Expectation: CustomStringConvertible {
    package var description: String {
        switch self {
        case .expression: "an expression"
        case .operatorOrEnd: "an operator or the end of the query"
        case .argumentEnd: "`,` or `)`"
        case .label: "a label"
        case .labelEnd: "`,` or `)`"
        case .matcher: "a label or `}`"
        case .matchOperator: "`=`, `!=`, `=~` or `!~`"
        case .matcherEnd: "`,` or `}`"
        case .labelValue: "a value in quotes"
        case .closing(let bracket): "`\(bracket)`"
        case .duration: "a duration"
        case .moment: "a time in seconds, `start()` or `end()`"
        case .number: "a number"
        case .groupMatching: "`on` or `ignoring`, and then `group_left` or `group_right`,"
        case .parenthesis: "`(`"
        }
    }
}

extension PromQLFault.Context: CustomStringConvertible {
    package var description: String {
        switch self {
        case .aggregation(let operation): "what `\(operation.rawValue)` aggregates"
        case .aggregationParameter(let operation): "the first argument of `\(operation.rawValue)`"
        case .argument(let function): "this argument of `\(function)`"
        case .subquery: "the expression of a subquery"
        case .trim: "this side of the operator"
        }
    }
}

extension PromQLType {
    /// With an article.
    package var words: String {
        switch self {
        case .scalar: "a number"
        case .vector: "the newest value of each series"
        case .matrix: "a range of values of each series"
        case .string: "a string"
        case .unknown: "anything"
        }
    }
}

extension RegularExpressionFault {
    package var message: String {
        switch self {
        case .missingClosing(let bracket): "this pattern lacks a closing `\(bracket)`"
        case .unexpectedParenthesis: "this pattern has a `)` that closes nothing"
        case .nothingToRepeat(let text): "in this pattern `\(text)` has nothing to repeat"
        case .repeatedRepeat(let text): "in this pattern `\(text)` repeats a repetition"
        case .repeatCount(let text): "in this pattern `\(text)` repeats too often: 1000 times is the most"
        case .invalidEscape(let text): "this pattern has `\(text)`, which means nothing"
        case .invalidRange(let text): "this pattern has the range `\(text)`, which ends before it begins"
        case .unknownClass(let text): "this pattern has `\(text)`, which is not a class of characters"
        case .invalidGroup(let text): "this pattern has a group that begins with `\(text)`, which means nothing"
        case .lookAround(let text): "this pattern has `\(text)`; Prometheus can't look ahead or behind"
        }
    }
}
