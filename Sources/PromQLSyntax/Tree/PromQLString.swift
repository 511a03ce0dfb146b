/// A string, in which Grafana may insert values of variables.
package struct PromQLString: Equatable, Sendable {
    package enum Piece: Equatable, Sendable {
        /// The characters themselves, without escapes.
        case literal(String)
        case variable(GrafanaVariable)
    }

    package let pieces: [Piece]

    package init(_ pieces: [Piece]) { self.pieces = pieces }

    package static func variable(_ variable: GrafanaVariable) -> PromQLString { PromQLString([.variable(variable)]) }
}

extension PromQLString {
    package init(_ text: String) { pieces = [.literal(text)] }
}
