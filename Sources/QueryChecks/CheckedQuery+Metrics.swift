import PromQLSyntax
import QueryMeaning

extension CheckedQuery {
    /// The selectors whose names are those of known metrics, or begin like the product's.
    package var selectorsOfProduct: [(name: String, span: PromQLSpan)] {
        namedSelectors.filter { metrics.isOfProduct($0.name) || metrics[$0.name] != nil }
    }

    /// Whether it asks for a metric of the product, or for what a recording rule makes of one.
    package var asksForProduct: Bool {
        namedSelectors.contains { name, _ in
            if case .recorded(let result) = metrics.target(of: name) { return !result.metrics.isEmpty }
            return metrics.isOfProduct(name) || metrics[name] != nil
        }
    }

    /// The selectors with a name, and where each of them is.
    private var namedSelectors: [(name: String, span: PromQLSpan)] {
        meaning.nodes.compactMap { node in
            switch node.expression.form {
            case .vector(let selector, _), .range(let selector, _, _):
                selector.metricName.map { ($0, node.expression.span) }
            default: nil
            }
        }
    }
}
