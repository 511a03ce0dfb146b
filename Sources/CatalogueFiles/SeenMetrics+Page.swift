// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import ExpositionSyntax
import MetricsVocabulary
import QueryMeaning
import SpecHistory
import SpecModel

extension SeenMetrics {
    package init(_ page: ExpositionPage) {
        for family in page.families { add(family, format: page.format) }
    }

    private mutating func add(_ family: ExpositionFamily, format: ExpositionFormat) {
        guard let type = family.type?.value, let kind = MetricKind(type) else {
            // Prometheus stores the samples under these names, whatever the family is.
            untyped.append(contentsOf: Set(family.samples.map(\.name.value)).union([family.name]).sorted())
            return
        }
        let name = kind.name(ofFamily: family.name, in: format)
        add(
            CataloguedMetric(
                name: name, kind: kind, unit: family.unit.flatMap { Unit(inLanguage: $0.value) },
                labels: labels(of: family, without: kind.sampleLabels(mode: nil).map { $0.name(inFamily: name) }),
                states: kind == .stateset ? values(of: SampleLabel.state.name(inFamily: name), in: family) : [],
                bounds: kind == .histogram ? bounds(of: family) : nil,
                // Another process may have others.
                hasOverridableBounds: kind == .histogram))
        let created = family.name + SeriesDescription.createdSuffix
        if family.samples.contains(where: { $0.name.value == created }) { untyped.append(created) }
    }

    mutating func add(_ metric: CataloguedMetric) {
        metrics.append(KnownMetric(metric, origin: .page, state: .active))
    }

    /// The labels that some sample has, with the values that were seen.
    private func labels(of family: ExpositionFamily, without ignored: [String]) -> [CataloguedLabel] {
        var values: [String: Set<String>] = [:]
        for sample in family.samples {
            for label in sample.labels where !ignored.contains(label.name.value) && label.name.value != "quantile" {
                values[label.name.value, default: []].insert(label.value.value)
            }
        }
        return values.sorted { $0.key < $1.key }
            .map { CataloguedLabel(name: $0.key, values: $0.value.sorted(), isRequired: false) }
    }

    private func values(of label: String, in family: ExpositionFamily) -> [String] {
        Set(family.samples.compactMap { $0[label: label] }).sorted()
    }

    private func bounds(of family: ExpositionFamily) -> BucketSet.Bounds? {
        let bounds = Set(family.samples.compactMap { $0[label: "le"].flatMap(Double.init) }.filter(\.isFinite))
        return bounds.isEmpty ? nil : .fixed(bounds.sorted())
    }
}

extension MetricKind {
    /// Nil for types that say nothing about the values, and for histograms of gauges, which have series of their own.
    init?(_ type: ExpositionType) {
        if type == .unknown || type == .gaugeHistogram { return nil }
        self.init(rawValue: type.rawValue)
    }

    /// The name of a family as its series have it: OpenMetrics leaves out `_total` and `_info`.
    func name(ofFamily family: String, in format: ExpositionFormat) -> String {
        format == .openMetrics && !family.hasSuffix(description.nameSuffix) ? family + description.nameSuffix : family
    }
}
