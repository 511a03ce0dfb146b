// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// `Benchmarks/count-instructions` with a valgrind that counts what the test says. `make test` runs the real one.
@Suite("The committed costs of calls")
struct CallCostTests {
    private let machine: TemporaryDirectory

    init() throws {
        machine = try TemporaryDirectory()
        for script in ["Benchmarks/count-instructions", "Scripts/install-dependencies"] {
            try add("clone/\(script)", Repository.text(script))
        }
        try FileManager.default.createDirectory(
            atPath: machine.path + "/clone/Benchmarks/Thresholds", withIntermediateDirectories: true)
        try add("programs/swift", "#!/bin/sh\n[ $1 != --version ] || echo 'Swift version 6.9 (swift-6.9-RELEASE)'\n")
        // The beginning, what happens once, a few calls that cost nothing, and then the costs of 2,000 calls.
        try add(
            "programs/valgrind",
            """
            #!/bin/bash
            for argument; do case $argument in --callgrind-out-file=*) file=${argument#*=} ;; esac; done
            for part in 1 2 3; do echo "totals: 0" >"$file.$part"; done
            printf 'fn=(1) probe\\n16 5\\ncfn=(2) malloc\\ncalls=%d 0\\n16 9\\ntotals: %d\\n' $(cat "$0.counts") >"$file.4"
            echo "call increment 2000"

            """)
    }

    private func add(_ path: String, _ script: String) throws {
        try machine.write(script, to: path)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: machine.path + "/" + path)
    }

    private func count(_ option: String, instructions: Int, allocations: Int = 0) throws -> RunningProcess.Outcome {
        try machine.write("\(2000 * allocations) \(2000 * instructions)\n", to: "programs/valgrind.counts")
        return try RunningProcess.run(
            machine.path + "/clone/Benchmarks/count-instructions", [option],
            environment: ["PATH": machine.path + "/programs:/usr/bin:/bin"])
    }

    @Test("more than 3 % more instructions, or an allocation, fails and says what to do")
    func limits() throws {
        #expect(try count("--record", instructions: 100).ending == .exited(0))
        #expect(try count("--check", instructions: 103).ending == .exited(0))
        #expect(try count("--check", instructions: 90).ending == .exited(0))
        let dear = try count("--check", instructions: 104)
        #expect(dear.ending == .exited(1))
        #expect(
            dear.errorOutput.hasPrefix(
                "error: a call of `increment` takes 104.0 instructions, and 100.0 are committed\n"))
        #expect(dear.errorOutput.contains("`Benchmarks/count-instructions --record` and say so in CHANGELOG.md"))
        let allocating = try count("--check", instructions: 100, allocations: 1)
        #expect(allocating.ending == .exited(1))
        #expect(
            allocating.errorOutput.hasPrefix(
                "error: a call of `increment` allocates 1.0 times, and 0 are committed\n"))
    }

    @Test("a version of Swift without committed costs is not checked, and this is said")
    func otherVersion() throws {
        let outcome = try count("--check", instructions: 100)
        #expect(outcome.ending == .exited(0))
        #expect(outcome.output.hasPrefix("the instructions of calls are not checked: there is no swift-6.9-linux-"))
    }
}
