// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel

enum ChangeKeys {
    static let `in` = Key("in", .release, isRequired: true, help: "the minor version that changed it")
    static let kind = Key("kind", ValueType<RecordedChange.Kind>.choice, isRequired: true, help: "what changed")
    static let from = Key(
        "from", .oneOrMore(of: .text), help: "what was there before: a unit, a mode, labels, values or bounds")
    static let to = Key("to", .oneOrMore(of: .text), help: "what is there instead")
    static let note = Key("note", .sentence, help: "what its readers should know, in a sentence")

    static let table = KeyTable(
        .change, [`in`.description, kind.description, from.description, to.description, note.description])
}

extension ValueType<ChangeDeclaration> {
    static var change: ValueType {
        ValueType.mapping(ChangeKeys.table) { reader in
            let release = reader.require(ChangeKeys.in)
            let kind = reader.require(ChangeKeys.kind)
            let from = reader.read(ChangeKeys.from)
            let to = reader.read(ChangeKeys.to)
            let note = reader.read(ChangeKeys.note)
            guard let release, let kind, reader.isComplete,
                !reader.hasMistyped(ChangeKeys.from), !reader.hasMistyped(ChangeKeys.to),
                !reader.hasMistyped(ChangeKeys.note), reader.findings.isEmpty
            else { return nil }
            return ChangeDeclaration(
                release: release, kind: kind, from: from?.value ?? [], to: to?.value ?? [], note: note?.value,
                fromKey: reader.place(of: ChangeKeys.from), toKey: reader.place(of: ChangeKeys.to))
        }
    }
}
