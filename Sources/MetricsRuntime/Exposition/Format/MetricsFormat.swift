// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A format of an exposition. Samples have the same names and values in each of them.
public struct MetricsFormat: Hashable, Sendable {
    /// Prometheus' text format 0.0.4, which every scraper reads.
    public static let text = MetricsFormat(.text0_0_4, nil)
    /// OpenMetrics 1.0.0.
    public static let openMetrics = MetricsFormat(.openMetrics1_0_0, nil)
    /// Prometheus' protobuf format: messages `io.prometheus.client.MetricFamily`, each after its length.
    public static let protobuf = MetricsFormat(.protobuf, nil)

    /// Formats of one syntax have the same bytes.
    package enum Syntax: String, CaseIterable, Sendable {
        case text, openMetrics, protobuf

        package var format: MetricsFormat {
            switch self {
            case .text: .text
            case .openMetrics: .openMetrics
            case .protobuf: .protobuf
            }
        }
    }

    enum Version: Hashable {
        case text0_0_4, text1_0_0, openMetrics0_0_1, openMetrics1_0_0, protobuf
    }

    private let version: Version
    /// What the scraper asks for where a name has characters that Prometheus' classic names don't have.
    private let escaping: EscapingScheme?

    init(_ version: Version, _ escaping: EscapingScheme?) {
        self.version = version
        self.escaping = escaping
    }

    package var syntax: Syntax {
        switch version {
        case .text0_0_4, .text1_0_0: .text
        case .openMetrics0_0_1, .openMetrics1_0_0: .openMetrics
        case .protobuf: .protobuf
        }
    }

    /// The value of the header field `Content-Type`. Prometheus 3 refuses a response without it.
    public var contentType: String {
        let suffix = "; escaping=\((escaping ?? .underscores).rawValue)"
        return switch version {
        case .text0_0_4: "text/plain; version=0.0.4; charset=utf-8"
        case .text1_0_0: "text/plain; version=1.0.0; charset=utf-8" + suffix
        case .openMetrics0_0_1: "application/openmetrics-text; version=0.0.1; charset=utf-8"
        case .openMetrics1_0_0: "application/openmetrics-text; version=1.0.0; charset=utf-8" + suffix
        case .protobuf:
            "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited"
        }
    }
}

/// How a scraper wants to see names that Prometheus' classic names don't include. An exposition of this package has
/// classic names only, which are the same in every scheme.
enum EscapingScheme: String {
    case allowUTF8 = "allow-utf-8"
    case underscores
    case dots
    case values
}
