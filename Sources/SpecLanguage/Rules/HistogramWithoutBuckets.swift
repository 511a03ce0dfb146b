// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum HistogramWithoutBuckets {
    package static let rule = Rule(code: "MG1403", name: "histogram-without-buckets")

    static func finding(_ metric: Spanned<String>) -> Finding {
        Finding(
            rule, at: metric.span, "this histogram has no `buckets`",
            help: "add the name of a bucket set, or a list of bounds: `buckets: [1, 2, 5]`")
    }
}
