// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

/// The diagnostics of several compilations, their spans moved into one collection of sources.
package struct MergedFindings {
    package var sources = SourceCollection()
    package var findings: [Finding] = []
    private var offsets: [Int] = []

    package init() {}

    /// What was found in a file that an earlier compilation read as well, and said of it there, is not said again.
    package mutating func add(_ findings: [Finding], of other: SourceCollection) {
        let offset = sources.sources.count
        offsets.append(offset)
        let known = Set(sources.sources.map(\.path))
        let isShared = other.sources.contains { known.contains($0.path) }
        let said = isShared ? Set(self.findings.map { Saying($0, in: sources) }) : []
        for source in other.sources { _ = sources.add(source) }
        for finding in findings where !isShared || !said.contains(Saying(finding, in: other)) {
            self.findings.append(finding.movingSources(by: offset))
        }
    }

    /// What makes two findings the same to a reader.
    private struct Saying: Hashable {
        let path: String
        let code: String
        let start: Position
        let end: Position
        let message: String

        init(_ finding: Finding, in sources: SourceCollection) {
            path = sources[finding.span.source].path
            code = finding.rule.code
            start = finding.span.start
            end = finding.span.end
            message = finding.message
        }
    }

    package func moved(_ finding: Finding, of compilation: Int) -> Finding {
        finding.movingSources(by: offsets[compilation])
    }

    package func span(_ span: Span, of compilation: Int) -> Span { span.movingSource(by: offsets[compilation]) }
}
