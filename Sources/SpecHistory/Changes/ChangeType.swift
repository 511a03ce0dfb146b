// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A kind of change, in one situation: a row of the table of changes (`ChangeType.all`).
package struct ChangeType: Sendable, Equatable {
    package let kind: Kind
    /// When the row applies, if not to every change of its kind.
    package let situation: String?
    package let verdicts: Verdicts
    /// Why, in one sentence.
    package let reason: String

    package static func == (left: ChangeType, right: ChangeType) -> Bool {
        left.kind == right.kind && left.situation == right.situation
    }

    /// Its name in documents and as a rule that can be waived.
    package enum Kind: String, Sendable, CaseIterable {
        case added, removed
        case removedEarly = "removed-early"
        case hidden
        case hiddenEarly = "hidden-early"
        case deprecated, undeprecated
        case scheduleChanged = "schedule-changed"
        case renamed
        case typeChanged = "type-changed"
        case unitChanged = "unit-changed"
        case meaningChanged = "meaning-changed"
        case helpChanged = "help-changed"
        case labelAdded = "label-added"
        case labelRemoved = "label-removed"
        case labelRenamed = "label-renamed"
        case labelDeprecated = "label-deprecated"
        case labelHelpChanged = "label-help-changed"
        case bindingChanged = "binding-changed"
        case requirementChanged = "requirement-changed"
        case limitChanged = "limit-changed"
        case valueAdded = "value-added"
        case valueRemoved = "value-removed"
        case valueDeprecated = "value-deprecated"
        case boundsAdded = "bounds-added"
        case boundsRemoved = "bounds-removed"
        case boundsChanged = "bounds-changed"
        case nativeAdded = "native-added"
        case nativeRemoved = "native-removed"
        case nativeChanged = "native-changed"
        case overrideChanged = "override-changed"
        case quantilesAdded = "quantiles-added"
        case quantilesRemoved = "quantiles-removed"
        case modeChanged = "mode-changed"
        case initialChanged = "initial-changed"
        case growthChanged = "growth-changed"
        case recordingChanged = "recording-changed"
        case conditionAdded = "condition-added"
        case conditionRemoved = "condition-removed"
        case conditionChanged = "condition-changed"
        case stabilityRaised = "stability-raised"
        case stabilityLowered = "stability-lowered"
        case aliasAdded = "alias-added"
        case aliasRemoved = "alias-removed"
        case swiftNameChanged = "swift-name-changed"
        case groupChanged = "group-changed"
        case ownerChanged = "owner-changed"
        case adviceChanged = "advice-changed"
        case parameterAdded = "parameter-added"
        case parameterRemoved = "parameter-removed"
        case parameterTypeChanged = "parameter-type-changed"
        case parameterRangeChanged = "parameter-range-changed"
        case parameterDefaultChanged = "parameter-default-changed"
        case parameterSourceChanged = "parameter-source-changed"
        case processesChanged = "processes-changed"
        case derivedAdded = "derived-added"
        case derivedRemoved = "derived-removed"
        case derivedRenamed = "derived-renamed"
        case derivedUnitChanged = "derived-unit-changed"
        case derivedChanged = "derived-changed"
        case derivedHelpChanged = "derived-help-changed"
        case alertAdded = "alert-added"
        case alertRemoved = "alert-removed"
        case alertChanged = "alert-changed"
        case alertDelayChanged = "alert-delay-changed"
        case alertSeverityChanged = "alert-severity-changed"
        case alertWordsChanged = "alert-words-changed"
        case objectiveAdded = "objective-added"
        case objectiveRemoved = "objective-removed"
        case objectiveChanged = "objective-changed"
        case objectiveWordsChanged = "objective-words-changed"

        /// By which a spec accepts such a change.
        package var ruleName: String { "change-" + rawValue }
    }

    private init(
        _ kind: Kind, when situation: String? = nil, queries: Verdict, code: Verdict, operations: Verdict,
        _ reason: String
    ) {
        self.kind = kind
        self.situation = situation
        verdicts = Verdicts(queries: queries, code: code, operations: operations)
        self.reason = reason
    }
}

// MARK: The table

extension ChangeType {
    // MARK: Metrics

