// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@Suite("Targets")
struct TargetCheckTests {
    @Test("an undeclared import, an unused dependency and a row that isn't true each fail the check")
    func faults() throws {
        let fixture = Repository.root.appending(path: "Tests/IntegrationTests/TargetChecks").path(percentEncoded: false)
        let outcome = try RunningProcess.run(
            Repository.root.appending(path: "Scripts/check-targets").path(percentEncoded: false),
            [fixture, fixture + "/description.json"])
        #expect(outcome.ending == .exited(1))
        let expected = try Repository.text("Tests/IntegrationTests/TargetChecks/expected.txt")
        for (printed, line) in zip(outcome.errorOutput.split(separator: "\n"), expected.split(separator: "\n")) {
            #expect(printed == line)
        }
        #expect(outcome.errorOutput.count == expected.count)
    }

    @Test("the layout is each target after those that it imports, with the size of its folders")
    func layout() throws {
        let fixture = Repository.root.appending(path: "Tests/IntegrationTests/TargetChecks").path(percentEncoded: false)
        let outcome = try RunningProcess.run(
            Repository.root.appending(path: "Scripts/check-targets").path(percentEncoded: false),
            ["--layout", fixture, fixture + "/description.json"])
        #expect(outcome.ending == .exited(0))
        expectSame(outcome.output, try Repository.text("Tests/IntegrationTests/TargetChecks/layout.txt"))
    }
}
