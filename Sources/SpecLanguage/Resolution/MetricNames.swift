// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

/// The metrics of a spec by both of their names: with the product's prefix and without.
struct MetricNames {
    let prefix: String
    let keys: [String]
    private let known: Set<String>

    init(_ keys: [String], prefix: String) {
        self.prefix = prefix
        self.keys = keys
        known = Set(keys)
    }

    func fullName(ofKey key: String) -> String { prefix + key }

    /// The full name of the metric that a string means, by its key or by its full name; nil if there is none.
    func fullName(of written: String) -> String? {
        if known.contains(written) { return fullName(ofKey: written) }
        guard written.hasPrefix(prefix) else { return nil }
        return known.contains(String(written.dropFirst(prefix.count))) ? written : nil
    }

    /// The full name of a metric that something else publishes. It has this product's prefix, as its siblings do,
    /// unless it was written with one.
    func fullName(ofExternal written: String) -> String {
        written.contains(":") || written.hasPrefix(prefix) ? written : prefix + written
    }
}