    static let added = ChangeType(
        .added, queries: .compatible, code: .compatible, operations: .compatible, "Nothing asked for it before.")
    static let removed = ChangeType(
        .removed, when: "as announced", queries: .compatible, code: .breaking, operations: .none,
        "It was deprecated and then hidden; only code that ignored the warnings still uses it.")
    static let removedUnannounced = ChangeType(
        .removed, when: "without a deprecation", queries: .breaking, code: .breaking, operations: .none,
        "Queries find nothing, and nobody was told.")
    static let removedEarly = ChangeType(
        .removedEarly, queries: .breaking, code: .breaking, operations: .none,
        "Queries find nothing in a release for which it was still announced.")
    static let hidden = ChangeType(
        .hidden, queries: .compatible, code: .none, operations: .compatible,
        "It was announced, and a flag shows it until it is removed.")
    static let hiddenUnannounced = ChangeType(
        .hiddenEarly, when: "without a deprecation", queries: .breaking, code: .none, operations: .compatible,
        "Queries find nothing unless a flag shows it, and nobody was told.")
    static let hiddenEarly = ChangeType(
        .hiddenEarly, when: "before the announced release", queries: .breaking, code: .none, operations: .compatible,
        "Queries find nothing unless a flag shows it, in a release for which it was still announced.")
    static let deprecated = ChangeType(
        .deprecated, queries: .compatible, code: .compatible, operations: .none,
        "It is served as before; code that records it gets a warning.")
    static let undeprecated = ChangeType(
        .undeprecated, queries: .compatible, code: .compatible, operations: .none, "It stays, or it is served again.")
    static let scheduledEarlier = ChangeType(
        .scheduleChanged, when: "earlier", queries: .breaking, code: .compatible, operations: .none,
        "Readers have less time than they were told.")
    static let scheduledLater = ChangeType(
        .scheduleChanged, when: "later", queries: .compatible, code: .compatible, operations: .none,
        "Readers have more time than they were told.")
    static let renamed = ChangeType(
        .renamed, queries: .breaking, code: .breaking, operations: .none,
        "Queries of the old name find nothing; a deprecation that names the new metric would serve both for a while.")
    static let typeChanged = ChangeType(
        .typeChanged, queries: .breaking, code: .breaking, operations: .breaking,
        "The rate of a gauge or the quantile of a counter is meaningless, and two releases can't share a directory.")
    static let unitChanged = ChangeType(
        .unitChanged, queries: .breaking, code: .none, operations: .none,
        "Thresholds and axes that were made for the old unit are wrong.")
    static let unitAdded = ChangeType(
        .unitChanged, when: "there was none", queries: .compatible, code: .none, operations: .none,
        "The spec says now what the values were measured in.")
    static let meaningChanged = ChangeType(
        .meaningChanged, queries: .breaking, code: .none, operations: .none,
        "The spec says under `changes` that its values mean something else.")
    static let helpChanged = ChangeType(
        .helpChanged, queries: .none, code: .none, operations: .none, "Only words changed.")
    static let conditionAdded = ChangeType(
        .conditionAdded, queries: .breaking, code: .none, operations: .none,
        "Processes that don't meet the condition no longer serve it.")
    static let conditionRemoved = ChangeType(
        .conditionRemoved, queries: .compatible, code: .none, operations: .none, "Every process serves it now.")
    static let conditionChanged = ChangeType(
        .conditionChanged, queries: .breaking, code: .none, operations: .none,
        "Some processes that served it may not serve it any more.")
    static let stabilityRaised = ChangeType(
        .stabilityRaised, queries: .compatible, code: .none, operations: .none, "Readers can rely on more.")
    static let stabilityLowered = ChangeType(
        .stabilityLowered, queries: .compatible, code: .none, operations: .none,
        "Readers can rely on less from now on.")
    static let stableLowered = ChangeType(
        .stabilityLowered, when: "it was stable", queries: .breaking, code: .none, operations: .none,
        "A stable metric goes only by way of a deprecation; this takes that promise back.")
    static let aliasAdded = ChangeType(
        .aliasAdded, queries: .none, code: .none, operations: .none, "The metric itself is the same.")
    static let aliasRemoved = ChangeType(
        .aliasRemoved, queries: .none, code: .none, operations: .none,
        "The metric itself is the same; checks no longer know the other name.")
    static let swiftNameChanged = ChangeType(
        .swiftNameChanged, queries: .none, code: .breaking, operations: .none,
        "Code that uses the old name no longer compiles.")
    static let groupChanged = ChangeType(
        .groupChanged, queries: .none, code: .breaking, operations: .none,
        "Code reaches a metric through its group.")
    static let ownerChanged = ChangeType(
        .ownerChanged, queries: .none, code: .none, operations: .none, "Somebody else answers questions.")
    static let adviceChanged = ChangeType(
        .adviceChanged, queries: .none, code: .none, operations: .none,
        "Only the words under `how_to_read` or `next_steps` changed.")
    static let recordingChanged = ChangeType(
        .recordingChanged, queries: .none, code: .breaking, operations: .none,
        "Another method records it, or one with another type.")

