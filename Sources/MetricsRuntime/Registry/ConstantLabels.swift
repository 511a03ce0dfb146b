// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The labels that every series of a registry has in addition to those of its metric.
struct ConstantLabels {
    let labels: [SeriesLabel]

    init(_ values: [String: String] = [:]) {
        labels = values.map { SeriesLabel(name: $0.key, value: $0.value) }.inOrder
    }

    /// Checks that no label has a name that samples of these metrics have already.
    func check(beside metrics: [MetricDeclaration], of product: ProductDeclaration) throws(MetricsSetupError) {
        guard !labels.isEmpty else { return }
        let names = Set(labels.map(\.name))
        for name in names.sorted() {
            guard LegalName.isLabel(name) else { throw .constantLabel(name, fault: .notAName) }
            guard !Self.reserved.contains(name) else { throw .constantLabel(name, fault: .reserved) }
        }
        for metric in metrics {
            if let name = metric.sampleLabelNames.first(where: names.contains) {
                throw .constantLabel(name, fault: .labelOfMetric(metric.name))
            }
        }
        // It may not be a label of any metric of this product, and still is its.
        if let label = product.bound.first(where: { names.contains($0.name) }) {
            throw .constantLabel(label.name, fault: .boundLabel(product: product.name))
        }
    }

    /// Names that samples of some type have, and the label of the runtime's own counter.
    private static let reserved = Set(SampleLabel.allCases.compactMap(\.fixedName) + ["metric", "fault"])
}

extension MetricDeclaration {
    /// The names of all labels that samples of it can have.
    fileprivate var sampleLabelNames: [String] {
        labels.bound + labels.closed.map(\.name) + labels.open + (shape.kind.has(.fields) ? shape.names : [])
            + shape.kind.sampleLabels(mode: shape.mode).map { $0.name(inFamily: name) }
    }
}
