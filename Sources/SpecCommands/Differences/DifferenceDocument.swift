// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecHistory
import SpecJSON

extension ReleaseDifference {
    /// The document of `diff --format json`, version 1. Members keep their names and meanings, and new ones may be added.
    ///
    /// - Parameter sources: those of the new side.
    func document(sources: SourceCollection) -> JSONValue {
        [
            "version": 1,
            "from": ["product": .string(old.product), "version": .string(old.version.description)],
            "to": ["product": .string(new.product), "version": .string(new.version.description)],
            "verdict": .string(step?.rawValue ?? "none"),
            "changes": .array(changes.map { Self.document($0, sources) }),
        ]
    }

    private static func document(_ change: Change, _ sources: SourceCollection) -> JSONValue {
        let said = change.change
        func verdict(_ reader: Reader) -> JSONValue { .string(change.verdict(for: reader).rawValue) }
        return [
            "metric": .orNull(said.metric),
            "subject": .orNull(said.subject),
            "kind": .string(said.kind.rawValue),
            "rule": .string(said.kind.ruleName),
            "verdict": .string(change.verdict(for: .queries).step.rawValue),
            "readers": [
                "queries": verdict(.queries), "code": verdict(.code), "operations": verdict(.operations),
            ],
            "message": .string(said.message),
            "reason": .string(said.reason),
            "waiver": .orNull(change.waiver),
            "old": .orNull(said.old),
            "new": .orNull(said.new),
            "place": change.place.map { span in
                [
                    "file": .string(sources[span.source].packagePath), "line": .integer(span.start.line),
                    "column": .integer(span.start.column),
                ]
            } ?? .null,
            "impact": .array(
                change.impact.map { use in
                    [
                        "file": .string(use.packagePath), "line": .integer(use.position.line),
                        "column": .integer(use.position.column),
                        "message": .string(use.title.isEmpty ? use.kind.rawValue : "\(use.kind.rawValue) \(use.title)"),
                    ]
                }),
        ]
    }
}

extension JSONValue {
    fileprivate static func orNull(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
}
