// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel
import SpecOrigins

package enum UnlikeReplacement {
    package static let rule = Rule(code: "MG1311", name: "unlike-replacement")

    private static let publish = Origins.Field("deprecated", "publish")

    /// For each metric that is published under both names and can't be.
    static func findings(in metrics: [Metric], _ origins: Origins) -> [Finding] {
        metrics.compactMap { metric in
            guard case .deprecated(let notice) = metric.lifecycle, notice.isFormerName else { return nil }
            return finding(metric, notice, among: metrics, origins)
        }
    }

    private static func finding(
        _ former: Metric, _ notice: DeprecationNotice, among metrics: [Metric], _ origins: Origins
    ) -> Finding? {
        let part = Origins.Part.metric(former.id)
        guard let name = former.presentName, !notice.replacements[0].isExternal else {
            return Finding(
                rule, at: origins.value(of: publish, of: part),
                "\(quoted: former.name) can't be published together with what replaces it: that must be one metric of this spec",
                help: "name one metric in `replaced_by`, or delete `publish`")
        }
        let named = metrics.filter { $0.name == name }
        // A metric that is left out of the model has been reported.
        guard let metric = named.first(where: { $0.condition == former.condition }) ?? named.first else { return nil }
        let related = Finding.Related(
            "\(quoted: metric.name) is declared here", at: origins.name(of: .metric(metric.id)))
        guard case .active = metric.lifecycle else {
            let state = metric.isRemoved ? "removed" : "deprecated itself"
            return Finding(
                rule, at: origins.value(of: publish, of: part),
                "\(quoted: former.name) can't be published together with \(quoted: metric.name), which is \(state)",
                help: "name the metric that replaces both, or delete `publish`", related: [related])
        }
        guard let difference = Difference.allCases.first(where: { $0.isBetween(former, metric) }) else { return nil }
        return Finding(
            rule, at: origins.value(of: difference.field, of: part),
            "\(quoted: former.name) can't be published together with \(quoted: metric.name): \(difference.words)",
            notes: ["both names show the same series"],
            help: "make \(difference == .condition ? "the conditions" : "them") equal, or delete `publish: both`",
            related: [
                .init(
                    "\(quoted: metric.name) is declared here",
                    at: origins.written(difference.field, of: .metric(metric.id))?.value ?? related.span)
            ])
    }

    /// What makes it impossible that two metrics have the same series.
    private enum Difference: CaseIterable {
        case type, unit, labels, buckets, fields, states, quantiles, mode, initial, growth, value, condition

        var field: Origins.Field {
            switch self {
            case .type: Origins.Field("type")
            case .unit: Origins.Field("unit")
            case .labels: .labels
            case .buckets: Origins.Field("buckets")
            case .fields: Origins.Field("fields")
            case .states: Origins.Field("states")
            case .quantiles: Origins.Field("quantiles")
            case .mode: .mode
            case .initial: Origins.Field("initial")
            case .growth: Origins.Field("monotonic")
            case .value: Origins.Field("value")
            case .condition: .condition
            }
        }

        var words: String {
            switch self {
            case .type: "they have different types"
            case .unit: "they have different units"
            case .labels: "they have different labels, or labels in another order"
            case .buckets: "they have different buckets"
            case .fields: "they have different fields, or fields in another order"
            case .states: "they have different states, or states in another order"
            case .quantiles: "they have different quantiles"
            case .mode: "the values of several processes are merged in different ways"
            case .initial: "they have different values at the start"
            case .growth: "only one of them is `monotonic`"
            case .value: "their values come from different places"
            case .condition: "they exist under different conditions"
            }
        }

        func isBetween(_ one: Metric, _ other: Metric) -> Bool {
            switch self {
            case .type: one.kind != other.kind
            case .unit: one.unit != other.unit
            case .labels: one.labels.map(LabelOfSeries.init) != other.labels.map(LabelOfSeries.init)
            case .buckets: buckets(of: one) != buckets(of: other) || one.native != other.native
            case .fields:
                one.fields.map(LabelOfSeries.init) != other.fields.map(LabelOfSeries.init)
                    || one.fieldsParameter != other.fieldsParameter
            case .states: one.states.map(\.text) != other.states.map(\.text)
            case .quantiles: one.quantiles != other.quantiles
            case .mode: one.mode != other.mode
            case .initial: one.initial != other.initial
            case .growth: one.isMonotonic != other.isMonotonic
            case .value: one.isRecorded != other.isRecorded || source(of: one) != source(of: other)
            case .condition: one.condition != other.condition
            }
        }

        /// Nil where code records what happens.
        private func source(of metric: Metric) -> Metric.ValueType? { metric.comesFromElsewhere ? metric.value : nil }

        /// The name of a set matters only if a process can be given other bounds for it.
        private func buckets(of metric: Metric) -> BucketSet? {
            var set = metric.buckets
            if set?.isOverridable == false { set?.name = nil }
            return set
        }
    }

    /// What a label says about series. Its help and its names in code may differ.
    private struct LabelOfSeries: Equatable {
        let name: String
        /// Of a bound label: two of them have different values.
        let key: String?
        let values: [String]
        let limit: ValueLimit?
        let isOptional: Bool

        init(_ label: Label) {
            name = label.name
            key = label.isBound ? label.key : nil
            values = label.closedValues.map(\.text)
            limit = label.maxValues
            isOptional = label.isOptional
        }
    }
}
