// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let undecidedRemoval = SpecCheck(
        ExplainedRule(
            Rule(code: "MG2006", name: "undecided-removal", severity: .note),
            explanation: """
                A deprecation with `remove_after: undecided` has no end, and nobody thinks of it again by themselves. \
                So lint asks in each minor version after the deprecation: can the metric be removed now? Write how many \
                minor versions after its deprecation it is removed, or in `ask_again` the minor version in which lint asks \
                again. It is silent until then.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.5"}
                groups:
                  cart:
                    metrics:
                      items:
                        type: gauge
                        help: "Items in all carts. DEPRECATED: nobody looks."
                        deprecated: {since: "1.4", reason: Nobody looks., replaced_by: none, remove_after: undecided}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.5"}
                groups:
                  cart:
                    metrics:
                      items:
                        type: gauge
                        help: "Items in all carts. DEPRECATED: nobody looks."
                        deprecated:
                          since: "1.4"
                          reason: Nobody looks.
                          replaced_by: none
                          remove_after: undecided
                          ask_again: "1.6"
                """)
    ) { input in
        let (version, line) = (input.product.version, input.product.version.releaseLine)
        guard !version.isUnversioned else { return [] }
        // A group that is deprecated is asked about once.
        var places: Set<Span> = []
        return input.product.metrics.compactMap { metric -> Finding? in
            guard case .deprecated(let notice) = metric.lifecycle, notice.removedFrom == nil else { return nil }
            let since = notice.deprecation.since
            guard since < line, notice.askAgain.map({ $0 <= line }) ?? true else { return nil }
            let place = input.deprecation(of: metric)
            guard places.insert(place).inserted else { return nil }
            let isOwn = input.deprecatedPart(of: metric) == .metric(metric.id)
            let subject = isOwn ? metric.name.quoted : "the group \(quoted: metric.id.group)"
            return finding(subject, since, at: place, in: line, isHidden: metric.state(at: version) == .hidden)
        }
    }

    private static func finding(
        _ subject: String, _ since: MinorVersion, at place: Span, in line: MinorVersion, isHidden: Bool
    ) -> Finding {
        Finding(
            undecidedRemoval.rule, at: place,
            """
            \(subject) is deprecated since \(since)\(isHidden ? " and hidden" : ""), this product is at \
            \(line), and its removal is undecided
            """,
            help: """
                write how many minor versions after \(since) it is removed in `remove_after`, or write \
                `ask_again: "\(line.advanced(byMinors: 1))"` to be asked again in that version
                """)
    }
}
