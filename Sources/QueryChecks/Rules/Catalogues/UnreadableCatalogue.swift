// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CatalogueFiles
import SpecDiagnostics

package enum UnreadableCatalogue {
    package static let rule = Rule(code: "MG4091", name: "unreadable-catalogue")
    package static let explained = ExplainedRule(
        rule,
        explanation: """
            A file that should say which metrics other products have can't be read, or not all of it. The metrics of \
            that part aren't known, so nothing is said about queries that ask for them. The file can be a catalogue \
            that `metricsgen catalogue` wrote, a page that was scraped (in Prometheus' text format or OpenMetrics), or \
            an answer of Prometheus (`/api/v1/metadata`). Its content says which of them it is.
            """,
        badExample: "", goodExample: "")

    /// What can't be read of a file.
    package static func findings(in file: CatalogueFile, source: SourceText, id: SourceID) -> [Finding] {
        file.faults.map { fault in
            let span = Span(
                source: id, start: source.position(ofOffset: fault.range.lowerBound),
                end: source.position(ofOffset: fault.range.upperBound))
            return Finding(
                rule, at: span, fault.message,
                notes: ["nothing is known of the metrics in the part that can't be read"],
                help:
                    "name a page that a server shows at `/metrics`, what `metricsgen catalogue` prints, or what Prometheus answers at `/api/v1/metadata`"
            )
        }
    }
}

extension QueryCheck {
    /// Its findings are made where the files are read.
    static let unreadableCatalogue = QueryCheck([UnreadableCatalogue.explained], eachQuery: { _ in [] })
}
