// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecModel

extension CataloguedMetric {
    /// What differs in a later catalogue's metric, but for its name and its end.
    ///
    /// - Parameter version: the release of the earlier catalogue.
    func fieldChanges(to new: CataloguedMetric, since version: ProductVersion) -> [CatalogueChange] {
        var list = ChangeList(metric: name, stability: stability)
        list.add(.helpChanged, from: help, to: new.help)
        list.add(.typeChanged, from: kind.rawValue, to: new.kind.rawValue)
        // A kind that can't have a unit has lost it with the change of kind.
        if kind == new.kind { list.addUnit(from: unit, to: new.unit) }
        for change in new.changes where change.kind == .meaning && !version.isUnversioned {
            guard change.release > version.release else { continue }
            list.add(.meaningChanged, new: change.note ?? "in \(change.release)")
        }
        addLabels(to: new, &list)
        addStates(to: new, &list)
        addQuantiles(to: new, &list)
        addBounds(to: new, &list)
        if kind == new.kind {
            list.add(.modeChanged, from: mode?.rawValue, to: new.mode?.rawValue)
            list.add(.initialChanged, from: initial.map(BoundText.text), to: new.initial.map(BoundText.text))
        }
        if isMonotonic != new.isMonotonic, kind == new.kind { list.add(isMonotonic ? .growthLost : .growthGained) }
        list.add(.recordingChanged, from: recording?.rawValue, to: new.recording?.rawValue)
        addCondition(to: new, &list)
        addStability(to: new, &list)
        addNames(to: new, &list)
        list.add(.ownerChanged, from: owner, to: new.owner)
        if reading != new.reading || nextSteps != new.nextSteps { list.add(.adviceChanged) }
        return list.changes
    }

    private func addLabels(to new: CataloguedMetric, _ list: inout ChangeList) {
        for label in labels {
            let same = new.labels.first { $0.name == label.name }
            guard let same else {
                // One key, and another name in a scrape.
                let renamed = new.labels.first { other in
                    other.key == label.key && !labels.contains { $0.name == other.name }
                }
                if let renamed {
                    list.add(.labelRenamed, of: label.name, old: label.name, new: renamed.name)
                    label.addChanges(to: renamed, &list)
                } else {
                    list.add(label.deprecation == nil ? .labelRemoved : .deprecatedLabelRemoved, of: label.name)
                }
                continue
            }
            label.addChanges(to: same, &list)
        }
        let keys = Set(labels.map(\.key))
        for label in new.labels where !labels.contains(where: { $0.name == label.name }) && !keys.contains(label.key) {
            list.add(new.kind == .info ? .fieldAdded : .labelAdded, of: label.name)
        }
    }

    private func addStates(to new: CataloguedMetric, _ list: inout ChangeList) {
        guard kind == .stateset, new.kind == .stateset else { return }
        list.addSets(.valueRemoved, .valueAdded, of: name, states, new.states)
    }

    private func addQuantiles(to new: CataloguedMetric, _ list: inout ChangeList) {
        let (old, new) = (quantiles.map(BoundText.text), new.quantiles.map(BoundText.text))
        list.addSets(.quantilesRemoved, .quantilesAdded, old, new)
    }

    private func addBounds(to new: CataloguedMetric, _ list: inout ChangeList) {
        if kind == new.kind {
            switch (native, new.native) {
            case (nil, nil): break
            case (nil, _?): list.add(.nativeAdded)
            case (_?, nil): list.add(.nativeRemoved)
            case (let old?, let new?):
                if old.growth != new.growth || old.maxBuckets != new.maxBuckets {
                    list.add(.nativeChanged, old: old.notation, new: new.notation)
                } else if old != new {
                    list.add(.nativeChanged)
                }
            }
            if let bounds, new.bounds == nil { list.addIfAny(.boundsRemoved, old: bounds.notations) }
            if bounds == nil, let gained = new.bounds { list.addIfAny(.boundsAdded, new: gained.notations) }
        }
        guard let bounds, let left = new.bounds else { return }
        for change in bounds.changes(to: left) {
            switch change {
            case .removed(let bounds): list.addIfAny(.boundsRemoved, old: bounds.map(BoundText.text))
            case .added(let bounds): list.addIfAny(.boundsAdded, new: bounds.map(BoundText.text))
            case .rule: list.add(.boundsChanged, old: bounds.notation, new: left.notation)
            }
        }
        if hasOverridableBounds != new.hasOverridableBounds {
            list.add(hasOverridableBounds ? .notOverridable : .overridable)
        }
    }

