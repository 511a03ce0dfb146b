// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import QueryMeaning
import ReferenceFiles

extension KnownMetrics {
    /// Makes known what the recording rules of these files record.
    package mutating func add(recordingRulesOf files: [ReferenceFile]) {
        add(files.flatMap(\.recordingRules))
    }
}

extension ReferenceFile {
    package var recordingRules: [RecordingRule] {
        guard rules.contains(where: { $0.kind == .recording }) else { return [] }
        var expressions: [Int: PromQLExpression] = [:]
        for query in queries {
            // What a query of Grafana's rules becomes, later expressions decide.
            guard case .rule(let index) = query.use, rules[index].kind == .recording else { continue }
            expressions[index] = PromQLReading(query.string.text, templates: query.templates).expression
        }
        return rules.indices.filter { rules[$0].kind == .recording }.map { index in
            RecordingRule(
                name: rules[index].name.text, query: expressions[index],
                labels: rules[index].labels.map { ($0.key.text, $0.value.text) })
        }
    }
}
