// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecHistory

/// The kinds of changes between two releases, as rules that a spec can accept by name.
package enum ChangeRules {
    private static let codes: [(code: String, kind: ChangeType.Kind)] = [
        ("MG5301", .added),
        ("MG5302", .removed),
        ("MG5303", .removedEarly),
        ("MG5304", .hidden),
        ("MG5305", .hiddenEarly),
        ("MG5306", .deprecated),
        ("MG5307", .undeprecated),
        ("MG5308", .scheduleChanged),
        ("MG5309", .renamed),
        ("MG5310", .typeChanged),
        ("MG5311", .unitChanged),
        ("MG5312", .meaningChanged),
        ("MG5313", .helpChanged),
        ("MG5314", .labelAdded),
        ("MG5315", .labelRemoved),
        ("MG5316", .labelRenamed),
        ("MG5317", .labelDeprecated),
        ("MG5318", .labelHelpChanged),
        ("MG5319", .bindingChanged),
        ("MG5320", .requirementChanged),
        ("MG5321", .limitChanged),
        ("MG5322", .valueAdded),
        ("MG5323", .valueRemoved),
        ("MG5324", .valueDeprecated),
        ("MG5325", .boundsAdded),
        ("MG5326", .boundsRemoved),
        ("MG5327", .boundsChanged),
        ("MG5328", .overrideChanged),
        ("MG5329", .quantilesAdded),
        ("MG5330", .quantilesRemoved),
        ("MG5331", .modeChanged),
        ("MG5332", .initialChanged),
        ("MG5333", .growthChanged),
        ("MG5334", .recordingChanged),
        ("MG5335", .conditionAdded),
        ("MG5336", .conditionRemoved),
        ("MG5337", .conditionChanged),
        ("MG5338", .stabilityRaised),
        ("MG5339", .stabilityLowered),
        ("MG5340", .aliasAdded),
        ("MG5341", .aliasRemoved),
        ("MG5342", .swiftNameChanged),
        ("MG5343", .groupChanged),
        ("MG5344", .ownerChanged),
        ("MG5345", .adviceChanged),
        ("MG5346", .parameterAdded),
        ("MG5347", .parameterRemoved),
        ("MG5348", .parameterTypeChanged),
        ("MG5349", .parameterRangeChanged),
        ("MG5350", .parameterDefaultChanged),
        ("MG5351", .parameterSourceChanged),
        ("MG5352", .processesChanged),
        ("MG5353", .nativeAdded),
        ("MG5354", .nativeRemoved),
        ("MG5355", .nativeChanged),
        ("MG5356", .derivedAdded),
        ("MG5357", .derivedRemoved),
        ("MG5358", .derivedRenamed),
        ("MG5359", .derivedUnitChanged),
        ("MG5360", .derivedChanged),
        ("MG5361", .derivedHelpChanged),
        ("MG5362", .alertAdded),
        ("MG5363", .alertRemoved),
        ("MG5364", .alertChanged),
        ("MG5365", .alertDelayChanged),
        ("MG5366", .alertSeverityChanged),
        ("MG5367", .alertWordsChanged),
        ("MG5368", .objectiveAdded),
        ("MG5369", .objectiveRemoved),
        ("MG5370", .objectiveChanged),
        ("MG5371", .objectiveWordsChanged),
    ]

    /// By code.
    package static let all: [ExplainedRule] = codes.map { code, kind in
        ExplainedRule(
            Rule(code: code, name: kind.ruleName, severity: .warning), explanation: explanation(of: kind),
            badExample: "", goodExample: "")
    }

    private static let byKind = Dictionary(uniqueKeysWithValues: zip(codes.map(\.kind), all.map(\.rule)))
    private static let names = Set(all.map(\.name))

    /// Each kind has one.
    package static func rule(of kind: ChangeType.Kind) -> Rule? { byKind[kind] }

    static func has(_ name: String) -> Bool { names.contains(name) }

    private static func explanation(of kind: ChangeType.Kind) -> String {
        let rows = ChangeType.all.filter { $0.kind == kind }.map { type in
            let verdicts = Reader.allCases.map { "\($0.rawValue): \(type.verdicts[$0].rawValue)" }.joined(
                separator: ", ")
            return (type.situation.map { "If \($0): " } ?? "") + "\(type.reason) Verdict for \(verdicts)."
        }
        let acceptance = """
            `metricsgen diff` reports it. To accept the change, write \
            `lifecycle: {allow: [{rule: \(kind.ruleName), metric: …, reason: …}]}` in the new spec; for a parameter, a \
            derived value, an alert or an objective, its name is the metric.
            """
        return (rows + [acceptance]).joined(separator: "\n")
    }
}