    // MARK: Labels

    static let labelAdded = ChangeType(
        .labelAdded, queries: .breaking, code: .breaking, operations: .none,
        "There are several series where there was one: comparisons and joins without aggregation stop working.")
    static let fieldAdded = ChangeType(
        .labelAdded, when: "of an info", queries: .compatible, code: .breaking, operations: .none,
        "An info stays one series, and queries name the labels that they join.")
    static let labelRemoved = ChangeType(
        .labelRemoved, queries: .breaking, code: .breaking, operations: .none,
        "Queries that select or group by the label find nothing, or one line where there were several.")
    static let deprecatedLabelRemoved = ChangeType(
        .labelRemoved, when: "it was deprecated", queries: .compatible, code: .breaking, operations: .none,
        "It was announced; only code that ignored the warnings still uses it.")
    static let labelRenamed = ChangeType(
        .labelRenamed, queries: .breaking, code: .none, operations: .none,
        "Queries that select or group by the old name find nothing.")
    static let labelDeprecated = ChangeType(
        .labelDeprecated, queries: .compatible, code: .compatible, operations: .none, "It is served as before.")
    static let labelHelpChanged = ChangeType(
        .labelHelpChanged, queries: .none, code: .none, operations: .none, "Only words changed.")
    static let valuesUnlisted = ChangeType(
        .bindingChanged, when: "its values were listed", queries: .breaking, code: .breaking, operations: .none,
        "Queries that select a value can't rely on it any more, and series are there only once they are used.")
    static let bindingChanged = ChangeType(
        .bindingChanged, queries: .compatible, code: .breaking, operations: .none,
        "Its values come to code in another way.")
    static let labelRequired = ChangeType(
        .requirementChanged, when: "it may no longer be left out", queries: .compatible, code: .breaking,
        operations: .none, "Code has to pass a value.")
    static let labelOptional = ChangeType(
        .requirementChanged, when: "it may be left out now", queries: .compatible, code: .compatible,
        operations: .none, "Some series may not have it.")
    static let limitLowered = ChangeType(
        .limitChanged, when: "it was higher, or there was none", queries: .breaking, code: .none, operations: .none,
        "Values beyond the limit are recorded as `overflow`.")
    static let limitRaised = ChangeType(
        .limitChanged, when: "it was lower", queries: .compatible, code: .none, operations: .compatible,
        "There may be more series.")
    static let limitMoved = ChangeType(
        .limitChanged, when: "a parameter decides", queries: .compatible, code: .none, operations: .compatible,
        "Whether there may be more series depends on the configuration.")
    static let valueAdded = ChangeType(
        .valueAdded, queries: .compatible, code: .compatible, operations: .none, "The other values are as before.")
    static let valueRemoved = ChangeType(
        .valueRemoved, queries: .breaking, code: .breaking, operations: .none,
        "Queries that select the value find nothing.")
    static let deprecatedValueRemoved = ChangeType(
        .valueRemoved, when: "it was deprecated", queries: .compatible, code: .breaking, operations: .none,
        "It was announced; only code that ignored the warnings still uses it.")
    static let valueDeprecated = ChangeType(
        .valueDeprecated, queries: .compatible, code: .compatible, operations: .none, "It is served as before.")

    // MARK: Values

