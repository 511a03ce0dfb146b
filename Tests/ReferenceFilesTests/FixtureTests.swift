// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import ReferenceFiles
import SpecDiagnostics
import TestSupport
import Testing

@Suite("What is read of a file")
struct FixtureTests {
    static let directory = "Tests/ReferenceFilesTests/Fixtures"

    /// Each fixture has its outline beside it.
    static let fixtures: [String] = ["Grafana", "Resources", "Perses", "Faults", "Pages", "Rules"].flatMap { part in
        do {
            return try ["json", "yaml", "md"].flatMap {
                try Repository.files(in: "\(directory)/\(part)", endingWith: ".\($0)")
            }
            .map { "\(part)/\($0)" }
        } catch {
            preconditionFailure("fixtures can't be read: \(error)")
        }
    }

    @Test("is what its outline says", arguments: fixtures)
    func outline(fixture: String) throws {
        let text = try Repository.text("\(Self.directory)/\(fixture)")
        try expectRecorded(
            FileOutline(text, path: fixture).text, at: "\(Self.directory)/\(fixture).outline.txt")
    }
}
