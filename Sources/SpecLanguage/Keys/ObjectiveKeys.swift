// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel

/// The keys of a service level objective: bad or good events of all, or the observations of a histogram up to a limit.
enum ObjectiveKeys {
    static let objective = Key(
        "objective", .number, isRequired: true, help: "how many of 100 events have to go well, such as 99.9")
    static let window = Key(
        "window", .duration, isRequired: true, help: "the days over which they are counted, such as `30d`")
    static let bad = Key("bad", .text(.series), help: "a metric that counts the events that went wrong")
    static let good = Key("good", .text(.series), help: "a metric that counts the events that went well")
    static let total = Key("total", .text(.series), requiredWith: "bad", help: "a metric that counts all events")
    static let of = Key("of", .text(.series), help: "a histogram, whose observations up to `within` are good")
    static let within = Key("within", .number, requiredWith: "of", help: "one of the bounds of the histogram")
    static let minimumRate = Key(
        "minimum_rate", .number, help: "the events per second below which nothing is judged")
    static let help = Key("help", .statement, help: "what it promises, in a sentence")
    static let alert = Key(
        "alert", .name(.rule(of: "alert")),
        help: "the name of its alerts; made from its own name if left out, such as `AvailabilityErrorBudgetBurn`")
    static let page = Key(
        "page", ValueType<Alert.Severity>.choice,
        help: "how urgent it is if the error budget burns fast; `critical` if left out")
    static let ticket = Key(
        "ticket", ValueType<Alert.Severity>.choice,
        help: "how urgent it is if the error budget burns slowly; `warning` if left out")
    static let nextSteps = Key(
        "next_steps", .list(of: .statement), help: "what to do, step by step")

    static let table = KeyTable(
        .objective, oneOf: [bad.name, good.name, of.name],
        [
            objective.description, window.description, bad.description, good.description, total.description,
            of.description, within.description, minimumRate.description, help.description, alert.description,
            page.description, ticket.description, nextSteps.description,
        ])
}

extension ValueType<ServiceLevelObjective> {
    static var objective: ValueType {
        ValueType.mapping(ObjectiveKeys.table) { reader in
            let objective = reader.require(ObjectiveKeys.objective)
            let window = reader.require(ObjectiveKeys.window)
            let minimumRate = reader.read(ObjectiveKeys.minimumRate)
            let help = reader.read(ObjectiveKeys.help)
            let alert = reader.read(ObjectiveKeys.alert)
            let page = reader.read(ObjectiveKeys.page)
            let ticket = reader.read(ObjectiveKeys.ticket)
            let nextSteps = reader.read(ObjectiveKeys.nextSteps)
            guard let key = reader.form(ifNone: "this service level objective says nothing about what is counted")
            else { return nil }
            guard let indicator = indicator(key, &reader), let objective, let window else { return nil }
            return ServiceLevelObjective(
                name: reader.owner.value, help: help?.value, objective: objective.value, window: window.value,
                indicator: indicator, minimumRate: minimumRate?.value, alert: alert?.value,
                pageSeverity: page?.value ?? .critical, ticketSeverity: ticket?.value ?? .warning,
                nextSteps: nextSteps?.value.map(\.value) ?? [])
        }
    }

    private static func indicator(
        _ key: Spanned<String>, _ reader: inout MappingReader
    ) -> ServiceLevelObjective.Indicator? {
        func refuse(_ other: Spanned<String>?, _ reader: inout MappingReader) {
            guard let other else { return }
            reader.report(ContradictingKeys.finding(other, first: key, in: MappingSubject.objective.indefinite))
        }
        if key.value == ObjectiveKeys.of.name {
            refuse(reader.named(ObjectiveKeys.total), &reader)
            let of = reader.read(ObjectiveKeys.of)
            let within = reader.require(ObjectiveKeys.within)
            guard let of, let within else { return nil }
            return .within(within.value, of: of.value)
        }
        refuse(reader.named(ObjectiveKeys.within), &reader)
        let counted = reader.read(key.value == ObjectiveKeys.bad.name ? ObjectiveKeys.bad : ObjectiveKeys.good)
        let total = reader.require(ObjectiveKeys.total)
        guard let counted, let total else { return nil }
        return key.value == ObjectiveKeys.bad.name
            ? .bad(counted.value, of: total.value) : .good(counted.value, of: total.value)
    }
}
