// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
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
    /// What is judged: certain queries, and those that parse and ask for the product's metrics.
    package private(set) var queries: [CheckedQuery] = []
    /// Names in the text of a page.
    package private(set) var mentions: [CheckedQuery] = []

    package init(_ file: ReferenceFile, source: SourceText, id: SourceID, metrics: KnownMetrics) {
        self.file = file
        self.source = source
        self.id = id
        self.metrics = metrics
        for query in file.queries {
            let query = CheckedQuery(query, in: self)
            if query.isMention {
                mentions.append(query)
            } else if query.isJudged {
                queries.append(query)
            }
        }
    }

    /// A file whose queries are found and read.
    package init(reading source: SourceText, id: SourceID, metrics: KnownMetrics) {
        let file = source.malformed == nil ? ReferenceFile.read(source, id: id) : ReferenceFile(.other)
        self.init(file, source: source, id: id, metrics: metrics)
    }

    /// What all checks find and no comment of the file waives, in the order of the file. The waivers of the spec and
    /// baselines come later.
    package var findings: [Finding] {
        if let binary = BinaryReference.finding(in: source, id: id) { return [binary] }
        // An alias repeats a rule with its places.
        var seen: Set<Said> = []
        let findings = QueryCheck.all.flatMap { $0.findings(self) }.filter {
            seen.insert(Said(rule: $0.rule, span: $0.span, message: $0.message)).inserted
        }
        guard !file.waivers.isEmpty else { return findings.inFileOrder() }
        var waivers = QueryWaivers()
        let numbers = file.waivers.map { waivers.add($0, at: metrics.releaseLine) }
        let left = waivers.hiding(findings, by: numbers)
        return (left + waivers.findings).inFileOrder()
    }
}

/// What makes two findings one.
private struct Said: Hashable {
    let rule: Rule
    let span: Span
    let message: String
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
        guard !isHistory else { return false }
        return query.isCertain
            || reading.findings.isEmpty
                && reading.expression.selectors.contains { $0.name?.text.map(metrics.isOfProduct) ?? false }
    }

    /// Whether this is only a name in the text of a page.
    var isMention: Bool {
        if case .page(let use) = query.use { use.isMention } else { false }
    }

    /// Whether it is in a section of a page about an older version.
    var isHistory: Bool {
        guard case .page(let use) = query.use, let section = use.version.flatMap({ ProductVersion($0) }),
            let line = metrics.releaseLine
        else { return false }
        return section.releaseLine < line
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
