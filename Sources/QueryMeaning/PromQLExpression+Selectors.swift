import PromQLSyntax

extension PromQLExpression {
    /// All selectors in it, in the order of the query.
    package var selectors: [SeriesSelector] {
        switch form {
        case .vector(let selector, _), .range(let selector, _, _): [selector]
        case .subquery(let inner, _, _, _), .parentheses(let inner), .unary(_, let inner): inner.selectors
        case .call(_, let arguments): arguments.flatMap(\.selectors)
        case .aggregation(let aggregation): (aggregation.parameter?.selectors ?? []) + aggregation.argument.selectors
        case .aggregationTemplate(let template): template.arguments.flatMap(\.selectors)
        case .binary(let operation): operation.left.selectors + operation.right.selectors
        case .number, .duration, .string, .hole, .numberTemplate, .missing: []
        }
    }
}
