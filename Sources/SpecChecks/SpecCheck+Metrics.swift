// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel
import SpecOrigins

// What several rules need to know about a model.

extension CheckInput {
    /// The bounds that a living metric has, once for a named set, and the metrics that have them.
    var usedBounds: [(bounds: Declarations.WrittenBounds, metrics: [Metric])] {
        var bySet: [String: [Metric]] = [:]
        var own: [Span: Metric] = [:]
        for metric in livingMetrics {
            guard let set = metric.buckets else { continue }
            if let name = set.name {
                bySet[name, default: []].append(metric)
            } else {
                own[name(of: metric)] = metric
            }
        }
        return declarations.writtenBounds.compactMap { written in
            let metrics = own[written.owner.span].map { [$0] } ?? bySet[written.owner.value] ?? []
            return metrics.isEmpty ? nil : (written, metrics)
        }
    }
}

extension Metric {
    /// The words of its key, in lower case.
    var nameWords: [String] { key.words }

    /// Whether Prometheus takes its key for a name; where it doesn't, that has been reported.
    var hasLegalKey: Bool {
        key.utf8.first.map { !(0x30...0x39).contains($0) } == true
            && key.utf8.allSatisfy { unit in
                (0x30...0x39).contains(unit) || (0x41...0x5A).contains(unit & 0xDF) || unit == UInt8(ascii: "_")
            }
    }

    func startsWithName(_ help: String) -> Bool { help.hasPrefix(name) || help.hasPrefix(key) }

    /// Words of the help that look like names of this product's metrics.
    func names(inHelpWithPrefix prefix: String) -> [String] {
        let text = help
        return text.split { !($0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "_" || $0 == ":") }
            .filter { word in
                // `shop_prices.yaml` and `/etc/shop_prices` are files.
                let rest = text[word.endIndex...]
                let isFile = rest.first == "." && rest.dropFirst().first.map(\.isLetter) == true
                let before = text[..<word.startIndex].last
                return !isFile && before != "/" && before != "."
            }
            .map { $0.last == ":" ? String($0.dropLast()) : String($0) }
            .filter { $0.hasPrefix(prefix) && $0.count > prefix.count }
    }

    /// Whether its labels say everything, and its value nothing.
    var isInformation: Bool {
        kind == .info || kind == .gauge && key.hasSuffix("_info")
    }

    /// The name of its family in OpenMetrics.
    var openMetricsFamily: String { kind.openMetricsFamily(ofName: name) }
}

extension Unit {
    /// Whether it measures something, rather than counting pieces.
    var isMeasure: Bool {
        if case .own(let unit) = self { return unit.suffix != nil }
        return switch base.unit {
        case .seconds, .bytes, .ratio, .celsius, .joules, .watts, .volts, .amperes, .hertz, .meters, .grams,
            .unixSeconds:
            true
        default: false
        }
    }

    /// A bound above this was most likely meant in another unit. Of a time it is a year: jobs, sessions and leases do take
    /// days.
    var greatestSensibleBound: Double? {
        switch self {
        case .language(.seconds), .language(.milliseconds), .language(.microseconds), .language(.nanoseconds):
            365 * 86400 / base.factor
        case .ratio: 1
        case .percent: 100
        default: nil
        }
    }
}

extension MetricKind {
    /// Whether a name that holds this word repeats its type.
    var isOddInNames: Bool {
        // Names of some types have to end in it.
        description.nameSuffix != "_\(rawValue)" && self != .unknown
    }
}

extension Finding.Fix {
    static func removing(_ span: Span, _ what: String, isSafe: Bool) -> Self {
        Self("delete \(what)", isSafe: isSafe, edits: [.init(replacing: span, with: "")])
    }
}
