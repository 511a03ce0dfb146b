// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel

/// The metrics of a spec by both of their names: with their prefixes and without.
struct MetricNames {
    /// What a string can mean.
    enum Meaning {
        case metric(String)
        /// Metrics with this key and different prefixes.
        case ambiguous([String])
        case unknown
    }

    let keys: [String]
    /// The product's.
    private let prefix: String
    /// Those of string parameters, which prefixes may begin with.
    private let defaults: [String: String]
    private var fullNames: Set<String> = []
    private var fullNamesByKey: [String: String] = [:]
    /// The further metrics that have the key of another one.
    private var others: [String: [String]] = [:]

    /// - Parameters:
    ///   - prefix: the product's.
    ///   - defaults: those of string parameters.
    init(_ groups: [GroupDeclaration], prefix: String, defaults: [String: String]) {
        keys = groups.flatMap { $0.metricNames.map(\.value) }
        self.prefix = prefix
        self.defaults = defaults
        fullNames.reserveCapacity(keys.count)
        fullNamesByKey.reserveCapacity(keys.count)
        for group in groups {
            for index in group.metrics.indices {
                let key = group.metrics[index].name.value
                let name = fullName(ofKey: key, at: index, in: group)
                guard fullNames.insert(name).inserted else { continue }
                if let first = fullNamesByKey.updateValue(name, forKey: key) {
                    fullNamesByKey[key] = first
                    others[key, default: []].append(name)
                }
            }
        }
    }

    /// The prefix of a metric: its own, its group's or the product's.
    func prefix(ofMetricAt index: Int, in group: GroupDeclaration) -> String {
        group.metrics[index].value?.prefix?.text(with: defaults) ?? self.prefix(of: group)
    }

    /// The prefix of the metrics of a group that have none of their own.
    func prefix(of group: GroupDeclaration) -> String { group.prefix?.text(with: defaults) ?? prefix }

    func fullName(ofKey key: String, at index: Int, in group: GroupDeclaration) -> String {
        prefix(ofMetricAt: index, in: group) + key
    }

    /// The metric that a string means, by its key or by its full name.
    func meaning(of written: String) -> Meaning {
        if let name = fullNamesByKey[written] {
            guard let others = others[written] else { return .metric(name) }
            return fullNames.contains(written) ? .metric(written) : .ambiguous([name] + others)
        }
        return fullNames.contains(written) ? .metric(written) : .unknown
    }

    /// The full name of a metric that something else publishes. It has a prefix of this product, as its siblings do,
    /// unless it was written with one.
    func fullName(ofExternal written: String, besidePrefix prefix: String) -> String {
        let isWhole = written.contains(":") || written.hasPrefix(prefix) || written.hasPrefix(self.prefix)
        return isWhole ? written : prefix + written
    }
}
