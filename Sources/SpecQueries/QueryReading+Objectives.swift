// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import QueryMeaning
import SpecDiagnostics
import SpecModel
import SpecOrigins

extension QueryReading {
    mutating func readObjectives() {
        for objective in spec.product.objectives { read(objective) }
    }

    private mutating func read(_ objective: ServiceLevelObjective) {
        let part = Origins.Part.objective(objective.name)
        let origins = spec.origins
        func place(_ key: String) -> Span { origins.value(of: .init(key), of: part) }
        let impossible = ImpossibleObjective.findings(objective, at: place)
        report(impossible)
        if let help = objective.help { report(UnreadableTemplate.findings(in: help, at: place("help"))) }
        checkTemplates(ofSteps: objective.nextSteps, of: part)
        let service = spec.product.name
        func recorded(
            _ events: RecordedObjective.Events, doubt: KnownBounds.Reason? = nil,
            _ share: (ObjectiveQueries) -> PromQLExpression
        ) {
            guard impossible.isEmpty, let days = objective.days else { return }
            objectives.append(
                RecordedObjective(objective, days: days, service: service, events: events, doubt: doubt) { window in
                    share(ObjectiveQueries(minimumRate: objective.minimumRate, window: window))
                })
        }
        switch objective.indicator {
        case .bad(let some, let all), .good(let some, let all):
            let areBad = if case .bad = objective.indicator { true } else { false }
            let some = reference(some, at: place(areBad ? "bad" : "good"), .growth, of: objective)
            let all = reference(all, at: place("total"), .growth, of: objective)
            guard let some, let all else { return }
            recorded(
                .counted(some.selector(some.series), areBad: areBad, of: all.selector(all.series))
            ) { queries in
                let share = queries.share(of: some, in: all)
                return areBad ? share : queries.rest(share)
            }
        case .within(let bound, let of):
            guard let histogram = reference(of, at: place("of"), .distribution, of: objective) else { return }
            guard bound.isFinite else {
                report([UnknownBound.finding(notFinite: bound, at: place("within"))])
                return
            }
            if histogram.metric.isOnlyNative {
                recorded(.native) { $0.above(bound, histogram) }
                return
            }
            var doubt: KnownBounds.Reason? = histogram.metric.buckets?.isOverridable == true ? .overridable : nil
            if let name = histogram.selector(histogram.series).name?.text,
                case .series(let series)? = metrics.target(of: name), let bounds = series.bounds
            {
                switch bounds.status(of: bound) {
                case .bound: break
                case .possible(let reason):
                    doubt = reason
                    report([UncertainBound.finding(bound, reason, of: histogram.metric, at: place("within"))])
                case .never:
                    report([UnknownBound.finding(bound, bounds, of: histogram.metric, at: place("within"))])
                    return
                }
            }
            recorded(
                .observed(
                    bucket: ObjectiveQueries.bucket(bound, histogram), count: histogram.selector(.count)),
                doubt: doubt
            ) { $0.above(bound, histogram) }
        }
    }

    private mutating func reference(
        _ written: String, at place: Span, _ use: SeriesReference.Use, of objective: ServiceLevelObjective
    ) -> SeriesReference? {
        guard let reference = reference(written, at: place, use) else { return nil }
        check(reference.query, title: objective.name, kind: .recording)
        return reference
    }
}
