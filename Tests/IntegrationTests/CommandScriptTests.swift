// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@Suite("Commands as people type them")
struct CommandScriptTests {
    // try!: a repository without its scripts has nothing to test, and a property of a suite can't throw.
    static let names = try! Repository.files(in: "Tests/IntegrationTests/Scripts", endingWith: ".txt")

    @Test("prints and leaves what the script says", arguments: names)
    func script(name: String) throws {
        let script = try CommandScript(named: name)
        try expectRecorded(script.run(), at: script.path)
    }
}
