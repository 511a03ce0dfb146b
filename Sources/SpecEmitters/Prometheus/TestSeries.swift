// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import SpecModel

/// The series of unit tests.
struct TestSeries {
    /// By the names of their series; the first of several variants.
    private let metrics: [String: Metric]

    init(_ product: Product) {
        var metrics: [String: Metric] = [:]
        for metric in product.metrics {
            for name in metric.seriesNames where metrics[name] == nil { metrics[name] = metric }
        }
        self.metrics = metrics
    }

    func metric(withSeries name: String) -> Metric? { metrics[name] }

    /// A series as promtool reads it. A label with an empty value is the same as none.
    static func text(_ name: String, _ labels: [String: String]) -> String {
        let written = labels.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }
            .map { "\($0.key)=\(PromQLExpression.string(PromQLString($0.value)).description)" }
        return "\(name){\(written.joined(separator: ", "))}"
    }
}
