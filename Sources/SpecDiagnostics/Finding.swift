// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// One fault, said once: which rule, where, what is wrong and what to do.
///
/// Wording: lower case, no full stop, the user's own words in backquotes, the smallest span that is at fault.
package struct Finding: Sendable, Equatable {
    package let rule: Rule
    package private(set) var span: Span
    /// The part of the string at `span` that is at fault; nil for all of it. Where that part is written is known once
    /// somebody has the source (`locatingParts`).
    package private(set) var part: Part?
    /// What is wrong, on one line.
    package let message: String
    /// A few words under the underlined place, such as ``did you mean `multiprocess`?``.
    package let underline: String?
    /// Why it matters, and what else the reader has to know.
    package var notes: [String]
    /// What to do.
    package let remedy: String?
    /// What to do instead if the name in question is published already.
    package let ifPublished: String?
    /// The name at `span`, if the problem is that the spec can't use this name anywhere. The diagnostics of one rule
    /// about one name are reported together.
    package let reference: String?
    /// Other places that have a part in it.
    package var related: [Related]
    package var fixes: [Fix]

    package struct Part: Sendable, Equatable {
        /// The whole string, decoded.
        package let string: String
        /// Offsets in its UTF-8.
        package let range: Range<Int>

        package init(_ range: Range<Int>, of string: String) {
            self.string = string
            self.range = range
        }
    }

    package struct Related: Sendable, Equatable {
        package let span: Span
        package let message: String

        package init(_ message: String, at span: Span) {
            self.span = span
            self.message = message
        }
    }

    /// A change that fixes the diagnostic. It is safe if the meaning of the spec changes only for this rule.
    package struct Fix: Sendable, Equatable {
        package let description: String
        package let isSafe: Bool
        package let edits: [Edit]

        package struct Edit: Sendable, Equatable {
            package let span: Span
            package let text: String

            package init(replacing span: Span, with text: String) {
                self.span = span
                self.text = text
            }
        }

        package init(_ description: String, isSafe: Bool, edits: [Edit]) {
            self.description = description
            self.isSafe = isSafe
            self.edits = edits
        }

        /// Whether it takes text away without writing anything in its place.
        package var deletesText: Bool {
            edits.contains { $0.text.isEmpty && $0.span.start < $0.span.end }
        }
    }

    package init(
        _ rule: Rule, at span: Span, part: Part? = nil, _ message: String, underline: String? = nil,
        notes: [String] = [], help: String? = nil, ifPublished: String? = nil, reference: String? = nil,
        related: [Related] = [], fixes: [Fix] = []
    ) {
        self.rule = rule
        self.span = span
        self.part = part
        self.message = Self.onOneLine(message)
        self.underline = underline.map(Self.onOneLine)
        self.notes = notes
        self.remedy = help
        self.ifPublished = ifPublished
        self.reference = reference
        self.related = related
        self.fixes = fixes
    }

    /// All that can be done, in one sentence.
    package var help: String? {
        guard let ifPublished else { return remedy }
        return (remedy.map { "\($0); " } ?? "") + "if it is published already, \(ifPublished)"
    }

    /// Everything that is said beside the message, for reports that have one place for it.
    package var advice: [String] { [underline].compactMap { $0 } + notes + [help].compactMap { $0 } }

    /// A message holds words of the spec, which can be anything: control characters, line breaks and what can't be seen
    /// are shown as escapes, and what goes on and on is cut.
    private static func onOneLine(_ text: String) -> String {
        let limit = 600
        if text.utf8.count <= limit, text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
        var shown = String.UnicodeScalarView()
        for (count, scalar) in text.unicodeScalars.enumerated() {
            guard count < limit else { return String(shown) + "…" }
            if scalar.isInvisible {
                shown.append(contentsOf: scalar.escaped(asASCII: true).unicodeScalars)
            } else {
                shown.append(scalar)
            }
        }
        return String(shown)
    }
}

extension Unicode.Scalar {
    /// Whether a terminal shows nothing for it, or shows other text in another order because of it. The two that join
    /// letters and emoji do neither.
    var isInvisible: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        case .format: self != "\u{200C}" && self != "\u{200D}"
        default: false
        }
    }
}

extension Sequence<Finding> {
    /// In the order of the files and of the places in them; findings at one place stay in the order they were made.
    package func inFileOrder() -> [Finding] {
        let findings = Array(self)
        // The places are sorted, and not the findings themselves, which are large.
        return findings.enumerated()
            .map { (source: $0.element.span.source, start: $0.element.span.start, offset: $0.offset) }
            .sorted { ($0.source, $0.start, $0.offset) < ($1.source, $1.start, $1.offset) }
            .map { findings[$0.offset] }
    }

    package var hasErrors: Bool { contains { $0.rule.severity == .error } }
}

extension [Finding] {
    /// The same findings, with fixes that delete text marked as unsafe while an error remains that no safe fix removes.
    ///
    /// An error can hide a use: a label set that was written as a mapping names no label, and a misspelled
    /// `remove_after` makes a metric look overdue. Text that nothing seems to use may then be in use.
    package func withholdingDeletions() -> [Finding] {
        mayHideUses ? map { $0.withholdingDeletions() } : self
    }

    /// Whether there is an error that only the author can fix.
    package var mayHideUses: Bool {
        contains { $0.rule.severity == .error && !$0.rule.isAboutModel && !$0.fixes.contains(where: \.isSafe) }
    }
}

extension Finding {
    /// The same finding, with fixes that delete text marked as unsafe.
    package func withholdingDeletions() -> Finding {
        guard fixes.contains(where: { $0.isSafe && $0.deletesText }) else { return self }
        var copy = self
        copy.fixes = fixes.map { Fix($0.description, isSafe: $0.isSafe && !$0.deletesText, edits: $0.edits) }
        return copy
    }

    /// The same finding at another place.
    package func moved(to span: Span) -> Finding {
        var copy = self
        copy.span = span
        copy.part = nil
        return copy
    }

    /// The same diagnostic after `offset` other sources have been put before its own.
    package func movingSources(by offset: Int) -> Finding {
        var copy = self
        copy.span = span.movingSource(by: offset)
        copy.related = related.map { Related($0.message, at: $0.span.movingSource(by: offset)) }
        copy.fixes = fixes.map { fix in
            Fix(
                fix.description, isSafe: fix.isSafe,
                edits: fix.edits.map { Fix.Edit(replacing: $0.span.movingSource(by: offset), with: $0.text) })
        }
        return copy
    }
}