    static let boundsAdded = ChangeType(
        .boundsAdded, queries: .compatible, code: .none, operations: .none,
        "The other buckets are as before, and quantiles become more exact.")
    static let boundsRemoved = ChangeType(
        .boundsRemoved, queries: .breaking, code: .none, operations: .none,
        "Queries that select the bucket find nothing, and quantiles before and after can't be compared.")
    static let boundsChanged = ChangeType(
        .boundsChanged, queries: .breaking, code: .none, operations: .none,
        "A process may not have the bounds that it had.")
    static let nativeAdded = ChangeType(
        .nativeAdded, queries: .breaking, code: .none, operations: .breaking,
        "A server that scrapes native histograms has one series in place of `_bucket`, `_sum` and `_count`, unless it keeps both."
    )
    static let nativeRemoved = ChangeType(
        .nativeRemoved, queries: .breaking, code: .none, operations: .none,
        "Queries over the native histogram find nothing.")
    static let nativeChanged = ChangeType(
        .nativeChanged, queries: .compatible, code: .none, operations: .none,
        "Queries find the same series; quantiles are more or less exact.")
    static let overridable = ChangeType(
        .overrideChanged, when: "a process may be given other bounds now", queries: .compatible, code: .compatible,
        operations: .compatible, "A process keeps its bounds unless it is given others.")
    static let notOverridable = ChangeType(
        .overrideChanged, when: "a process can't be given other bounds any more", queries: .compatible, code: .breaking,
        operations: .breaking, "Code and configurations that gave other bounds no longer work.")
    static let quantilesAdded = ChangeType(
        .quantilesAdded, queries: .compatible, code: .none, operations: .none, "The other quantiles are as before.")
    static let quantilesRemoved = ChangeType(
        .quantilesRemoved, queries: .breaking, code: .none, operations: .none,
        "Queries that select the quantile find nothing.")
    static let modeChanged = ChangeType(
        .modeChanged, queries: .breaking, code: .none, operations: .breaking,
        "The value of several processes is computed in another way, and files of both releases can't be mixed.")
    static let initialChanged = ChangeType(
        .initialChanged, queries: .compatible, code: .none, operations: .none,
        "Only what is served before the first value differs.")
    static let growthGained = ChangeType(
        .growthChanged, when: "it only grows now", queries: .compatible, code: .none, operations: .none,
        "Its rate is meaningful now.")
    static let growthLost = ChangeType(
        .growthChanged, when: "it may fall now", queries: .breaking, code: .none, operations: .none,
        "Its rate is meaningless now.")

    // MARK: The product

    static let parameterAdded = ChangeType(
        .parameterAdded, queries: .none, code: .compatible, operations: .compatible, "It has a default.")
    static let requiredParameterAdded = ChangeType(
        .parameterAdded, when: "without a default", queries: .none, code: .breaking, operations: .breaking,
        "It has to be given.")
    static let parameterRemoved = ChangeType(
        .parameterRemoved, queries: .none, code: .breaking, operations: .compatible,
        "Code that passes it no longer compiles, and what configures it has no effect.")
    static let parameterTypeChanged = ChangeType(
        .parameterTypeChanged, queries: .none, code: .breaking, operations: .breaking,
        "Its value is of another type.")
    static let parameterNarrowed = ChangeType(
        .parameterRangeChanged, when: "some values aren't allowed any more", queries: .none, code: .breaking,
        operations: .breaking, "A process with such a value doesn't start.")
    static let parameterWidened = ChangeType(
        .parameterRangeChanged, when: "more values are allowed", queries: .compatible, code: .compatible,
        operations: .compatible, "What was allowed still is.")
    static let parameterDefaultChanged = ChangeType(
        .parameterDefaultChanged, queries: .compatible, code: .none, operations: .compatible,
        "Processes that don't configure it may serve other metrics or bounds.")
    static let parameterDefaultRemoved = ChangeType(
        .parameterDefaultChanged, when: "there is none any more", queries: .none, code: .breaking,
        operations: .breaking, "It has to be given.")
    static let parameterSourceChanged = ChangeType(
        .parameterSourceChanged, queries: .none, code: .breaking, operations: .breaking,
        "Its value is read from somewhere else.")
    static let processesChanged = ChangeType(
        .processesChanged, queries: .compatible, code: .none, operations: .breaking,
        "Whether processes share a directory is decided at their start.")

    // MARK: Rules

