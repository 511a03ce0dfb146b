// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension MetricsFormat {
    /// The format to answer with, of those that a scraper accepts: the one that it prefers, or else the text format
    /// 0.0.4. A scraper that says anything else, or nothing, also gets the text format.
    ///
    /// - Parameter accept: The values of all header fields `Accept`, in their order.
    public init(accept: some Sequence<String>) {
        var best: (format: MetricsFormat, quality: Int)?
        for clause in HeaderClause.all(in: accept) {
            guard let format = Self.format(of: clause), clause.quality > best?.quality ?? 0 else { continue }
            best = (format, clause.quality)
        }
        self = best?.format ?? .text
    }

    private static func format(of clause: HeaderClause) -> MetricsFormat? {
        switch clause.value {
        case "text/plain":
            switch clause["version"] {
            case nil, "0.0.4": .text
            case "1.0.0": MetricsFormat(.text1_0_0, escaping(of: clause))
            default: nil
            }
        case "application/openmetrics-text":
            switch clause["version"] {
            case nil, "1.0.0": MetricsFormat(.openMetrics1_0_0, escaping(of: clause))
            case "0.0.1": MetricsFormat(.openMetrics0_0_1, nil)
            default: nil
            }
        case "application/vnd.google.protobuf":
            clause["proto"] == "io.prometheus.client.MetricFamily" && clause["encoding"] == "delimited"
                ? .protobuf : nil
        // Clients that say this can't always read anything else.
        case "*/*", "text/*": .text
        default: nil
        }
    }

    private static func escaping(of clause: HeaderClause) -> EscapingScheme {
        clause["escaping"].flatMap(EscapingScheme.init) ?? .underscores
    }
}
