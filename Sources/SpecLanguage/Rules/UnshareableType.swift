// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel

package enum UnshareableType {
    package static let rule = Rule(code: "MG1420", name: "unshareable-type")

    static func finding(_ metric: Metric, at key: Span, processes: Span) -> Finding {
        Finding(
            rule, at: key,
            "the \(metric.kind.rawValue) \(quoted: metric.name) can't be shared by several processes: the format can't represent it",
            help: metric.kind == .info && metric.name.hasSuffix("_info")
                ? "make it a gauge with labels and a `multiprocess` mode, under a name that doesn't end in `_info`, or keep the product in one process"
                : "make it a gauge with labels and a `multiprocess` mode, or keep the product in one process",
            related: [.init("the product runs in several processes", at: processes)])
    }
}
