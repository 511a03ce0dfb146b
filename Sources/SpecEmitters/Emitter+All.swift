// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PythonEmitter
import SpecDiagnostics
import SpecOutput
import SwiftEmitter

extension Emitter {
    /// In the order in which their files are generated.
    package static let all: [Emitter] = [.swift, .python, .markdown, .grafana, .prometheus, .catalogue]

    /// Every rule that one of them can report, but those of Swift.
    package static let allRules: [ExplainedRule] = all.flatMap(\.rules)
}
