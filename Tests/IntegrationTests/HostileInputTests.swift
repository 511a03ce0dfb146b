// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// Here the judge leaves out the inputs that a debug build is slow at. `make soak-front-end` tries all of them on a release
/// build, and `make bench-compiler` says what time they take.
@Suite("Inputs that were made to hurt")
struct HostileInputTests {
    @Test("end with a finding that has a place, within bounds of memory")
    func bounded() throws {
        let outcome = try Judge.python(
            "hostile_inputs.py", [BuiltProgram.path("metricsgen"), "--quick"])
        #expect(outcome.ending == .exited(0), "\(outcome.output)\(outcome.errorOutput)")
    }
}
