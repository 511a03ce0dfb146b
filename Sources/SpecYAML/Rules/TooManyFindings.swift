import SpecDiagnostics

package enum TooManyFindings {
    static let rule = Rule(
        code: "MG0013", name: "too-many-findings",
        explanation: """
            Of one file, or of one spec between its files, at most \(YAMLDocument.findingLimit) findings are shown. \
            Where there are more, the file is most likely no spec, or one slip near its beginning is the reason for all \
            of them. Mend the first ones and look again.
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
    /// In file order, and not more than anyone would read.
    package func limited() -> [Finding] {
        let sorted = inFileOrder()
        guard sorted.count > YAMLDocument.findingLimit else { return sorted }
        let next = sorted[YAMLDocument.findingLimit]
        return sorted.prefix(YAMLDocument.findingLimit)
            + [TooManyFindings.finding(sorted.count - YAMLDocument.findingLimit, from: next.span)]
    }
}
