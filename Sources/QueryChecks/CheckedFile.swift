import PromQLSyntax
import QueryMeaning
import ReferenceFiles
import SpecDiagnostics

/// A file with its queries read and understood.
package struct CheckedFile: Sendable {
    package let file: ReferenceFile
    package let source: SourceText
    package let id: SourceID
    package let metrics: KnownMetrics
    package private(set) var queries: [CheckedQuery] = []

    package init(_ file: ReferenceFile, source: SourceText, id: SourceID, metrics: KnownMetrics) {
        self.file = file
        self.source = source
        self.id = id
        self.metrics = metrics
        queries = file.queries.indices.compactMap { index in
            let query = CheckedQuery(file.queries[index], in: self)
            return query.isJudged ? query : nil
        }
    }

    /// What all checks find, in the order of the file. Waivers and baselines come later.
    package var findings: [Finding] {
        QueryCheck.all.flatMap { $0.findings(self) }.inFileOrder()
    }
}

/// A query, its tree and its meaning.
package struct CheckedQuery: Sendable {
    package let query: ReferencedQuery
    package let reading: PromQLReading
    package let meaning: QueryMeaning
    package let file: FileContext

    /// What a query knows of the file that it is in.
    package struct FileContext: Sendable {
        package let file: ReferenceFile
        package let source: SourceText
        package let id: SourceID
        package let metrics: KnownMetrics
    }

    init(_ query: ReferencedQuery, in file: CheckedFile) {
        self.query = query
        reading = PromQLReading(query.string.text, templates: query.templates)
        meaning = QueryMeaning(reading.expression, metrics: file.metrics)
        self.file = FileContext(file: file.file, source: file.source, id: file.id, metrics: file.metrics)
    }

    package var metrics: KnownMetrics { file.metrics }

    /// Whether this is certainly a query, or most likely: it parses, and it names a metric of the product.
    var isJudged: Bool {
        query.isCertain
            || reading.findings.isEmpty
                && reading.expression.selectors.contains { $0.name?.text.map(metrics.isOfProduct) ?? false }
    }

    /// The place of a part of the query in its file.
    package func span(of part: PromQLSpan) -> Span {
        query.string.span(of: part.range, in: file.source, id: file.id)
    }

    /// A finding about a part of the query.
    func finding(
        _ rule: Rule, at part: PromQLSpan, _ message: String, underline: String? = nil, notes: [String] = [],
        help: String? = nil, related: [Finding.Related] = [], fixes: [Finding.Fix] = []
    ) -> Finding {
        Finding(
            rule, at: span(of: part), message, underline: underline, notes: notes, help: help, related: related,
            fixes: fixes)
    }
    /// A fix that rewrites a part of the query; nil where the file can't be edited for certain.
    func fix(_ description: String, replacing part: PromQLSpan, with text: String) -> Finding.Fix? {
        query.string.edit(replacing: part.range, with: text, in: file.source, id: file.id).map {
            Finding.Fix(description, isSafe: true, edits: [$0])
        }
    }
}
