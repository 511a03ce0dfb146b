// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel

/// A condition as it was written: the names of parameters are not looked up yet.
indirect enum ConditionDeclaration: Sendable {
    case term(Term)
    case all([ConditionDeclaration])
    case any([ConditionDeclaration])

    struct Term: Sendable {
        let term: Condition.Term
        let parameter: Span
        /// Of a string, what is inside of its quotes.
        let constant: Span
        /// Whether the two places are those of the parts, so an edit can replace them. They aren't if the term is in
        /// quotes or on several lines; then they are the place of the term.
        let hasParts: Bool
    }

    var terms: [Term] {
        switch self {
        case .term(let term): [term]
        case .all(let parts), .any(let parts): parts.flatMap(\.terms)
        }
    }

    var parameters: [String] { terms.map(\.term.parameter) }
}
