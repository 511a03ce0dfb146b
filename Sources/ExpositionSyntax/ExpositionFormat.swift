// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A text format in which a process shows its metrics to a scrape.
package enum ExpositionFormat: String, Sendable, CaseIterable {
    /// Prometheus' text format 0.0.4, `text/plain`.
    /// https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
    case text
    /// OpenMetrics 1.0, `application/openmetrics-text`.
    /// https://prometheus.io/docs/specs/om/open_metrics_spec/
    case openMetrics

    /// The format of a page that came without a content type: only OpenMetrics ends in `# EOF`.
    package init(of page: [UInt8]) {
        var end = page.count
        while end > 0, page[end - 1] == UInt8(ascii: "\n") || page[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        let mark = Array("# EOF".utf8)
        let isMarked = page[..<end].suffix(mark.count).elementsEqual(mark)
        let startsLine = end == mark.count || (end > mark.count && page[end - mark.count - 1] == UInt8(ascii: "\n"))
        self = isMarked && startsLine ? .openMetrics : .text
    }
}

/// The type of a family, as the formats write it.
package enum ExpositionType: String, Sendable, CaseIterable {
    case counter, gauge, histogram, summary
    /// Of unknown type, in the text format.
    case untyped
    /// Of unknown type, in OpenMetrics.
    case unknown
    case info, stateset
    case gaugeHistogram = "gaugehistogram"

    /// Whether a format has this type. A type that it doesn't have makes Prometheus refuse the whole page.
    package func exists(in format: ExpositionFormat) -> Bool {
        switch format {
        case .text: [.counter, .gauge, .histogram, .summary, .untyped].contains(self)
        case .openMetrics: self != .untyped
        }
    }

    /// What the names of a family's samples append to the family's name.
    package func suffixes(in format: ExpositionFormat) -> [String] {
        switch (self, format) {
        case (.counter, .text), (.gauge, _), (.untyped, _), (.unknown, _), (.stateset, _), (.info, .text): [""]
        case (.counter, .openMetrics): ["_total", "_created"]
        case (.histogram, .text): ["_bucket", "_sum", "_count"]
        case (.histogram, .openMetrics): ["_bucket", "_sum", "_count", "_created"]
        case (.summary, .text): ["", "_sum", "_count"]
        case (.summary, .openMetrics): ["", "_sum", "_count", "_created"]
        case (.info, .openMetrics): ["_info"]
        case (.gaugeHistogram, _): ["_bucket", "_gsum", "_gcount"]
        }
    }
}
