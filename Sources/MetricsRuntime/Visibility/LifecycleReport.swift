// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// What a process reports once when its metrics are made: the metrics that are about to be removed, the stage that
/// each has reached, and what to use instead.
public struct LifecycleReport: Sendable, Equatable {
    /// The name of the product.
    public let product: String
    /// The version that the process acts as.
    public let version: String
    /// Served, with a notice.
    public internal(set) var deprecated: [Metric] = []
    /// Hidden at this version, and served on request.
    public internal(set) var shown: [Metric] = []
    /// Hidden at this version, and not served.
    public internal(set) var hidden: [Metric] = []
    /// Removed at this version, and still in the code, which was generated for an earlier one.
    public internal(set) var removed: [Metric] = []
    /// Switched off by name, in any stage.
    public internal(set) var disabled: [String] = []
    /// Things to look at: metrics that were made twice, a registry that stays in memory by mistake, and in lenient
    /// mode the settings that have no effect.
    public internal(set) var warnings: [String] = []
    /// The number of metrics that are served and not deprecated.
    public internal(set) var activeCount = 0

    init(product: String, version: String) {
        self.product = product
        self.version = version
    }

    /// A metric with a deprecation, and the releases that matter for it.
    public struct Metric: Sendable, Equatable {
        /// Its name in the exposition.
        public let name: String
        /// The release line that deprecated it.
        public let since: String
        /// The release line from which on it is hidden; empty while that is undecided.
        public let hiddenFrom: String
        /// The release line from which on it is removed; empty while that is undecided.
        public let removedFrom: String
        /// The names of the metrics to use instead; empty if there are none.
        public let replacements: [String]

        init(_ name: String, _ declared: DeclaredDeprecation, at version: ProductVersion) {
            let (deprecation, line) = (declared.deprecation, version.release)
            self.name = name
            since = deprecation.since.description
            hiddenFrom = deprecation.release(of: \.hidden, seenFrom: line)?.description ?? ""
            removedFrom = deprecation.release(of: \.removed, seenFrom: line)?.description ?? ""
            replacements = declared.replacements
        }

        /// "removed from 0.10", or that this is undecided.
        fileprivate var removal: String {
            removedFrom.isEmpty ? "its removal is undecided" : "removed from \(removedFrom)"
        }

        fileprivate var advice: String {
            replacements.isEmpty
                ? "nothing replaces it" : "use \(replacements.map { "`\($0)`" }.joined(separator: ", "))"
        }
    }

    /// A sentence for each metric that is about to be removed, for a log.
    public var messages: [String] {
        deprecated.map {
            "`\($0.name)` is deprecated since \($0.since): \($0.hiddenFrom.isEmpty ? "" : "hidden from \($0.hiddenFrom), ")\($0.removal); \($0.advice)"
        }
            + shown.map {
                "`\($0.name)` is hidden since \($0.hiddenFrom) and shown on request: \($0.removal); \($0.advice)"
            }
            + hidden.map {
                "`\($0.name)` is hidden since \($0.hiddenFrom): \($0.since) shows it, \($0.removedFrom.isEmpty ? $0.removal : "until it is \($0.removal)"); \($0.advice)"
            }
            + removed.map { "`\($0.name)` is removed since \($0.removedFrom); \($0.advice)" }
            + disabled.map { "`\($0)` is disabled" }
    }
}

// MARK: As metrics

extension LifecycleReport {
    /// The report as one gauge: how many metrics the product has in each state.
    func declaration(prefix: String) -> ProductDeclaration {
        // No product of a spec can have this name.
        var counts = ProductDeclaration(
            name: "lifecycle of \(product)", version: version, bound: [("product", product)])
        counts.gauge(
            0, prefix + "declared_metrics", "Metrics that the product declares, by the stage of their life.",
            MetricLabels(bound: ["product"], closed: [ClosedLabel("state", states.map(\.name))]), .max)
        return counts
    }

    /// Whether the gauge's name can begin with the prefix.
    func canBegin(withPrefix prefix: String) -> Bool {
        prefix.isEmpty || LegalName.isMetric(prefix)
    }

    /// In the order of the label's values.
    var states: [(name: String, count: Int)] {
        [
            ("active", activeCount), ("deprecated", deprecated.count), ("shown", shown.count), ("hidden", hidden.count),
            ("removed", removed.count), ("disabled", disabled.count),
        ]
    }
}
