// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing
import TextDifference

@Suite("Unified diffs")
struct UnifiedDiffTests {
    private func diff(_ old: String?, _ new: String?) -> String {
        UnifiedDiff.text(old: old, new: new, oldName: "a/x", newName: "b/x")
    }

    @Test("equal strings have none")
    func equal() { #expect(diff("a\n", "a\n") == "") }

    @Test("a change is shown with three lines of context")
    func change() {
        let old = (1...10).map { "line \($0)\n" }.joined()
        #expect(
            diff(old, old.replacing("line 5\n", with: "line five\n")) == """
                --- a/x
                +++ b/x
                @@ -2,7 +2,7 @@
                 line 2
                 line 3
                 line 4
                -line 5
                +line five
                 line 6
                 line 7
                 line 8

                """)
    }

    @Test("a file that isn't there is /dev/null")
    func missing() {
        #expect(diff(nil, "a\n") == "--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+a\n")
        #expect(diff("a\n", nil) == "--- a/x\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n")
    }

    @Test("a missing line break at the end, a carriage return and another spelling of a letter are differences")
    func bytes() {
        #expect(diff("a\n", "a").hasSuffix("-a\n+a\n\\ No newline at end of file\n"))
        #expect(diff("a\r\nb\n", "a\nb\n").contains("-a\r\n+a\n"))
        #expect(diff("\u{E9}\n", "e\u{301}\n").contains("@@ -1 +1 @@"))
    }

    @Test(
        "git turns the old string into the new one, for strings of all sorts",
        arguments: (0..<60).map { SeededGenerator.seed($0) })
    func patch(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let count = [0, 1, 5, 40, 400].randomElement(using: &generator) ?? 5
        let old = (0..<count).map { _ in "\(Int.random(in: 0..<6, using: &generator))" }
        var new = old
        for _ in 0..<Int.random(in: 1...8, using: &generator) {
            let place = Int.random(in: 0...new.count, using: &generator)
            if Bool.random(using: &generator) || new.isEmpty {
                new.insert("x\(Int.random(in: 0..<3, using: &generator))", at: place)
            } else {
                new.remove(at: min(place, new.count - 1))
            }
        }
        let end = Bool.random(using: &generator) ? "\n" : ""
        let oldText = old.isEmpty ? "" : old.joined(separator: "\n") + "\n"
        let newText = new.isEmpty ? "" : new.joined(separator: "\n") + end
        guard oldText != newText else { return }
        let directory = try TemporaryDirectory()
        try directory.write(oldText, to: "x")
        try directory.write(diff(oldText, newText), to: "x.diff")
        let outcome = try RunningProcess.run(
            "git", ["apply", "--whitespace=nowarn", "x.diff"], workingDirectory: directory.path)
        #expect(outcome.ending == .exited(0), "\(outcome.output)\(outcome.errorOutput)")
        let patched = (try? directory.text(of: "x")) ?? ""
        #expect(patched == newText)
    }

    @Test("the first line that differs is named")
    func firstDifference() {
        #expect(UnifiedDiff.firstDifference(old: "a\nb\nc\n", new: "a\nx\nc\n") == 2)
        #expect(UnifiedDiff.firstDifference(old: "a\n", new: "a\nb\n") == 1)
        #expect(UnifiedDiff.firstDifference(old: "", new: "a\n") == 1)
    }
}