    static let derivedAdded = ChangeType(
        .derivedAdded, queries: .compatible, code: .none, operations: .none,
        "Nothing asked for it before.")
    static let derivedRemoved = ChangeType(
        .derivedRemoved, queries: .breaking, code: .none, operations: .none,
        "Queries of its series find nothing, and alerts on them never fire.")
    static let derivedRenamed = ChangeType(
        .derivedRenamed, queries: .breaking, code: .none, operations: .none,
        "Its series has another name, because its labels or its form changed: queries of the old one find nothing.")
    static let derivedUnitChanged = ChangeType(
        .derivedUnitChanged, queries: .breaking, code: .none, operations: .none,
        "Thresholds and axes that were made for the old unit are wrong.")
    static let derivedChanged = ChangeType(
        .derivedChanged, queries: .compatible, code: .none, operations: .none,
        "Its series is there as before, and its values are computed in another way.")
    static let derivedHelpChanged = ChangeType(
        .derivedHelpChanged, queries: .none, code: .none, operations: .none,
        "Only words changed.")
    static let alertAdded = ChangeType(
        .alertAdded, queries: .none, code: .none, operations: .compatible,
        "Somebody may be called who was not called before.")
    static let alertRemoved = ChangeType(
        .alertRemoved, queries: .none, code: .none, operations: .breaking,
        "Nobody is called any more, and routes and silences of it have no effect.")
    static let alertChanged = ChangeType(
        .alertChanged, queries: .none, code: .none, operations: .compatible,
        "It fires in other cases than before.")
    static let alertDelayChanged = ChangeType(
        .alertDelayChanged, queries: .none, code: .none, operations: .compatible,
        "It fires earlier or later than before.")
    static let alertSeverityChanged = ChangeType(
        .alertSeverityChanged, queries: .none, code: .none, operations: .breaking,
        "Routes by severity send it to others.")
    static let alertWordsChanged = ChangeType(
        .alertWordsChanged, queries: .none, code: .none, operations: .none,
        "Only words changed.")
    static let objectiveAdded = ChangeType(
        .objectiveAdded, queries: .compatible, code: .none, operations: .compatible,
        "Nothing asked for its series before, and somebody may be called who was not called before.")
    static let objectiveRemoved = ChangeType(
        .objectiveRemoved, queries: .breaking, code: .none, operations: .breaking,
        "Queries of its series find nothing, and nobody is called any more.")
    static let objectiveTargetChanged = ChangeType(
        .objectiveChanged, when: "its target", queries: .compatible, code: .none, operations: .compatible,
        "The error budget is larger or smaller than before.")
    static let objectiveWindowChanged = ChangeType(
        .objectiveChanged, when: "its window", queries: .breaking, code: .none, operations: .compatible,
        "The share of bad events in the whole window has a series with another name.")
    static let objectiveEventsChanged = ChangeType(
        .objectiveChanged, when: "what is counted", queries: .compatible, code: .none, operations: .compatible,
        "Its series are there as before, and count other events.")
    static let objectiveAlertsChanged = ChangeType(
        .objectiveChanged, when: "the name or the severity of its alerts", queries: .none, code: .none,
        operations: .breaking,
        "Routes and silences of its alerts no longer match.")
    static let objectiveWordsChanged = ChangeType(
        .objectiveWordsChanged, queries: .none, code: .none, operations: .none,
        "Only words changed.")

    /// In the order of the documentation.
    package static let all: [ChangeType] = [
        added, removed, removedUnannounced, removedEarly, hidden, hiddenUnannounced, hiddenEarly, deprecated,
        undeprecated, scheduledEarlier, scheduledLater, renamed, typeChanged, unitChanged, unitAdded, meaningChanged,
        helpChanged, conditionAdded, conditionRemoved, conditionChanged, stabilityRaised, stabilityLowered,
        stableLowered, aliasAdded, aliasRemoved, swiftNameChanged, groupChanged, recordingChanged, ownerChanged,
        adviceChanged, labelAdded, fieldAdded, labelRemoved, deprecatedLabelRemoved, labelRenamed, labelDeprecated,
        labelHelpChanged, bindingChanged, valuesUnlisted, labelRequired, labelOptional, limitLowered, limitRaised,
        limitMoved, valueAdded, valueRemoved, deprecatedValueRemoved, valueDeprecated, boundsAdded, boundsRemoved,
        boundsChanged, nativeAdded, nativeRemoved, nativeChanged, overridable, notOverridable, quantilesAdded,
        quantilesRemoved, modeChanged, initialChanged,
        growthGained, growthLost, parameterAdded, requiredParameterAdded, parameterRemoved, parameterTypeChanged,
        parameterNarrowed, parameterWidened, parameterDefaultChanged, parameterDefaultRemoved, parameterSourceChanged,
        processesChanged,
        derivedAdded, derivedRemoved, derivedRenamed, derivedUnitChanged, derivedChanged, derivedHelpChanged,
        alertAdded, alertRemoved, alertChanged, alertDelayChanged, alertSeverityChanged, alertWordsChanged,
        objectiveAdded, objectiveRemoved, objectiveTargetChanged, objectiveWindowChanged, objectiveEventsChanged,
        objectiveAlertsChanged, objectiveWordsChanged,
    ]
}
