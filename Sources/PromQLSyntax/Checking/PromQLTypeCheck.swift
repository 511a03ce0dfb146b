// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Finds what Prometheus' `checkAST` refuses: wrong types, wrong numbers of arguments, selectors of everything.
struct PromQLTypeCheck {
    var findings: [PromQLFinding]
    var features: [PromQLFeatureUse]

    init(findings: [PromQLFinding], features: [PromQLFeatureUse]) {
        self.findings = findings
        self.features = features
    }

    mutating func report(_ fault: PromQLFault, _ span: PromQLSpan) { findings.append(PromQLFinding(fault, span)) }

    /// - Returns: The type of the expression.
    @discardableResult
    mutating func check(_ expression: PromQLExpression) -> PromQLType {
        switch expression.form {
        case .number, .duration, .numberTemplate: return .scalar
        case .string: return .string
        case .hole, .missing: return .unknown
        case .vector(let series, _):
            check(series, expression.span)
            return .vector
        case .range(let series, _, _):
            check(series, expression.span)
            return .matrix
        case .subquery(let inner, _, _, _):
            expect(.vector, check(inner), .subquery, inner.span)
            return .matrix
        case .parentheses(let inner): return check(inner)
        case .unary(_, let operand):
            let type = check(operand)
            guard type == .matrix || type == .string else { return type }
            report(.signOfType(type), expression.span)
            return .unknown
        case .aggregation(let aggregation):
            check(aggregation)
            return .vector
        case .aggregationTemplate(let template):
            for argument in template.arguments { check(argument) }
            return .vector
        case .call(let function, let arguments): return check(function, arguments)
        case .binary(let operation): return check(operation)
        }
    }

    private mutating func expect(
        _ expected: PromQLType, _ found: PromQLType, _ context: PromQLFault.Context, _ span: PromQLSpan
    ) {
        guard expected != found, found != .unknown else { return }
        report(.wrongType(context: context, expected: expected, found: found), span)
    }

    @inline(__always)
    private mutating func check(_ aggregation: Aggregation) {
        let operation = aggregation.operation
        if let parameter = aggregation.parameter, let type = operation.parameterType {
            expect(type, check(parameter), .aggregationParameter(operation), parameter.span)
        }
        let argument = aggregation.argument
        let type = check(argument)
        // With one argument missing, this one may be the parameter.
        if aggregation.parameter != nil || operation.parameterType == nil {
            expect(.vector, type, .aggregation(operation), argument.span)
        }
    }

    // MARK: Calls

    private mutating func check(_ called: PromQLString, _ arguments: [PromQLExpression]) -> PromQLType {
        guard let name = called.text, let function = PromQLFunction.named(name) else {
            if let name = called.text { report(.unknownFunction(name), called.span) }
            for argument in arguments { check(argument) }
            return .unknown
        }
        if let feature = function.feature { features.append(PromQLFeatureUse(feature, called.span)) }
        let hasWrongCount = arguments.count < function.least || arguments.count > function.most ?? .max
        if hasWrongCount {
            report(
                .argumentCount(function: name, least: function.least, most: function.most, found: arguments.count),
                called.span)
        }
        for (index, argument) in arguments.enumerated() {
            if index == 1, name == "info" {
                checkMatchers(argument)
                continue
            }
            let type = check(argument)
            guard !hasWrongCount,
                let expected = index < function.arguments.count ? function.arguments[index] : function.arguments.last
            else { continue }
            expect(expected, type, .argument(function: name), argument.span)
            if case .range(let series, _, _) = argument.form, let sampling = series.sampling {
                check(sampling, in: name, argument.span)
            }
        }
        return function.result
    }

    private mutating func check(_ sampling: SeriesSelector.Sampling, in function: String, _ span: PromQLSpan) {
        switch function {
        case "rate", "increase", "delta": return
        case "changes", "resets": if sampling == .anchored { return }
        default: break
        }
        report(.samplingInFunction(function), span)
    }

    /// The second argument of `info` is not a query: only its matchers count.
    private mutating func checkMatchers(_ argument: PromQLExpression) {
        guard case .vector(let series, _) = argument.form else {
            let type = check(argument)
            if type != .unknown { report(.infoNeedsMatchers, argument.span) }
            return
        }
        if series.name != nil { report(.infoNeedsMatchers, argument.span) }
        checkPatterns(series)
    }

