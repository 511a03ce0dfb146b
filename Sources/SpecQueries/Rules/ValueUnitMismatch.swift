// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import QueryChecks
import QueryMeaning
import SpecDiagnostics
import SpecModel

enum ValueUnitMismatch {
    static let rule = Rule(code: "MG7007", name: "derived-unit-mismatch")
    static let explained = ExplainedRule(
        rule,
        explanation: """
            The units of the metrics and what is done to them decide what a derived value counts. The spec says \
            something else here, so a reader would take seconds for tokens. For a rate, write the unit of what \
            grows: `unit: tokens` for tokens per second.
            """,
        badExample: ExampleShop.spec(
            """
            derived:
              packing: {help: Mean time to pack an order., mean: packing_seconds, unit: bytes}
            """),
        goodExample: ExampleShop.spec(
            """
            derived:
              packing: {help: Mean time to pack an order., mean: packing_seconds, unit: seconds}
            """))

    /// Whether a declared unit can be that of a result, or of what grows in it.
    static func fits(_ unit: Unit, _ inferred: QueryUnit, of form: DerivedValue.Form) -> Bool {
        let declared = QueryUnit(unit)
        // Seconds per second are a number.
        if case .rate = form, declared.rate.fits(inferred) { return true }
        if case .powers(let powers, _) = inferred, powers.isEmpty, declared.quantity?.isEmpty == false {
            // A number in a query can have any unit.
            if case .expression = form { return true }
            return false
        }
        return declared.fits(inferred) || declared.rate.fits(inferred)
    }

    static func finding(_ value: DerivedValue, _ unit: Unit, _ inferred: QueryUnit, at place: Span) -> Finding {
        Finding(
            rule, at: place,
            "\(quoted: value.name) is said to count \(unit.words), and its metrics make it \(inferred.words)",
            help: "correct `unit`, or delete it")
    }
}
