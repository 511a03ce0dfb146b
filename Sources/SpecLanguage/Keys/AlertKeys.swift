// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel

/// The keys of an alert.
enum AlertKeys {
    static let when = Key(
        "when", .text(.query),
        help: """
            when it fires: a query in PromQL, with full names of metrics and names of derived values, that compares \
            something with a limit
            """)
    static let absent = Key(
        "absent", .text(.series),
        help: "a metric that is there from the start: the alert fires while none of its series is there")
    static let `for` = Key(
        "for", .duration, help: "how long the condition holds before the alert fires; it fires at once if left out")
    static let severity = Key(
        "severity", ValueType<Alert.Severity>.choice, isRequired: true, help: "how urgent it is")
    static let summary = Key(
        "summary", .statement, isRequired: true, help: "what is wrong, in a few words")
    static let description = Key(
        "description", .statement, help: "what it means for users, and what is known about it")
    static let nextSteps = Key(
        "next_steps", .list(of: .statement), help: "what to do, step by step")

    static let table = KeyTable(
        .alert, oneOf: [when.name, absent.name],
        [
            when.description, absent.description, `for`.description, severity.description, summary.description,
            description.description, nextSteps.description,
        ])
}

extension ValueType<Alert> {
    static var alert: ValueType {
        ValueType.mapping(AlertKeys.table) { reader in
            let duration = reader.read(AlertKeys.for)
            let severity = reader.require(AlertKeys.severity)
            let summary = reader.require(AlertKeys.summary)
            let description = reader.read(AlertKeys.description)
            let nextSteps = reader.read(AlertKeys.nextSteps)
            guard let key = reader.form(ifNone: "this alert never fires") else { return nil }
            let condition: Alert.Condition? =
                key.value == AlertKeys.when.name
                ? reader.read(AlertKeys.when).map { .query($0.value) }
                : reader.read(AlertKeys.absent).map { .absent($0.value) }
            guard let condition, let severity, let summary else { return nil }
            return Alert(
                name: reader.owner.value, condition: condition, duration: duration?.value, severity: severity.value,
                summary: summary.value, description: description?.value,
                nextSteps: nextSteps?.value.map(\.value) ?? [])
        }
    }
}