    // MARK: Operators

    @inline(__always)
    private mutating func check(_ operation: BinaryOperation) -> PromQLType {
        let (left, right) = (check(operation.left), check(operation.right))
        let span = operation.operatorSpan
        let isLeftWrong = reportWrongOperand(left, operation.left.span)
        let isRightWrong = reportWrongOperand(right, operation.right.span)
        if operation.isBool, !operation.operation.isComparison { report(.boolWithoutComparison, span) }
        if operation.operation.isComparison, !operation.isBool, left == .scalar, right == .scalar {
            report(.comparisonNeedsBool, span)
        }
        checkMatching(operation, isScalar: left == .scalar || right == .scalar)
        if operation.operation.isSetOperator, left == .scalar || right == .scalar {
            report(.setOperatorOfScalar(operation.operation), span)
        }
        if operation.operation == .trimUpper || operation.operation == .trimLower {
            expect(.vector, left, .trim, operation.left.span)
            expect(.scalar, right, .trim, operation.right.span)
        }
        if isLeftWrong || isRightWrong { return .unknown }
        if left == .scalar, right == .scalar { return .scalar }
        if left == .vector || right == .vector { return .vector }
        return .unknown
    }

    /// - Returns: Whether no operator takes an operand of that type.
    private mutating func reportWrongOperand(_ type: PromQLType, _ span: PromQLSpan) -> Bool {
        guard type == .matrix || type == .string else { return false }
        report(.operandType(type), span)
        return true
    }

    private mutating func checkMatching(_ operation: BinaryOperation, isScalar: Bool) {
        if operation.fill != nil, operation.operation.isSetOperator {
            report(.fillOfSetOperator(operation.operation), operation.operatorSpan)
        }
        guard let matching = operation.matching else { return }
        if operation.operation.isSetOperator, matching.group != nil, !isScalar {
            report(.groupOfSetOperator(operation.operation), operation.operatorSpan)
        }
        let labels: [PromQLString]
        switch matching.labels {
        case .on(let on):
            labels = on
            let included =
                switch matching.group {
                case .left(let labels), .right(let labels): labels
                case nil: [] as [PromQLString]
                }
            for label in included {
                if let text = label.text, on.contains(label) { report(.labelInBothLists(text), label.span) }
            }
        case .ignoring(let ignoring): labels = ignoring
        }
        if isScalar, !labels.isEmpty { report(.matchingOfScalar, operation.operatorSpan) }
    }

    // MARK: Selectors

    @inline(__always)
    private mutating func check(_ series: SeriesSelector, _ span: PromQLSpan) {
        let hasUnknown = checkPatterns(series)
        guard series.name == nil, series.holes.isEmpty, !hasUnknown else { return }
        if !series.matchers.contains(where: rejectsEmpty) { report(.selectsEverything, span) }
    }

    /// - Returns: Whether a matcher could be anything.
    @discardableResult
    private mutating func checkPatterns(_ series: SeriesSelector) -> Bool {
        var hasUnknown = false
        for matcher in series.matchers {
            guard let pattern = matcher.value.text else {
                hasUnknown = true
                continue
            }
            guard matcher.operation == .matches || matcher.operation == .doesNotMatch else { continue }
            guard !PatternScan.isPlain(pattern) else { continue }
            switch RegularExpression.read(pattern) {
            case .valid: break
            case .undecided: hasUnknown = true
            case .invalid(let fault):
                report(.invalidPattern(fault), matcher.value.span)
                hasUnknown = true
            }
        }
        return hasUnknown
    }

    /// Whether series without the label are left out. Otherwise the matcher alone doesn't choose.
    private func rejectsEmpty(_ matcher: LabelMatcher) -> Bool {
        guard let value = matcher.value.text else { return true }
        switch matcher.operation {
        case .equal: return !value.isEmpty
        case .notEqual: return value.isEmpty
        case .matches, .doesNotMatch:
            guard case .valid(let pattern) = RegularExpression.read(value) else { return true }
            return pattern.matchesEmpty == (matcher.operation == .doesNotMatch)
        }
    }
}
