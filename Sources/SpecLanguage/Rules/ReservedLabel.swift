// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel

package enum ReservedLabel {
    package static let rule = Rule(code: "MG1204", name: "reserved-label", isAboutName: true)

    /// - Parameter name: what a scrape calls the label, if the spec says so. Then it can be a name that only metrics of
    ///   one type can't have.
    static func finding(declared key: Spanned<String>, name: Spanned<String>?) -> Finding? {
        guard let name else {
            return reason(key.value).map { Finding(rule, at: key.span, $0, help: "rename the label") }
        }
        return prometheus(name.value).map { Finding(rule, at: name.span, $0, help: "rename the label") }
    }

    /// A label that is used without being declared.
    static func finding(undeclared name: Spanned<String>) -> Finding? {
        reason(name.value).map {
            Finding(
                rule, at: name.span, $0, help: "delete it here; your own label needs another name",
                reference: name.value)
        }
    }

    /// The labels that readers of the text formats know on every series.
    private static let reservedLabels: [SampleLabel] = [.bound, .quantile]

    private static func prometheus(_ name: String) -> String? {
        name.hasPrefix("__") ? "the label \(quoted: name) starts with `__`, which is reserved for Prometheus" : nil
    }

    private static func reason(_ name: String) -> String? {
        if let reason = prometheus(name) { return reason }
        let subject: String? =
            switch reservedLabels.first(where: { $0.fixedName == name }) {
            case .bound: "the buckets of histograms"
            case .quantile: "the quantiles of summaries"
            case .state, .process, nil: nil
            }
        return subject.map { "\(quoted: name) is reserved for \($0)" }
    }

    /// A label that is legal on other metrics.
    ///
    /// - Parameter mode: nil if the product doesn't need one.
    static func finding(
        _ label: Label, declared: Span, usedAt span: Span, of metric: String, kind: MetricKind, mode: MultiprocessMode?
    ) -> Finding? {
        let name = label.name
        // Not every summary has quantiles, but readers look for them.
        let others = kind.sampleLabels(mode: mode) + (kind == .summary ? [.quantile] : [])
        guard let other = others.first(where: { $0.name(inFamily: metric) == name }) else { return nil }
        let reason: String
        switch other {
        // Reported where the label is declared.
        case .bound where label.key == name, .quantile where label.key == name: return nil
        case .bound: reason = "\(kind.phrase) already has a label \(quoted: name), for the bound of each bucket"
        case .quantile: reason = "readers take a label \(quoted: name) of \(kind.phrase) for its quantile"
        case .process:
            reason =
                "with `multiprocess: \(mode?.rawValue ?? "")` \(kind.phrase) already has a label \(quoted: name), for the process of each series"
        case .state: reason = "\(kind.phrase) already has a label with its own name, for the state of each series"
        }
        return Finding(
            rule, at: span, reason, help: "rename your label",
            related: declared == span ? [] : [.init("\(quoted: label.name) is declared here", at: declared)])
    }
}
