// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecEmitters
import SpecHistory

extension ReleaseDifference {
    private var heading: String { "\(new.product) \(old.version) to \(new.version)" }

    /// For a terminal: what breaks queries first.
    var text: String {
        guard let step else { return "\(PrintedText.line(heading)): nothing changed\n" }
        var text =
            "\(PrintedText.line(heading)): \(changes.count.counted("change", "changes")); queries need a \(step.rawValue) step\n"
        for verdict in Verdict.allCases.reversed() {
            let section = changes(verdict, for: .queries)
            guard !section.isEmpty else { continue }
            text += "\n\(Self.title(verdict))\n"
            for change in section { text += "  " + Self.lines(change) }
        }
        return text
    }

    private static func title(_ verdict: Verdict) -> String {
        switch verdict {
        case .breaking: "breaking for queries"
        case .compatible: "compatible for queries"
        case .none: "not visible to queries"
        }
    }

    private static func lines(_ change: Change) -> String {
        let (said, verdicts) = (change.change, change.change.verdicts)
        var text = "\(PrintedText.line(said.message)) [\(said.kind.rawValue)]\n      "
        if let waiver = change.waiver {
            text += "Accepted: \(PrintedText.line(waiver))"
        } else {
            text += said.reason
            let others = [Reader.code, .operations].filter { verdicts[$0] == .breaking }.map(\.rawValue)
            if !others.isEmpty { text += " Breaking for \(others.joined(separator: " and "))." }
        }
        text += "\n"
        for use in change.impact.prefix(10) {
            text += "      \(PrintedText.line(use.path)):\(use.position): \(use.kind.rawValue)"
            text += use.title.isEmpty ? "\n" : " \(PrintedText.line(use.title.quoted))\n"
        }
        if change.impact.count > 10 { text += "      and \(change.impact.count - 10) other places\n" }
        return text
    }

    /// A section of a changelog.
    var markdown: String {
        var text = "## Metrics of \(MarkdownText.prose(new.product)): \(old.version) to \(new.version)\n"
        guard step != nil else { return text + "\nNo metric changes.\n" }
        let titles: [(Verdict, String)] = [
            (.breaking, "Breaking"), (.compatible, "Changed"), (.none, "Not visible to queries"),
        ]
        for (verdict, title) in titles {
            let section = changes(verdict, for: .queries)
            guard !section.isEmpty else { continue }
            text += "\n### \(title)\n\n"
            for change in section {
                text += "- \(Self.sentence(change.change.message))"
                if verdict == .breaking { text += " \(change.change.reason)" }
                let others = [Reader.code, .operations].filter { change.verdict(for: $0) == .breaking }.map(\.rawValue)
                if !others.isEmpty { text += " Breaking for \(others.joined(separator: " and "))." }
                text += "\n"
                for use in change.impact {
                    text += "  - \(MarkdownText.code(use.packagePath)):\(use.position.line)"
                    text += use.title.isEmpty ? "\n" : " (\(MarkdownText.prose(use.title)))\n"
                }
            }
        }
        return text
    }

    /// The words of a message, of which only those in backquotes come from a spec.
    private static func sentence(_ message: String) -> String {
        let parts = message.split(separator: "`", omittingEmptySubsequences: false)
        // An odd number of parts has each name between two of them.
        guard parts.count % 2 == 1 else { return MarkdownText.prose(capitalized(message)) + "." }
        let text = parts.enumerated().map { index, part in
            index % 2 == 1 ? MarkdownText.code(String(part)) : prose(part)
        }.joined()
        return capitalized(text) + "."
    }

    /// Words between names: the spaces at their edges are those of the sentence.
    private static func prose(_ words: Substring) -> String {
        let inner = words.drop { $0 == " " }
        let text = String(inner.reversed().drop { $0 == " " }.reversed())
        guard !text.isEmpty else { return String(words) }
        return (words.first == " " ? " " : "") + MarkdownText.prose(text) + (words.last == " " ? " " : "")
    }

    private static func capitalized(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}
