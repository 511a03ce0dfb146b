// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension Catalogue {
    /// What differs in derived values, alerts and objectives; nothing where one of the catalogues doesn't know them.
    func ruleChanges(since earlier: Catalogue) -> [CatalogueChange] {
        guard let old = earlier.rules, let new = rules else { return [] }
        return Self.changes(old.values, new.values, by: \.name, .derivedAdded, .derivedRemoved) { $0.changes(to: $1) }
            + Self.changes(old.alerts, new.alerts, by: \.name, .alertAdded, .alertRemoved) { $0.changes(to: $1) }
            + Self.changes(old.objectives, new.objectives, by: \.name, .objectiveAdded, .objectiveRemoved) {
                $0.changes(to: $1)
            }
    }

    private static func changes<Rule>(
        _ old: [Rule], _ new: [Rule], by name: (Rule) -> String, _ added: ChangeType, _ removed: ChangeType,
        _ changes: (Rule, Rule) -> [CatalogueChange]
    ) -> [CatalogueChange] {
        let now = Dictionary(new.map { (name($0), $0) }) { first, _ in first }
        let before = Set(old.map(name))
        return old.flatMap { rule in
            now[name(rule)].map { changes(rule, $0) }
                ?? [CatalogueChange(metric: nil, subject: name(rule), removed)]
        }
            + new.map(name).filter { !before.contains($0) }.map {
                CatalogueChange(metric: nil, subject: $0, added)
            }
    }
}

/// The changes of one rule, each if something differs.
private struct RuleChanges {
    let name: String
    private(set) var changes: [CatalogueChange] = []

    init(of name: String) { self.name = name }

    mutating func add(_ type: ChangeType, _ old: String?, _ new: String?) {
        guard old != new else { return }
        changes.append(CatalogueChange(metric: nil, subject: name, type, old: old, new: new))
    }

    /// Without what was there: a long string.
    mutating func add(_ type: ChangeType, if differs: Bool) {
        if differs { changes.append(CatalogueChange(metric: nil, subject: name, type)) }
    }
}

extension CataloguedRules.Value {
    fileprivate func changes(to new: Self) -> [CatalogueChange] {
        var list = RuleChanges(of: name)
        list.add(.derivedRenamed, record, new.record)
        list.add(.derivedUnitChanged, unit, new.unit)
        list.add(.derivedChanged, query, new.query)
        list.add(.derivedHelpChanged, if: help != new.help)
        return list.changes
    }
}

extension CataloguedRules.Alert {
    fileprivate func changes(to new: Self) -> [CatalogueChange] {
        var list = RuleChanges(of: name)
        list.add(.alertChanged, query, new.query)
        list.add(.alertDelayChanged, duration ?? "0s", new.duration ?? "0s")
        list.add(.alertSeverityChanged, severity, new.severity)
        list.add(
            .alertWordsChanged,
            if: summary != new.summary || description != new.description || nextSteps != new.nextSteps)
        return list.changes
    }
}

extension CataloguedRules.Objective {
    fileprivate func changes(to new: Self) -> [CatalogueChange] {
        var list = RuleChanges(of: name)
        list.add(.objectiveWindowChanged, "\(days)d", "\(new.days)d")
        list.add(.objectiveTargetChanged, "\(objective)", "\(new.objective)")
        list.add(.objectiveEventsChanged, query, new.query)
        list.add(
            .objectiveAlertsChanged, "\(alert), \(page) and \(ticket)", "\(new.alert), \(new.page) and \(new.ticket)")
        list.add(.objectiveWordsChanged, if: help != new.help || nextSteps != new.nextSteps)
        return list.changes
    }
}
