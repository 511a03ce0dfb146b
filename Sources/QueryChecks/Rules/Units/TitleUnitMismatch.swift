// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import QueryMeaning
import ReferenceFiles
import SpecDiagnostics
import SpecModel

enum TitleUnitMismatch {
    static let rule = Rule(code: "MG4604", name: "title-unit-mismatch", severity: .warning)
    static let explained = ExplainedRule(
        rule,
        explanation: """
            The title of a panel ends in a unit, such as `(ms)` or `in ms`, that isn't the unit of the query's values. The \
            panel has no unit of its own, so the numbers are shown as they are: 0.25 seconds below the title \
            "Latency (ms)" are read as 0.25 ms. The unit of a query follows from the spec and from what the query does. \
            Give the panel a unit, which Grafana writes beside each number, and leave it out of the title.
            """,
        badExample: """
            # shop_door_seconds is a histogram. In a panel with the title `Time to the door (ms)`:
            histogram_quantile(0.99, sum by (le) (rate(shop_door_seconds_bucket[5m])))
            """,
        goodExample: """
            # shop_door_seconds is a histogram. In a panel with the title `Time to the door (s)`:
            histogram_quantile(0.99, sum by (le) (rate(shop_door_seconds_bucket[5m])))
            """)

    static func findings(_ file: CheckedFile) -> [Finding] {
        var reported: Set<String> = []
        return file.queries.compactMap { query in
            guard let finding = query.titleUnitMismatch else { return nil }
            // The other queries of the panel have the same fault.
            let place = finding.related.map { "\($0.span.start)" }.joined()
            return reported.insert(place + finding.message).inserted ? finding : nil
        }
    }
}

extension QueryCheck {
    static let titleUnitMismatch = QueryCheck([TitleUnitMismatch.explained], findings: TitleUnitMismatch.findings)
}

extension CheckedQuery {
    fileprivate var titleUnitMismatch: Finding? {
        guard hasValues, let panel, panel.isWithoutUnit, !Self.showingOther.contains(panel.type),
            let title = panel.title,
            let (range, meanings) = TitleUnit.of(title.text), let root = meaning.nodes.last,
            !meanings.contains(where: { root.result.values.isShown(as: $0, root.result.unit) })
        else { return nil }
        let unit = title.part(range).text
        let id = GrafanaUnitMeaning.id(of: root.result.unit, root.result.values)
        return finding(
            TitleUnitMismatch.rule, at: root.expression.span,
            "the query gives \(root.result.countedInWords), and the panel's title says `\(unit)`",
            notes: ["the panel has no unit, so the numbers are shown as they are"],
            help: id.map { "set the panel's unit to `\($0)`, and leave the unit out of the title" }
                ?? "correct the title",
            related: [.init("the panel's title", at: title.span(of: range, in: file.source, id: file.id))])
    }
}

/// A unit at the end of a panel's title, in parentheses, in brackets or behind "in".
private enum TitleUnit {
    /// Where it is, and what it can mean.
    static func of(_ title: String) -> (range: Range<Int>, meanings: [GrafanaUnitMeaning])? {
        guard let word = inBrackets(title) ?? behindIn(title) else { return nil }
        let meanings = meanings(of: String(word))
        let start = title.utf8.distance(from: title.startIndex, to: word.startIndex)
        return meanings.isEmpty ? nil : (start..<start + word.utf8.count, meanings)
    }

    private static func inBrackets(_ title: String) -> Substring? {
        let end = trimmed(title[...])
        guard end.last == ")" || end.last == "]" else { return nil }
        let rest = end.dropLast()
        // Without a space before it, it is the ending of a word: `order(s)`.
        guard let opening = rest.lastIndex(where: { "()[]".contains($0) }),
            rest[opening] == "(" || rest[opening] == "[",
            rest[..<opening].last?.isWhitespace == true
        else { return nil }
        let word = trimmed(rest[rest.index(after: opening)...])
        return word.isEmpty ? nil : word
    }

    private static func behindIn(_ title: String) -> Substring? {
        guard title.contains(" in ") else { return nil }
        let words = title.split(whereSeparator: \.isWhitespace).suffix(3)
        return words.count == 3 && words.dropLast().last == "in" ? words.last : nil
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }

    private static func meanings(of word: String) -> [GrafanaUnitMeaning] {
        func times(_ scales: [Double]) -> [GrafanaUnitMeaning] {
            scales.map { .quantity(.powers([.seconds: 1], scale: $0)) }
        }
        func bytes(_ scales: [Double]) -> [GrafanaUnitMeaning] {
            scales.map { .quantity(.powers([.bytes: 1], scale: $0)) }
        }
        func dataRates(_ scales: [Double]) -> [GrafanaUnitMeaning] {
            scales.map { .quantity(.powers([.bytes: 1, .seconds: -1], scale: $0)) }
        }
        return switch word {
        case "s", "sec", "secs", "seconds": times([1])
        case "ms", "msec", "millis", "milliseconds": times([1e-3])
        case "µs", "μs", "us", "microseconds": times([1e-6])
        case "ns", "nanoseconds": times([1e-9])
        case "%", "percent": [.share(of: 100)]
        case "B", "bytes": bytes([1])
        // Many write KB for 1024 bytes.
        case "KB", "kB", "KiB": bytes([1000, 1024])
        case "MB", "MiB": bytes([1e6, 1_048_576])
        case "GB", "GiB": bytes([1e9, 1_073_741_824])
        case "B/s", "bytes/s", "bytes/sec": dataRates([1])
        case "KB/s", "kB/s", "KiB/s": dataRates([1000, 1024])
        case "MB/s", "MiB/s": dataRates([1e6, 1_048_576])
        case "GB/s", "GiB/s": dataRates([1e9, 1_073_741_824])
        case "req/s", "rps", "qps", "ops/s", "/s", "1/s": [.count(perSeconds: 1)]
        case "req/min", "rpm", "/min", "1/min": [.count(perSeconds: 60)]
        default: []
        }
    }
}
