// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecHistory

extension CatalogueChange {
    /// What changed, as a sentence without a full stop, which names the metric or the parameter.
    var message: String {
        let name = (metric ?? "").quoted
        let label = (subject ?? "").quoted
        let (before, now) = (old ?? "", new ?? "")
        switch kind {
        case .added:
            return before.isEmpty && now.hasPrefix("if ") ? "\(name) has another form, \(now)" : "\(name) is new"
        case .removed: return now.isEmpty ? "\(name) is gone" : "\(name) is removed in \(now)"
        case .removedEarly:
            return before == "undecided"
                ? "\(name) is gone, and when that would be was undecided"
                : "\(name) is gone, and that was announced for \(before)"
        case .hidden: return "\(name) is hidden"
        case .hiddenEarly:
            return before.isEmpty
                ? "\(name) is hidden, and it was not deprecated"
                : before == "undecided"
                    ? "\(name) is hidden, and when that would be was undecided"
                    : "\(name) is hidden, and that was announced for \(before)"
        case .deprecated:
            return now.isEmpty
                ? "\(name) is deprecated, and nothing replaces it"
                : "\(name) is deprecated: use \(gained.quoted(joinedBy: "or"))"
        case .undeprecated: return "\(name) is no longer deprecated"
        case .scheduleChanged: return "the end of \(name) was \(before), and is \(now)"
        case .renamed: return "\(name) is called \(quoted: now) now"
        case .typeChanged: return "\(name) is a \(now) now, and was a \(before)"
        case .unitChanged: return changed("the unit of \(name)")
        case .meaningChanged: return "\(name) has another meaning: \(now)"
        case .helpChanged: return "the help of \(name) changed"
        case .labelAdded: return "\(name) has the new label \(label)"
        case .labelRemoved: return "\(name) has lost its label \(label)"
        case .labelRenamed: return "the label \(label) of \(name) is called \(quoted: now) now"
        case .labelDeprecated:
            return "the label \(label) of \(name) is deprecated" + (now.isEmpty ? "" : ": use \(quoted: now)")
        case .labelHelpChanged: return "the help of the label \(label) of \(name) changed"
        case .bindingChanged:
            return "the values of the label \(label) of \(name) are \(now) now, and were \(before)"
        case .requirementChanged:
            return type.situation?.hasSuffix("now") == true
                ? "the label \(label) of \(name) may be left out now"
                : "the label \(label) of \(name) may no longer be left out"
        case .limitChanged: return changed("the limit of the label \(label) of \(name)")
        case .valueAdded:
            return subject == metric
                ? "\(name) has the new \(list(gained, "state"))"
                : "the label \(label) of \(name) has the new \(list(gained, "value"))"
        case .valueRemoved:
            return subject == metric
                ? "\(name) has lost the \(list(lost, "state"))"
                : "the label \(label) of \(name) has lost the \(list(lost, "value"))"
        case .valueDeprecated: return "the \(list(lost, "value")) of the label \(label) of \(name) is deprecated"
        case .boundsAdded: return "\(name) has the new \(list(gained, "bound"))"
        case .boundsRemoved: return "\(name) has lost the \(list(lost, "bound"))"
        case .boundsChanged: return changed("what decides the bounds of \(name)")
        case .nativeAdded: return "\(name) is a native histogram now"
        case .nativeRemoved: return "\(name) isn't a native histogram any more"
        case .nativeChanged:
            return lost.isEmpty
                ? "the zero bucket or the reset of \(name) has changed" : changed("the native buckets of \(name)")
        case .overrideChanged:
            return type.situation?.hasSuffix("now") == true
                ? "a process may be given other bounds for \(name) now"
                : "a process can't be given other bounds for \(name) any more"
        case .quantilesAdded: return "\(name) has the new \(list(gained, "quantile"))"
        case .quantilesRemoved: return "\(name) has lost the \(list(lost, "quantile"))"
        case .modeChanged: return changed("the mode of \(name)")
        case .initialChanged: return changed("the initial value of \(name)")
        case .growthChanged:
            return type.verdicts.queries == .breaking ? "the value of \(name) may fall now" : "\(name) only grows now"
        case .recordingChanged: return changed("`value` of \(name)")
        case .conditionAdded: return "\(name) is there only if \(now) now"
        case .conditionRemoved: return "\(name) is always there now, and was only if \(before)"
        case .conditionChanged: return "\(name) is there if \(now) now, and was if \(before)"
        case .stabilityRaised, .stabilityLowered: return changed("the stability of \(name)")
        case .aliasAdded: return "\(name) has the new \(list(gained, "alias"))"
        case .aliasRemoved: return "\(name) has lost the \(list(lost, "alias"))"
        case .swiftNameChanged:
            return changed("`swift_name` of " + (subject.map { "\($0.quoted) of \(name)" } ?? name))
        case .groupChanged: return changed("the group of \(name)")
        case .ownerChanged: return changed("the owner of \(name)")
        case .adviceChanged: return "the advice on \(name) changed"
        case .parameterAdded:
            return "the parameter \(label) is new"
                + (now.isEmpty ? ", and has no default" : ", by default \(quoted: now)")
        case .parameterRemoved: return "the parameter \(label) is gone"
        case .parameterTypeChanged: return changed("the type of the parameter \(label)")
        case .parameterRangeChanged: return changed("what the parameter \(label) may be")
        case .parameterDefaultChanged: return changed("the default of the parameter \(label)")
        case .parameterSourceChanged: return changed("where the parameter \(label) comes from")
        case .processesChanged: return changed("`processes` of the product")
        case .derivedAdded: return "the derived value \(label) is new"
        case .derivedRemoved: return "the derived value \(label) is gone"
        case .derivedRenamed: return changed("the series of the derived value \(label)")
        case .derivedUnitChanged: return changed("the unit of the derived value \(label)")
        case .derivedChanged: return changed("the query of the derived value \(label)")
        case .derivedHelpChanged: return "the help of the derived value \(label) changed"
        case .alertAdded: return "the alert \(label) is new"
        case .alertRemoved: return "the alert \(label) is gone"
        case .alertChanged: return changed("the condition of the alert \(label)")
        case .alertDelayChanged: return changed("`for` of the alert \(label)")
        case .alertSeverityChanged: return changed("the severity of the alert \(label)")
        case .alertWordsChanged: return "the words of the alert \(label) changed"
        case .objectiveAdded: return "the service level objective \(label) is new"
        case .objectiveRemoved: return "the service level objective \(label) is gone"
        case .objectiveChanged: return changed("\(type.situation ?? "something") of the objective \(label)")
        case .objectiveWordsChanged: return "the words of the service level objective \(label) changed"
        }
    }

    private func changed(_ what: String) -> String {
        switch (old, new) {
        case (let old?, let new?): "\(what) is \(quoted: new), and was \(quoted: old)"
        case (nil, let new?): "\(what) is \(quoted: new), and there was none"
        case (let old?, nil): "\(what) was \(quoted: old), and there is none"
        case (nil, nil): "\(what) changed"
        }
    }

    private func list(_ words: [String], _ what: String) -> String {
        let plural = what.hasSuffix("s") ? what + "es" : what + "s"
        // A list that goes on for pages hides the rest of the report.
        guard words.count > 20 else { return "\(words.count == 1 ? what : plural) \(words.quoted(joinedBy: "and"))" }
        return "\(plural) \(words.prefix(20).map(\.quoted).joined(separator: ", ")) and \(words.count - 20) others"
    }
}
