// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecModel

extension PageWords {
    /// What changed: "the unit, from blocks to tokens. Tokens are comparable."
    func words(on change: RecordedChange) -> String {
        let subject = self("the \(change.kind.rawValue)")
        func list(_ names: [String]) -> String { names.map { MarkdownText.code($0) }.joined(separator: comma) }
        let (from, to) = (list(change.from), list(change.to))
        let what =
            switch (from.isEmpty, to.isEmpty) {
            case (true, true): subject
            case (false, true): self("{1}, without {2}", subject, from)
            case (true, false): self("{1}, with {2}", subject, to)
            case (false, false): self("{1}, from {2} to {3}", subject, from, to)
            }
        return what + fullStop + (change.note.map { sentenceSpace + MarkdownText.prose($0) } ?? "")
    }
}

extension RecordedChange {
    /// The same in English, for release notes.
    package var markdown: String { PageWords(locale: nil).words(on: self) }
}
