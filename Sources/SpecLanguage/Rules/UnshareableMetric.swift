// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel
import SpecOrigins

package enum UnshareableMetric {
    package static let rule = Rule(code: "MG1420", name: "unshareable-metric")

    /// For each metric whose values several processes can't share.
    static func findings(in product: Product, _ origins: Origins) -> [Finding] {
        guard product.processes == .several else { return [] }
        return product.metrics.filter { !$0.isRemoved }.compactMap { metric in
            guard let fault = Fault.allCases.first(where: { $0.isFault(of: metric) }) else { return nil }
            return Finding(
                rule, at: origins.value(of: fault.field, of: .metric(metric.id)),
                "several processes can't share \(quoted: metric.name): \(fault.reason)",
                help: "\(fault.advice), or write `processes: one`",
                related: [
                    .init(
                        "the product has several processes",
                        at: origins.value(of: Origins.Field("processes"), of: .product))
                ])
        }
    }

    /// Why there is no place for it in the directory that they share.
    private enum Fault: CaseIterable {
        case callback, absolute, quantiles, gaugehistogram, unknown

        func isFault(of metric: Metric) -> Bool {
            switch self {
            case .callback: metric.value == .callback
            case .absolute: metric.value == .absolute && metric.kind == .counter
            case .quantiles: !metric.quantiles.isEmpty
            case .gaugehistogram: metric.kind == .gaugehistogram
            case .unknown: metric.kind == .unknown
            }
        }

        var field: Origins.Field {
            switch self {
            case .callback, .absolute: Origins.Field("value")
            case .quantiles: Origins.Field("quantiles")
            case .gaugehistogram, .unknown: Origins.Field("type")
            }
        }

        var reason: String {
            switch self {
            case .callback: "it is read when it is scraped, and a process that serves the sums can't ask the others"
            case .absolute: "each would give a whole count of the same thing, and their sum has it several times"
            case .quantiles: "quantiles of one process and another have no sum"
            case .gaugehistogram: "their files have no place for buckets that can fall"
            case .unknown: "nothing says how its values are merged"
            }
        }

        var advice: String {
            switch self {
            case .callback: "delete `value`, and record it when it changes"
            case .absolute: "delete `value`, and count what happens"
            case .quantiles: "make it a histogram, whose buckets are added up"
            case .gaugehistogram: "make it a histogram, or gauges with `multiprocess`"
            case .unknown: "make it a counter, or a gauge with `multiprocess`"
            }
        }
    }
}
