// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum SeveralDocuments {
    package static let rule = Rule(code: "MG0005", name: "several-documents")

    static func finding(at span: Span) -> Finding {
        Finding(
            rule, at: span, "a spec file must contain a single YAML document; a second one starts here",
            notes: ["the rest of the file was not read"],
            help: "delete the `---`, or move the second document to another file and list that under `include`")
    }
}
