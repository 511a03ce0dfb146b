// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import QueryMeaning

/// A pattern that the names of series are compared with: `{__name__=~"shop_door_.*"}`, `metrics(shop_door)`.
struct NamePattern {
    /// An alternative that can only match names of the product, and matches none that is served.
    struct Dead {
        /// In the UTF-8 of the pattern.
        let range: Range<Int>
        let text: String
        /// One that it matches and that is hidden or removed.
        let gone: KnownSeries?
    }

    /// - Parameter isWhole: whether a pattern has to match the whole name.
    static func dead(in pattern: String, isWhole: Bool, _ metrics: KnownMetrics) -> [Dead] {
        let bytes = Array(pattern.utf8)
        let parts = RegularExpression.alternatives(in: pattern) ?? [0..<bytes.count]
        return parts.compactMap { part in
            let text = String(decoding: bytes[part], as: UTF8.self)
            let beginning = beginning(of: text)
            guard metrics.prefixes.contains(where: beginning.hasPrefix),
                !metrics.externalPrefixes.contains(where: { $0.hasPrefix(beginning) || beginning.hasPrefix($0) }),
                case .valid(let expression) = RegularExpression.read(
                    isWhole ? text : "(?s:.*)(?:\(text))(?s:.*)")
            else { return nil }
            var gone: [String] = []
            for name in metrics.storedNames where expression.matches(name) {
                guard let known = metrics[name]?.known, !known.state.isServed() else { return nil }
                gone.append(name)
            }
            return Dead(range: part, text: text, gone: gone.min().flatMap { metrics[$0] })
        }
    }

    /// What every name that matches begins with, or would if the pattern had to match from the beginning.
    private static func beginning(of pattern: String) -> String {
        var literal = String(pattern.drop { $0 == "^" }.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == ":" })
        let rest = pattern.drop { $0 == "^" }.dropFirst(literal.count)
        // The last letter may be left out.
        if let next = rest.first, "*?{".contains(next), !literal.isEmpty { literal.removeLast() }
        return literal
    }
}
