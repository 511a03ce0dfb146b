// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum TooManyDiagnostics {
    package static let rule = Rule(code: "MG0013", name: "too-many-diagnostics")

    static func finding(_ count: Int, from span: Span) -> Finding {
        Finding(
            rule, at: span, "\(count) more diagnostics, from here on, are not shown",
            help: "fix the ones before it, and run the command again")
    }

    package static func finding(stoppingAt span: Span) -> Finding {
        Finding(
            rule, at: span, "this file has thousands of errors up to here",
            notes: ["the rest of the file was not read"],
            help: "fix the first ones, and run the command again")
    }
}

extension [Finding] {
    /// In file order, and not more than anyone would read. An error is never left out in favour of a warning, and leaving
    /// out warnings doesn't cause an error.
    package func limited() -> [Finding] {
        let sorted = inFileOrder()
        let limit = YAMLDocument.findingLimit
        guard sorted.count > limit else { return sorted }
        let errorCount = sorted.count { $0.rule.severity == .error }
        var kept: [Finding] = []
        var firstHidden: Finding?
        var room = (errors: limit, others: Swift.max(0, limit - errorCount))
        for finding in sorted {
            let isError = finding.rule.severity == .error
            guard isError ? room.errors > 0 : room.others > 0 else {
                if isError || errorCount <= limit { firstHidden = firstHidden ?? finding }
                continue
            }
            if isError { room.errors -= 1 } else { room.others -= 1 }
            kept.append(finding)
        }
        guard let firstHidden else { return kept }
        let count = sorted.count - kept.count
        return kept + [
            errorCount > limit
                ? TooManyDiagnostics.finding(count, from: firstHidden.span)
                : TooManyWarnings.finding(count, from: firstHidden.span)
        ]
    }
}
