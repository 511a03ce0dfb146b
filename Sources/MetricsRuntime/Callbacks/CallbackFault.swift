// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A callback or a collector that gave no value at a scrape.
public struct CallbackFault: Sendable {
    /// The metric's name in the exposition, or the name of the collector.
    public let name: String
    /// The values of the metric's labels, as the exposition writes them; empty if it has none.
    public let labels: String
    /// What happened.
    public let problem: Problem

    /// Why there is no value.
    public enum Problem: Sendable {
        /// It had not returned at the deadline. The last value stays, and it isn't called again before it has returned.
        case late
        /// It has thrown this error. Its series are left out.
        case failed(any Error)
        /// It has given what can't be exported. That is left out.
        case refused(String)
    }

    init(_ name: String, _ labels: [SeriesLabel], _ problem: Problem) {
        self.name = name
        self.labels = labels.map { "\($0.name)=\"\($0.value)\"" }.joined(separator: ",")
        self.problem = problem
    }
}

extension CallbackFault: CustomStringConvertible {
    /// What happened and what it means, as a sentence without a final period.
    public var description: String {
        let name = "`\(name)\(labels.isEmpty ? "" : "{\(labels)}")`"
        return switch problem {
        case .late: "the callback of \(name) had not returned at the deadline: its last value stays until it returns"
        case .failed(let error): "the callback of \(name) has failed, so it has no value: \(error)"
        case .refused(let what): "the callback of \(name) has given \(what), which is left out"
        }
    }
}
