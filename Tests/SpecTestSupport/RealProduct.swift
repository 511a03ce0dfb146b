// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecModel
import TestSupport

/// A product that others wrote, with a spec of ours and a list of the families that it declares.
package struct RealProduct: Sendable, CustomStringConvertible {
    package let name: String

    package static let all = ["etcd", "kubelet", "postgres_exporter", "sglang", "vllm"].map { RealProduct(name: $0) }

    package init(name: String) { self.name = name }

    private var path: String { "Tests/SpecEmittersTests/Products/" + name }

    package var spec: String { get throws { try Repository.text(path + ".yaml") } }

    /// What a page of it can show.
    package var families: [Family] {
        get throws {
            try Repository.text(path + "-families.txt").split(separator: "\n").filter { !$0.hasPrefix("#") }
                .map { Family(line: $0) }
        }
    }

    package var description: String { name }

    /// A family as a page in the text format shows it.
    package struct Family: Hashable, Sendable, CustomStringConvertible {
        package let name: String
        package let type: String
        /// `*` is for labels whose names a process knows only when it starts.
        package let labels: Set<String>
        /// Empty if there are none, or if they depend on how the process is started.
        package let bounds: [Double]

        package init(name: String, type: String, labels: Set<String>, bounds: [Double]) {
            (self.name, self.type, self.labels, self.bounds) = (name, type, labels, bounds)
        }

        /// A line of a list: `name type label … : bound …`.
        fileprivate init(line: Substring) {
            let parts = line.split(separator: " : ")
            let words = parts[0].split(separator: " ").map(String.init)
            self.init(
                name: words[0], type: words[1], labels: Set(words.dropFirst(2)),
                bounds: parts.dropFirst().flatMap { $0.split(separator: " ").compactMap { Double($0) } })
        }

        package init(_ metric: Metric) {
            self.init(
                name: metric.name,
                // The text format doesn't have these types.
                type: metric.kind == .info || metric.kind == .stateset ? "gauge" : metric.kind.rawValue,
                labels: Set(metric.labelsAndFields.map(\.name) + (metric.fieldsParameter != nil ? ["*"] : [])),
                bounds: metric.buckets?.bounds.known ?? [])
        }

        package var description: String {
            ([name, type] + labels.sorted()).joined(separator: " ") + (bounds.isEmpty ? "" : " : \(bounds)")
        }
    }
}
