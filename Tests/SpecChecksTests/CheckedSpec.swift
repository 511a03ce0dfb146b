// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecEmitters
import SpecOutput
import SpecTestSupport
import TestSupport

@testable import SpecChecks

/// A spec, and what the language, the checks and the outputs that it asks for say about it.
typealias CheckedSpec = CompiledFixture

extension CompiledFixture {
    init(_ text: String) { self.init(FixtureFiles(text)) }

    init(_ files: FixtureFiles) {
        self.init(files, emitters: Emitter.all, checks: { SpecCheck.findings(in: CheckInput($0, $1())) })
    }

    var codes: [String] { findings.map(\.rule.code) }

    /// The spec after the first fix of each finding.
    var mended: String? {
        sources.sources[0].applying(findings.compactMap(\.fixes.first).flatMap(\.edits))
    }
}
