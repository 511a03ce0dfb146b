// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel

package enum UnsuitableMode {
    package static let rule = Rule(code: "MG1472", name: "unsuitable-mode")

    /// nil if metrics of this type can have the mode.
    static func finding(_ mode: Spanned<MultiprocessMode>, of kind: MetricKind) -> Finding? {
        let modes = kind.description.modes
        guard kind.has(.mode), !modes.contains(mode.value) else { return nil }
        return Finding(
            rule, at: mode.span,
            "\(kind.phrase) can't be merged by \(quoted: mode.value.rawValue): \(reason(mode.value, kind))",
            help: "\(advice(mode.value, kind))write \(modes.map(\.rawValue).quoted(joinedBy: "or"))")
    }

    /// An info has the fields among its labels, so there is nothing to merge but whether it is there.
    private static func reason(_ mode: MultiprocessMode, _ kind: MetricKind) -> String {
        switch (mode.merge, kind.description.values) {
        case (.sum, .one): "it is always 1, and the sum would be a number of processes"
        case (.sum, _): "its values are 0 and 1, and the sum would be a number of processes"
        default:
            "values that were replaced would stay in the exposition; only the modes of the latest value remove them"
        }
    }

    private static func advice(_ mode: MultiprocessMode, _ kind: MetricKind) -> String {
        mode.merge == .sum ? "to count processes, make it a gauge with labels; otherwise " : ""
    }
}
