// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecJSON
import SpecPipeline
import SpecReports

/// Prints diagnostics in the requested format, and decides whether the run fails. The same for every command.
package struct FindingsPrinter {
    package enum Format: String, CaseIterable, Sendable { case text, json, github, sarif }
    package enum Color: String, CaseIterable, Sendable { case auto, always, never }

    let format: Format
    private let color: Color
    private let warningsAsErrors: Bool
    /// Whether a warning makes the run fail.
    var countsWarnings: Bool { warningsAsErrors }

    package init(format: Format, color: Color, warningsAsErrors: Bool) {
        self.format = format
        self.color = color
        self.warningsAsErrors = warningsAsErrors
    }

    /// Prints diagnostics in the chosen format. As text, nothing is printed if there are none.
    ///
    /// - Parameter members: what the JSON document says besides them.
    package func print(
        _ findings: [Finding], in sources: SourceCollection, members: [JSONValue.Member] = []
    ) throws {
        switch format {
        case .text:
            let text = TextReport(sources: sources, isColored: isColored).text(of: findings)
            if !text.isEmpty { Console.printReport(text) }
        case .github:
            // The host keeps ten annotations of each severity and doesn't show their lines: the log has everything.
            let text = TextReport(sources: sources, isColored: isColored).text(of: findings)
            if !text.isEmpty { Console.printReport(text) }
            printAnnotations(of: findings, in: sources)
        case .json:
            let report = JSONReport(sources: sources)
            let document: [JSONValue.Member] = [
                .init("version", 1), .init("diagnostics", report.diagnostics(of: findings)),
            ]
            try Console.print(document: JSONValue.object(document + members).text)
        case .sarif: try Console.print(document: sarif(findings, sources))
        }
    }

    func printAnnotations(of findings: [Finding], in sources: SourceCollection) {
        let text = GitHubReport(sources: sources, path: HostPath.of).text(of: findings)
        if !text.isEmpty { Console.printReport(text) }
    }

    /// The document of a run that ended before it had diagnostics; as text there is only the message.
    package func printDocument(of failure: CommandFailure) throws {
        switch format {
        case .text: break
        case .github: Console.printReport(GitHubReport.annotation(of: failure.reason))
        case .json: try Console.print(document: JSONReport.document(of: failure.reason).text)
        case .sarif:
            try Console.print(document: sarif([], SourceCollection(), failure: failure.reason))
        }
    }

    /// For commands whose document takes standard output.
    func printToStandardError(_ findings: [Finding], in sources: SourceCollection) throws {
        switch format {
        case .text, .github: try print(findings, in: sources)
        case .json: Console.printReport(PrintedText.json(JSONReport(sources: sources).document(of: findings).text))
        case .sarif: Console.printReport(PrintedText.json(sarif(findings, sources)))
        }
    }

    /// Says why a run fails whose report has no error.
    ///
    /// - Throws: exit status 1 if the diagnostics are worse than the caller accepts.
    func check(_ findings: [Finding]) throws {
        if findings.hasErrors { throw CommandExit.findings }
        let count = findings.count { $0.rule.severity == .warning }
        guard warningsAsErrors, count > 0 else { return }
        if format == .text || format == .github {
            Console.printError(
                count == 1
                    ? "error: 1 warning, and --warnings-as-errors counts it as an error"
                    : "error: \(count) warnings, and --warnings-as-errors counts them as errors")
        }
        throw CommandExit.findings
    }

    private func sarif(_ findings: [Finding], _ sources: SourceCollection, failure: String? = nil) -> String {
        SARIFReport(
            sources: sources, toolVersion: ToolVersion.current, rules: RulePage.rules, path: HostPath.of
        ).document(of: findings, failure: failure).text
    }

    private var isColored: Bool {
        switch color {
        case .always: true
        case .never: false
        case .auto: Console.errorIsTerminal && (Console.environment("NO_COLOR") ?? "").isEmpty
        }
    }
}
