// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@Suite("Queries against a spec")
struct QueryCaseTests {
    @Test(
        "each query is reported as recorded",
        arguments: RecordedText.all(in: "Tests/QueryChecksTests/Cases", endingWith: ".txt"))
    func report(recorded: RecordedText) throws { try recorded.expect(QueryCase(recorded.input).report) }
}
