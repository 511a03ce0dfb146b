// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecOrigins
import SpecOutput
import SpecTestSupport
import TestSupport

@testable import SpecEmitters

/// Models of specs in files, read as the compiler reads them.
enum TestSpec {
    struct Unresolved: Error {
        let report: String
    }

    /// The model of the spec in `spec/`, as it is or as of another release.
    static func reference(version: String = "0.8.0") throws -> ResolvedSpec {
        let names = try Repository.files(in: "spec", endingWith: ".yaml") + ["locales/zh.yaml"]
        let texts = try names.map { name in
            let text = try Repository.text("spec/\(name)")
            return ("spec/\(name)", text.replacing("version: \"0.8.0\"", with: "version: \"\(version)\""))
        }
        return try product(of: FixtureFiles(Dictionary(uniqueKeysWithValues: texts), root: "spec/vllm.yaml"))
    }

    /// A small product that has one of everything, as if its spec were in `spec/`.
    static func bakery() throws -> ResolvedSpec { try fixture("bakery") }

    static func fixture(_ name: String) throws -> ResolvedSpec {
        let text = try Repository.text("Tests/SpecEmittersTests/Fixtures/\(name).yaml")
        return try product(of: FixtureFiles(text, root: "spec/\(name).yaml"))
    }

    /// The model of a spec that is written in a test.
    static func product(_ text: String) throws -> ResolvedSpec { try product(of: FixtureFiles(text)) }

    private static func product(of files: FixtureFiles) throws -> ResolvedSpec {
        let fixture = CompiledFixture(files, emitters: Emitter.all)
        guard let spec = fixture.spec, fixture.findings.isEmpty else { throw Unresolved(report: fixture.report) }
        return spec
    }
}
