import SpecDiagnostics

/// The findings of several compilations, their spans moved into one collection of texts.
package struct MergedFindings {
    package var sources = SourceCollection()
    package var findings: [Finding] = []
    private var offsets: [Int] = []

    package init() {}

    package mutating func add(_ findings: [Finding], of other: SourceCollection) {
        let offset = sources.sources.count
        offsets.append(offset)
        for source in other.sources { _ = sources.add(source) }
        self.findings += findings.map { $0.movingSources(by: offset) }
    }

    package func moved(_ finding: Finding, of compilation: Int) -> Finding {
        finding.movingSources(by: offsets[compilation])
    }

    package func span(_ span: Span, of compilation: Int) -> Span { span.movingSource(by: offsets[compilation]) }
}
