// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@Suite("Random legal specs")
struct RandomSpecTests {
    @Test(
        """
        compile with swiftc, start with parameters and as some release, record into every series, and Prometheus' client \
        reads every name, help, label value, bound and amount back, and nothing that isn't there
        """,
        arguments: [SeededGenerator.seed(1), SeededGenerator.seed(2)])
    func roundTrip(seed: UInt64) throws {
        let programs = URL(filePath: BuiltProgram.path("metricsgen")).deletingLastPathComponent()
        let outcome = try Judge.python(
            "random_specs.py",
            [BuiltProgram.path("metricsgen"), programs.path(percentEncoded: false), "\(seed)", "10"])
        #expect(outcome.ending == .exited(0), "\(outcome.output)\(outcome.errorOutput)")
    }
}
