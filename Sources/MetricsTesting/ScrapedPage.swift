// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import ExpositionSyntax

/// A page of metrics, read as a scraper reads it: one of a registry, or the body of a response.
public struct ScrapedPage: Sendable {
    /// In the order of the page.
    public let samples: [Sample]
    /// What a scraper may refuse, in words; empty for a page of a registry.
    public let faults: [String]
    private let places: [Key: Int]

    private struct Key: Hashable {
        let name: String
        let labels: [String: String]
    }

    /// One line of the page.
    public struct Sample: Hashable, Sendable {
        /// With the suffix of its series, such as `_count`.
        public let name: String
        /// All of its labels.
        public let labels: [String: String]
        /// Its value.
        public let value: Double
    }

    /// Reads a page in the text format 0.0.4 or in OpenMetrics.
    public init(_ text: String) {
        let page = ExpositionPage(Array(text.utf8))
        samples = page.families.flatMap(\.samples).map { sample in
            let labels = sample.labels.map { ($0.name.value, $0.value.value) }
            return Sample(
                name: sample.name.value, labels: Dictionary(labels) { first, _ in first }, value: sample.value.value)
        }
        faults = page.faults.map(\.message)
        places = Dictionary(samples.enumerated().map { (Key(name: $1.name, labels: $1.labels), $0) }) { first, _ in
            first
        }
    }

    /// The value of the sample with this name and exactly these labels; nil if there is none.
    public subscript(name: String, labels: [String: String] = [:]) -> Double? {
        places[Key(name: name, labels: labels)].map { samples[$0].value }
    }
}
