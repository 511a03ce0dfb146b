// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecModel
import SpecText

extension Group {
    /// What code calls a metric of the group: its key without the group's key, if it begins with that, and without a
    /// counter's `_total`.
    package func shortKey(of metric: Metric) -> String {
        metric.key.withUnits { units in
            var name = units[...]
            key.withUnits { prefix in
                let isShared = name.count > prefix.count + 1 && name.starts(with: prefix)
                if isShared, name[prefix.count] == UInt8(ascii: "_") { name = name.dropFirst(prefix.count + 1) }
            }
            let total = "_total".utf8
            if metric.kind == .counter, name.count > total.count, name.suffix(total.count).elementsEqual(total) {
                name = name.dropLast(total.count)
            }
            return String(decoding: UnsafeBufferPointer(rebasing: name), as: UTF8.self)
        }
    }
}
