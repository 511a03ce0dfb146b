// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecYAML

extension FileTooLarge {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A file of more than \(YAMLDocument.sizeLimit / 1024 / 1024) MiB is not read: a spec of two thousand \
            metrics has less than one MiB. Nothing after the first \(YAMLDocument.valueLimit) values is read either. \
            Divide a larger spec into several files with `include`.
            """,
        badExample: "# A file of 17 MiB.",
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0"}
            """)
}
