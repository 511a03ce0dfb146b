// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@Suite("A failing comparison of strings")
struct TextMismatchTests {
    private func mismatch(_ actual: String, _ expected: String) -> String? {
        TextMismatch(actual: actual, expected: expected, name: "page")?.description
    }

    @Test("prints where they differ first, and a diff")
    func differences() {
        let expected = (1...20).map { "line \($0)\n" }.joined()
        let actual = expected.replacing("line 12\n", with: "line twelve\n")
        #expect(
            mismatch(actual, expected) == """
                page differs first at line 12, column 6:
                -line 12
                +line twelve
                      ^
                --- expected
                +++ actual
                @@ -9,7 +9,7 @@
                 line 9
                 line 10
                 line 11
                -line 12
                +line twelve
                 line 13
                 line 14
                 line 15

                """)
    }

    @Test("sees a missing end, another spelling of a letter, and nothing where there is nothing")
    func ends() {
        #expect(mismatch("a\n", "a\n") == nil)
        #expect(mismatch("a", "a\n")?.hasPrefix("page differs first at line 2, column 1:\n-\n ^\n--- expected") == true)
        #expect(mismatch("e\u{301}", "\u{E9}")?.hasPrefix("page differs first at line 1, column 1:\n") == true)
        #expect(mismatch("", "a")?.hasPrefix("page differs first at line 1, column 1:\n-a\n+\n ^\n") == true)
    }

    @Test("fails the test")
    func fails() {
        withKnownIssue { expectSame("a", "b") }
        expectSame("a", "a")
    }
}
