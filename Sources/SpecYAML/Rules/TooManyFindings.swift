import SpecDiagnostics

package enum TooManyFindings {
    static let rule = Rule(
        code: "MG0013", name: "too-many-findings",
        explanation: """
            Of one file, or of one spec between its files, at most \(YAMLDocument.findingLimit) findings are shown. \
            Where there are more errors, the file is most likely not a spec, or one slip near its beginning is the \
            reason for all of them. Fix the first ones and run the command again.
            """,
        badExample: "# A file with a thousand and one faults.",
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0"}
            """)

    static func finding(_ count: Int, from span: Span) -> Finding {
        Finding(
            rule, at: span, "from here on \(count) more findings are not shown",
            help: "mend the ones before it, and look again")
    }

    package static func finding(stoppingAt span: Span) -> Finding {
        Finding(
            rule, at: span, "this file has thousands of faults up to here",
            notes: ["the rest of the file was not read"],
            help: "mend the first ones, and look again")
    }
}

extension [Finding] {
    /// In file order, and not more than anyone would read. No error is left out for a warning, and warnings that are left
    /// out make no error.
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
                ? TooManyFindings.finding(count, from: firstHidden.span)
                : TooManyWarnings.finding(count, from: firstHidden.span)
        ]
    }
}
