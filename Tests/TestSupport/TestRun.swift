// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// Whether tests write what they got into the fixtures instead of comparing it: `METRICSGEN_RECORD=1` in the
/// environment. The difference is then for a person to read.
package let isRecording = isSet("METRICSGEN_RECORD")

/// Whether tests take new random seeds, and those run that take minutes: `make soak` sets `METRICSGEN_SOAK=1`.
package let isSoaking = isSet("METRICSGEN_SOAK")

/// All of them in `make soak`, else every `step`th: which one comes first depends on `number`, so tests with different
/// numbers try different ones.
package func sample<Element>(_ all: [Element], every step: Int, of number: Int) -> [Element] {
    isSoaking ? all : stride(from: abs(number % step), to: all.count, by: step).map { all[$0] }
}

extension Trait where Self == ConditionTrait {
    /// `make unit` leaves the test out: it has less than a minute for all of them.
    package static var slow: Self { .disabled(if: isSet("METRICSGEN_UNIT"), "`make unit` leaves it out") }
}

private func isSet(_ variable: String) -> Bool { ProcessInfo.processInfo.environment[variable] == "1" }
