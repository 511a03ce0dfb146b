// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import QueryMeaning
import SpecDiagnostics
import SpecModel
import SpecOrigins

/// The queries that a spec says or implies: each derived value, each alert and each service level
/// objective as queries that Prometheus takes.
package struct SpecQueries: Sendable {
    /// Each after those that it uses.
    package let values: [RecordedValue]
    package let alerts: [AlertRule]
    package let objectives: [RecordedObjective]

    package init(_ spec: ResolvedSpec) {
        let reading = Self.reading(of: spec, isChecking: false)
        values = reading?.values ?? []
        alerts = reading?.alerts ?? []
        objectives = reading?.objectives ?? []
    }

    /// What is wrong with the queries of a spec.
    package static func findings(in spec: ResolvedSpec) -> [Finding] {
        reading(of: spec, isChecking: true)?.findings.inFileOrder() ?? []
    }

    /// nil for a spec without queries.
    private static func reading(of spec: ResolvedSpec, isChecking: Bool) -> QueryReading? {
        let product = spec.product
        guard !product.derived.isEmpty || !product.alerts.isEmpty || !product.objectives.isEmpty else { return nil }
        var reading = QueryReading(spec, isChecking: isChecking)
        reading.readValues()
        reading.readAlerts()
        reading.readObjectives()
        return reading
    }

    package static let rules: [ExplainedRule] = [
        NotASeries.explained, UnknownReferencedMetric.explained, UnsuitableMetric.explained,
        MissingGroupingLabel.explained,
        CircularValue.explained, ValueNameCollision.explained, ValueUnitMismatch.explained, AbsentLateSeries.explained,
        UnreadableTemplate.explained, ImpossibleObjective.explained, UnknownBound.explained, UncertainBound.explained,
        UnknownValueGroup.explained,
    ]
}

/// A derived value as a recording rule.
package struct RecordedValue: Sendable {
    package let value: DerivedValue
    /// The name of its series.
    package let record: String
    /// The labels that tell its series apart, as far as they are certain; sorted.
    package let labels: [String]
    package let query: PromQLExpression
}

/// An alert as a rule.
package struct AlertRule: Sendable {
    package let alert: Alert
    package let query: PromQLExpression
}
