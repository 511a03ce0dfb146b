// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

extension Finding.Fix {
    /// Writes what was probably meant. This is a guess, and so never safe.
    static func replacing(_ span: Span, with text: String) -> Finding.Fix {
        Finding.Fix("write \(quoted: text)", isSafe: false, edits: [.init(replacing: span, with: text)])
    }
}
