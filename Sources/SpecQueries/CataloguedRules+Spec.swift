// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecHistory
import SpecModel
import SpecOrigins

extension CataloguedRules {
    package init(_ queries: SpecQueries) {
        self.init(
            values: queries.values.map { recorded in
                Value(
                    name: recorded.value.name, help: recorded.value.help, record: recorded.record,
                    labels: recorded.labels, unit: recorded.value.unit?.name, query: recorded.query.description)
            },
            alerts: queries.alerts.map { rule in
                Alert(
                    name: rule.alert.name, query: rule.query.description, duration: rule.alert.duration?.text,
                    severity: rule.alert.severity.rawValue, summary: rule.alert.summary,
                    description: rule.alert.description, nextSteps: rule.alert.nextSteps)
            },
            objectives: queries.objectives.map { recorded in
                let objective = recorded.objective
                return Objective(
                    name: objective.name, help: objective.help, objective: objective.objective,
                    days: recorded.days, minimumRate: objective.minimumRate,
                    query: recorded.current.description, alert: objective.alert,
                    page: objective.pageSeverity.rawValue, ticket: objective.ticketSeverity.rawValue,
                    nextSteps: objective.nextSteps)
            })
    }
}

extension Catalogue {
    /// With the rules of the spec.
    package init(_ spec: ResolvedSpec) {
        self.init(spec.product)
        rules = CataloguedRules(SpecQueries(spec))
    }
}