    private func addCondition(to new: CataloguedMetric, _ list: inout ChangeList) {
        guard condition != new.condition else { return }
        let type: ChangeType =
            condition == nil ? .conditionAdded : new.condition == nil ? .conditionRemoved : .conditionChanged
        list.add(type, old: condition?.description, new: new.condition?.description)
    }

    private func addStability(to new: CataloguedMetric, _ list: inout ChangeList) {
        guard stability != new.stability else { return }
        let order: [Prose.Stability?] = [.alpha, nil, .beta, .stable]
        let isRaised = (order.firstIndex(of: stability) ?? 0) < (order.firstIndex(of: new.stability) ?? 0)
        let type: ChangeType = isRaised ? .stabilityRaised : stability == .stable ? .stableLowered : .stabilityLowered
        list.add(type, old: stability?.rawValue, new: new.stability?.rawValue)
    }

    private func addNames(to new: CataloguedMetric, _ list: inout ChangeList) {
        list.addSets(.aliasRemoved, .aliasAdded, aliases, new.aliases)
        list.add(.groupChanged, from: group, to: new.group)
        // Version 1 of a catalogue doesn't have them.
        guard let codeNames, let names = new.codeNames else { return }
        list.add(.swiftNameChanged, from: codeNames.metric, to: names.metric)
        for label in labels where new.labels.contains(where: { $0.name == label.name }) {
            list.add(
                .swiftNameChanged, of: label.name, from: codeNames.labels[label.name], to: names.labels[label.name])
        }
        if group == new.group { list.add(.swiftNameChanged, of: group, from: codeNames.group, to: names.group) }
    }
}

extension CataloguedLabel {
    fileprivate func addChanges(to new: CataloguedLabel, _ list: inout ChangeList) {
        list.add(.labelHelpChanged, of: name, from: help, to: new.help)
        if source != new.source {
            list.add(
                values == nil ? .bindingChanged : .valuesUnlisted, of: name, old: source.rawValue,
                new: new.source.rawValue)
        }
        if isRequired != new.isRequired { list.add(isRequired ? .labelOptional : .labelRequired, of: name) }
        addLimit(to: new, &list)
        if deprecation == nil, let deprecation = new.deprecation {
            list.add(.labelDeprecated, of: name, new: deprecation.replacement)
        }
        guard let values, let left = new.values else { return }
        let lost = values.without(left)
        let announced = lost.filter { deprecatedValues[$0] != nil }
        list.addIfAny(.deprecatedValueRemoved, of: name, old: announced)
        list.addIfAny(.valueRemoved, of: name, old: lost.without(announced))
        list.addIfAny(.valueAdded, of: name, new: left.without(values))
        list.addIfAny(
            .valueDeprecated, of: name,
            old: values.filter { deprecatedValues[$0] == nil && new.deprecatedValues[$0] != nil })
    }

    private func addLimit(to new: CataloguedLabel, _ list: inout ChangeList) {
        guard source == .open, new.source == .open, limit != new.limit else { return }
        let type: ChangeType =
            switch (limit, new.limit) {
            case (.number(let before)?, .number(let after)?): before < after ? .limitRaised : .limitLowered
            case (nil, .number?): .limitLowered
            case (_, nil): .limitRaised
            case (_, .parameter?), (.parameter?, _): .limitMoved
            }
        list.add(type, of: name, old: limit?.notation, new: new.limit?.notation)
    }
}

extension ValueLimit {
    fileprivate var notation: String {
        switch self {
        case .number(let count): "\(count)"
        case .parameter(let sum, _): "$\(sum.parameter)\(sum.ending)"
        }
    }
}
