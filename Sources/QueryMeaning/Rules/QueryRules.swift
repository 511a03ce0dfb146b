import SpecDiagnostics

/// The rules about queries.
package enum QueryRules {
    package static let all: [ExplainedRule] = [InvalidQuery.explained]
}
