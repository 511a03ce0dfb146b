// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel

package enum ReservedLabel {
    package static let rule = Rule(code: "MG1204", name: "reserved-label", isAboutName: true)

    static func finding(declared name: Spanned<String>) -> Finding? {
        reason(name.value).map { Finding(rule, at: name.span, $0, help: "rename the label") }
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

    private static func reason(_ name: String) -> String? {
        if name.hasPrefix("__") {
            return "the label \(quoted: name) starts with `__`, which is reserved for Prometheus"
        }
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
        guard let other = kind.sampleLabels(mode: mode).first(where: { $0.name(inFamily: metric) == name }) else {
            return nil
        }
        let reason: String
        switch other {
        // They are reported where the label is declared.
        case .bound, .quantile: return nil
        case .process:
            reason =
                "with `multiprocess: \(mode?.rawValue ?? "")` \(kind.phrase) already has a label \(quoted: name), for the process of each series"
        case .state: reason = "\(kind.phrase) already has a label with its own name, for the state of each series"
        }
        return Finding(
            rule, at: span, reason, help: "rename your label",
            related: [.init("\(quoted: label.name) is declared here", at: declared)])
    }
}
