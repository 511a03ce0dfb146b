// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import ExpositionSyntax
import MetricsVocabulary
import QueryMeaning
import SpecHistory
import SpecJSON
import SpecModel

extension SeenMetrics {
    /// Reads what Prometheus answered at `/api/v1/metadata`: types by the names of families, or at
    /// `/api/v1/label/__name__/values`: the names of series.
    init(answer: JSONNode) throws(CatalogueFile.Fault) {
        guard answer["status"]?.string == "success" else {
            throw CatalogueFile.Fault(
                message: "this is an answer of Prometheus that reports an error",
                range: answer["status"]?.range ?? 0..<0)
        }
        guard let data = answer["data"] else {
            throw CatalogueFile.Fault(
                message: "this answer of Prometheus has no `data`", range: answer["status"]?.range ?? 0..<0)
        }
        if let families = data.members {
            for family in families { try add(family.key, family.value) }
        } else if let names = data.elements {
            for name in names {
                guard let name = name.string else {
                    throw CatalogueFile.Fault(message: "the name of a series should be here", range: name.range)
                }
                untyped.append(name)
            }
        }
        if metrics.isEmpty, untyped.isEmpty {
            throw CatalogueFile.Fault(message: "there are no metrics in this answer of Prometheus", range: data.range)
        }
    }

    private mutating func add(_ key: JSONNode, _ entries: JSONNode) throws(CatalogueFile.Fault) {
        guard let name = key.string else { return }
        guard let entries = entries.elements else {
            throw CatalogueFile.Fault(
                message: "a list of what targets say about \(quoted: name) should be here", range: entries.range)
        }
        // Targets that disagree, and types that this program doesn't know, leave the type open.
        let types = Set(entries.map { $0["type"]?.string ?? "" })
        guard types.count == 1, let type = types.first.flatMap(ExpositionType.init), let kind = MetricKind(type) else {
            untyped.append(name)
            if types.contains(ExpositionType.gaugeHistogram.rawValue) {
                untyped += ["_bucket", "_gsum", "_gcount"].map { name + $0 }
            }
            return
        }
        let units = Set(entries.compactMap { $0["unit"]?.string.flatMap(Unit.init) })
        // The answer doesn't say in which format the target was scraped: OpenMetrics leaves out `_total` and `_info`.
        let names = Set([name, kind.name(ofFamily: name, in: .openMetrics)]).sorted()
        for name in names {
            add(
                CataloguedMetric(
                    name: name, kind: kind, unit: units.count == 1 ? units.first : nil))
        }
        // Of a native histogram.
        if kind == .histogram { untyped.append(name) }
    }
}
