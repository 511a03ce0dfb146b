// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

/// A value of a YAML file and its place. Scalars are strings: the reader that knows what is expected decides whether a
/// scalar is a number, a version, or the label value `no`.
package struct YAMLNode: Sendable {
    package let content: Content
    /// The value as it was written, including quotes and brackets, without surrounding spaces. That of a block mapping or
    /// sequence runs from its first to its last child. An absent value has an empty span.
    package let span: Span

    package enum Content: Sendable {
        case scalar(YAMLScalar)
        case sequence(YAMLSequence)
        case mapping(YAMLMapping)
        /// Something that has been reported already. Later stages don't report anything else about it.
        case reported
    }

    package init(_ content: Content, _ span: Span) {
        self.content = content
        self.span = span
    }

    /// Nothing was written, as after the colon of `help:`.
    package var isAbsent: Bool { if case .scalar(let scalar) = content { scalar.isAbsent } else { false } }
}

package struct YAMLScalar: Sendable, Equatable {
    package let text: String
    package let style: Style
    /// Whether a comment without a space after its `#` follows on the same line: `Number of #requests` is the string
    /// `Number of`, which its author hardly meant.
    package let runsIntoComment: Bool

    package enum Style: Sendable {
        case plain
        /// In single or double quotes.
        case quoted
        /// After `|` or `>`.
        case block
    }

    package init(text: String, style: Style, runsIntoComment: Bool = false) {
        self.text = text
        self.style = style
        self.runsIntoComment = runsIntoComment
    }

    /// Nothing was written, as after the colon of `help:`.
    package var isAbsent: Bool { style == .plain && text.isEmpty }
}

package struct YAMLSequence: Sendable {
    package let elements: [YAMLNode]
    /// False if an error hid the rest of it. A missing element then isn't reported.
    package let isComplete: Bool

    package init(elements: [YAMLNode], isComplete: Bool) {
        self.elements = elements
        self.isComplete = isComplete
    }
}

package struct YAMLMapping: Sendable {
    /// In the order of the text; no key occurs twice.
    package let entries: [Entry]
    /// False if an error hid an entry. A missing entry then isn't reported.
    package let isComplete: Bool
    /// Whether it is written in braces.
    package let isFlow: Bool

    package struct Entry: Sendable {
        package let key: Spanned<String>
        package let value: YAMLNode

        package init(key: Spanned<String>, value: YAMLNode) {
            self.key = key
            self.value = value
        }
    }

    package init(entries: [Entry], isComplete: Bool, isFlow: Bool) {
        self.entries = entries
        self.isComplete = isComplete
        self.isFlow = isFlow
    }

    package subscript(key: String) -> Entry? {
        // By position: most look-ups fail, and no entry has to be copied to find that out.
        for index in entries.indices where entries[index].key.value == key { return entries[index] }
        return nil
    }
}

// MARK: Printing

extension YAMLNode: CustomStringConvertible {
    /// The tree as an outline with one line for each node, with its span.
    package var description: String { outline(indentation: "") }

    private func outline(indentation: String) -> String {
        switch content {
        case .scalar(let scalar): "\(scalar.style) \(scalar.text.debugDescription) \(span)"
        case .reported: "reported \(span)"
        case .sequence(let sequence):
            "sequence \(span)\(sequence.isComplete ? "" : " incomplete")"
                + sequence.elements.map { "\n\(indentation)  - " + $0.outline(indentation: indentation + "  ") }
                .joined()
        case .mapping(let mapping):
            "mapping \(span)\(mapping.isComplete ? "" : " incomplete")"
                + mapping.entries.map {
                    "\n\(indentation)  \($0.key.value.debugDescription) \($0.key.span): "
                        + $0.value.outline(indentation: indentation + "  ")
                }.joined()
        }
    }
}
