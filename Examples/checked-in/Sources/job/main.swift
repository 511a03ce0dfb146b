// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import JobMetrics
import MetricsRuntime

let registry = MetricsRegistry()
let rows = try JobMetrics(in: registry).rows
for size in [100, 900, 0, 5000] {
    rows.total[size == 0 ? .skipped : .imported].increment()
    rows.sizeBytes.observe(Double(size))
}
print(registry.exposition(), terminator: "")
