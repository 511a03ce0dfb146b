// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel
import SpecOrigins
import SpecOutput
import SpecPipeline
import TestSupport

/// A spec of a test, compiled in memory by the compiler's own pipeline.
package struct CompiledFixture {
    package let compilation: Compilation

    package init(
        _ files: FixtureFiles, emitters: [Emitter],
        checks: (ResolvedSpec, _ declarations: () -> Declarations) -> [Finding] = { _, _ in [] }
    ) {
        let package = PackageInMemory(files)
        do {
            compilation = try Compilation(package.root, in: package.sources, emitters: emitters, checks: checks)
        } catch {
            preconditionFailure("the files of a test have no \(error)")
        }
    }

    package var sources: SourceCollection { compilation.sources }
    package var spec: ResolvedSpec? { compilation.spec }
    package var product: Product? { compilation.product }
    package var findings: [Finding] { compilation.findings }

    /// As the command line prints them.
    package var report: String { TextReport(sources: sources).text(of: findings) }
}

extension CompiledFixture {
    /// The findings whose places can't be right: outside of the text, or at nothing.
    package var findingsWithoutPlace: [Finding] {
        findings.filter { finding in
            let spans = [finding.span] + finding.related.map(\.span) + finding.fixes.flatMap(\.edits).map(\.span)
            return !spans.allSatisfy(contains) || !hasPlace(finding)
        }
    }

    /// Whether a span runs forward between two places of its text.
    package func contains(_ span: Span) -> Bool {
        let source = sources[span.source]
        let isInside = { (position: Position) in
            // The place after the last line break is the end of the text.
            (1...source.lineCount).contains(position.line)
                && (1...source.line(position.line).unicodeScalars.count + 1).contains(position.column)
        }
        return isInside(span.start) && isInside(span.end) && span.start <= span.end
    }

    /// What a finding underlines has something in it that can be seen, unless it is about something that isn't there: a
    /// whole file that says too little is shown at its start, and one that ends too early at its end.
    private func hasPlace(_ finding: Finding) -> Bool {
        let source = sources[finding.span.source]
        let (start, end) = (finding.span.start, finding.span.end)
        if start == end, PlaceConvention.absent.contains(finding.rule.name) { return !source.line(start.line).isEmpty }
        if PlaceConvention.wholeFile.contains(finding.rule.name), start == end { return start.column == 1 }
        let lines = (start.line...max(start.line, end.line)).map { number -> Substring in
            let line = source.line(number)
            var scalars = line.unicodeScalars[...]
            if number == end.line { scalars = scalars.prefix(max(0, end.column - 1)) }
            if number == start.line { scalars = scalars.dropFirst(start.column - 1) }
            return Substring(scalars)
        }
        let isSeen = lines.contains { line in line.unicodeScalars.contains { !$0.properties.isWhitespace } }
        return isSeen || PlaceConvention.blank.contains(finding.rule.name)
    }
}

/// Rules whose findings may stand where there is nothing to see.
private enum PlaceConvention {
    /// They are about a file: its first line is as good as any.
    static let wholeFile: Set<String> = ["empty-file", "not-a-root-spec", "file-too-large", "missing-translation"]
    /// They are about an element of a list that was left out, and point between its neighbours.
    static let absent: Set<String> = ["missing-value"]
    /// They are about a character that can't be seen, or about one that isn't there.
    static let blank: Set<String> = ["tab-indentation", "control-character", "yaml-syntax"]
}
