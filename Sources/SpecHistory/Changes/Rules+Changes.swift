// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension Catalogue {
    /// What differs in derived values, alerts and objectives; nothing where one of the catalogues doesn't know them.
    func ruleChanges(since earlier: Catalogue) -> [CatalogueChange] {
        guard let old = earlier.rules, let new = rules else { return [] }
        func changes<Rule>(
            _ old: [Rule], _ new: [Rule], by name: (Rule) -> String, _ added: ChangeType, _ removed: ChangeType,
            _ changes: (Rule, Rule) -> [CatalogueChange]
        ) -> [CatalogueChange] {
            Self.changes(
                old, new, by: name, added: { CatalogueChange(metric: nil, subject: name($0), added) }, removed: removed,
                changes: changes)
        }
        return changes(old.values, new.values, by: \.name, .derivedAdded, .derivedRemoved) { $0.changes(to: $1) }
            + changes(old.alerts, new.alerts, by: \.name, .alertAdded, .alertRemoved) { $0.changes(to: $1) }
            + changes(old.objectives, new.objectives, by: \.name, .objectiveAdded, .objectiveRemoved) {
                $0.changes(to: $1)
            }
    }
}

extension CataloguedRules.Value {
    fileprivate func changes(to new: Self) -> [CatalogueChange] {
        var list = ChangeList()
        list.add(.derivedRenamed, of: name, from: record, to: new.record)
        list.add(.derivedUnitChanged, of: name, from: unit, to: new.unit)
        list.add(.derivedChanged, of: name, from: query, to: new.query)
        if help != new.help { list.add(.derivedHelpChanged, of: name) }
        return list.changes
    }
}

extension CataloguedRules.Alert {
    fileprivate func changes(to new: Self) -> [CatalogueChange] {
        var list = ChangeList()
        list.add(.alertChanged, of: name, from: query, to: new.query)
        list.add(.alertDelayChanged, of: name, from: duration ?? "0s", to: new.duration ?? "0s")
        list.add(.alertSeverityChanged, of: name, from: severity, to: new.severity)
        if summary != new.summary || description != new.description || nextSteps != new.nextSteps {
            list.add(.alertWordsChanged, of: name)
        }
        return list.changes
    }
}

extension CataloguedRules.Objective {
    fileprivate func changes(to new: Self) -> [CatalogueChange] {
        var list = ChangeList()
        list.add(.objectiveWindowChanged, of: name, from: "\(days)d", to: "\(new.days)d")
        list.add(.objectiveTargetChanged, of: name, from: "\(objective)", to: "\(new.objective)")
        list.add(.objectiveEventsChanged, of: name, from: query, to: new.query)
        list.add(
            .objectiveAlertsChanged, of: name, from: "\(alert), \(page) and \(ticket)",
            to: "\(new.alert), \(new.page) and \(new.ticket)")
        if help != new.help || nextSteps != new.nextSteps { list.add(.objectiveWordsChanged, of: name) }
        return list.changes
    }
}
