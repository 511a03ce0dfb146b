// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// Whether tests write what they got into the fixtures instead of comparing it: `METRICSGEN_RECORD=1` in the
/// environment. The difference is then for a person to read.
package let isRecording = isSet("METRICSGEN_RECORD")

/// Whether tests take new random seeds, and those run that take minutes: `make soak` sets `METRICSGEN_SOAK=1`.
package let isSoaking = isSet("METRICSGEN_SOAK")

extension Trait where Self == ConditionTrait {
    /// `make unit` leaves the test out: it has less than a minute for all of them.
    package static var slow: Self { .disabled(if: isSet("METRICSGEN_UNIT"), "`make unit` leaves it out") }
}

private func isSet(_ variable: String) -> Bool { ProcessInfo.processInfo.environment[variable] == "1" }
