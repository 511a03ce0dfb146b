// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

/// Findings as GitHub Actions reads them from the log of a job: a line each, which becomes an annotation on the file and
/// line in the changes of a pull request.
package struct GitHubReport {
    private let sources: SourceCollection
    private let path: (SourceText) -> String

    /// - Parameter path: by which path the host knows a file.
    package init(sources: SourceCollection, path: @escaping (SourceText) -> String = \.packagePath) {
        self.sources = sources
        self.path = path
    }

    /// What is said of no file.
    package static func annotation(of failure: String) -> String {
        "::error title=metricsgen::" + escaped(failure, isProperty: false)
    }

    package func text(of findings: some Sequence<Finding>) -> String {
        findings.inFileOrder().map { annotation($0) + "\n" }.joined()
    }

    private func annotation(_ finding: Finding) -> String {
        let command =
            switch finding.rule.severity {
            case .error: "error"
            case .warning: "warning"
            case .note: "notice"
            }
        let span = finding.span
        var properties = [
            ("file", path(sources[span.source])), ("line", "\(span.start.line)"), ("col", "\(span.start.column)"),
        ]
        if span.end.line == span.start.line {
            properties += [("endLine", "\(span.end.line)"), ("endColumn", "\(span.end.column)")]
        }
        properties.append(("title", "\(finding.rule.name) [\(finding.rule.code)]"))
        let related = finding.related.map {
            "\($0.message): \(path(sources[$0.span.source])):\($0.span.start)"
        }
        let lines = [finding.message] + related + finding.advice
        return "::\(command) "
            + properties.map { "\($0)=\(Self.escaped($1, isProperty: true))" }.joined(separator: ",")
            + "::" + Self.escaped(lines.joined(separator: "\n"), isProperty: false)
    }

    /// What would end the command, or the property, is percent-encoded, and so is the percent sign.
    private static func escaped(_ text: String, isProperty: Bool) -> String {
        var result = ""
        for scalar in PrintedText.lines(text).unicodeScalars {
            switch scalar {
            case "%": result += "%25"
            case "\r": result += "%0D"
            case "\n": result += "%0A"
            case ":" where isProperty: result += "%3A"
            case "," where isProperty: result += "%2C"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return PrintedText.withoutCommands(result)
    }
}
