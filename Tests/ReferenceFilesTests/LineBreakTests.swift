// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@Suite("A file with CR LF")
struct LineBreakTests {
    @Test(
        "has the same places as one with LF",
        arguments: FixtureTests.fixtures.filter { $0.hasPrefix("Pages/") || $0.hasPrefix("Rules/") })
    func places(fixture: String) throws {
        let text = try Repository.text("\(FixtureTests.directory)/\(fixture)")
        let expected = FileOutline(text, path: fixture).text
        expectSame(FileOutline(text.replacing("\n", with: "\r\n"), path: fixture).text, expected, fixture)
    }
}
