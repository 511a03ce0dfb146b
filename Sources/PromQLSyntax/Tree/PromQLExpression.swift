/// A query in PromQL, or an expression within one.
///
/// Code that writes queries makes them with the functions in `PromQLExpression+Making.swift`. Code that reads them looks
/// at the form.
package struct PromQLExpression: Equatable, Sendable {
    package indirect enum Form: Equatable, Sendable {
        case number(Double)
        case string(PromQLString)
        /// An expression that Grafana inserts, as if it had parentheses around it.
        case variable(GrafanaVariable)
        /// The newest sample of each series.
        case vector(SeriesSelector, TimeShift)
        /// The samples of each series within a range of time.
        case range(SeriesSelector, PromQLDuration, TimeShift)
        /// The values of an expression within a range of time. Without a step the server's own interval counts.
        case subquery(PromQLExpression, range: PromQLDuration, step: PromQLDuration?, TimeShift)
        case call(function: String, [PromQLExpression])
        case aggregation(Aggregation)
        case unary(UnaryOperator, PromQLExpression)
        case binary(BinaryOperation)
    }

    package let form: Form

    package init(_ form: Form) { self.form = form }
}
