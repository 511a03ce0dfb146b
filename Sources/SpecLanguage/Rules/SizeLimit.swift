// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecYAML

/// The limits of a spec. Each is far above what a product needs and far below what would overload a build.
package enum SizeLimits {
    /// Bytes of a name. Names become names in code and parts of file names.
    package static let name = 200
    /// Bytes of a label value or a state.
    package static let value = 1_000
    /// Bytes of any other string.
    package static let string = 65_536
    /// Elements of a list, or entries of a mapping.
    package static let entries = 10_000
    package static let metrics = 20_000
    /// The start-up parameters of a product, which are arguments of one initializer.
    package static let parameters = 200
    /// The labels of one metric, the fields of an info included.
    package static let labels = 64
    package static let quantiles = 20
    /// The waivers of one place: more than there are rules.
    package static let waivers = 200
    /// The bounds of one histogram.
    package static let bounds = 1_000
    /// The buckets of one series of a native histogram.
    package static let nativeBuckets = 10_000
    /// A duration in milliseconds: a year. Prometheus permits 292 years, but a unit test of an alert that waits for some
    /// of them would evaluate millions of times.
    static let duration = 31_536_000_000
    /// The numbers of a series of bounds whose `max` is a parameter: 19 powers of ten may follow.
    package static let mantissas = 50
    /// The lists of bounds that the conditions of one bucket set choose from.
    package static let alternatives = 64
    /// The terms of one condition.
    package static let terms = 64
    /// The strings that a parameter chooses from.
    package static let choices = 100
    /// The metrics of one name that exclude each other.
    package static let variants = 16
    /// The length of a chain of includes.
    package static let includeDepth = 32
    /// Series that exist from the start.
    package static let seriesAtStart = 1_000_000
}

package enum SizeLimit {
    package static let rule = Rule(code: "MG1440", name: "size-limit")

    /// - Parameter what: what is too long, such as "this name".
    static func finding(_ text: String, _ what: String, atMost limit: Int, at span: Span) -> Finding? {
        guard text.utf8.count > limit else { return nil }
        return Finding(
            rule, at: span, "\(what) takes \(text.utf8.count) bytes, and at most \(limit) are allowed",
            help: "write a shorter one")
    }

    /// A list or a mapping with too many entries.
    static func finding(_ slot: Slot, atMost limit: Int) -> Finding? {
        switch slot.node.content {
        case .sequence(let sequence) where sequence.elements.count > limit:
            finding(
                slot.key.span,
                "\(quoted: slot.key.value) has \(sequence.elements.count) elements, and at most \(limit) are allowed",
                help: "delete some of them")
        case .mapping(let mapping) where mapping.entries.count > limit:
            finding(
                slot.key.span,
                "\(quoted: slot.key.value) has \(mapping.entries.count) entries, and at most \(limit) are allowed",
                help: "delete some of them")
        default: nil
        }
    }

    static func finding(labels count: Int, of metric: String, at span: Span) -> Finding? {
        guard count > SizeLimits.labels else { return nil }
        return finding(
            span,
            "\(quoted: metric) has \(count) labels, and at most \(SizeLimits.labels) are allowed",
            help: "keep the labels that people filter and group by")
    }

    static func finding(metrics count: Int, at span: Span) -> Finding? {
        guard count > SizeLimits.metrics else { return nil }
        return finding(
            span, "the product has \(count) metrics, and at most \(SizeLimits.metrics) are allowed",
            help: "divide it into several products with separate specs")
    }

    static func finding(bounds: Spanned<Double>, count: Int) -> Finding {
        finding(
            bounds.span,
            "these are \(count) bounds, and at most \(SizeLimits.bounds) are allowed: each adds a series for every combination of labels",
            help: "delete bounds; 30 are many")
    }

    static func finding(nativeBuckets count: Spanned<Int>) -> Finding? {
        guard count.value > SizeLimits.nativeBuckets else { return nil }
        return finding(
            count.span,
            "\(count.value) buckets are more than \(SizeLimits.nativeBuckets), and each series can have as many",
            help: "write at most \(SizeLimits.nativeBuckets); 160 are usual")
    }

    /// - Parameter count: nil for any number above the limit.
    static func finding(alternatives count: Int?, at span: Span) -> Finding {
        finding(
            span,
            "these buckets choose from \(count.map { "\($0)" } ?? "more than \(SizeLimits.alternatives)") lists of bounds, and at most \(SizeLimits.alternatives) are allowed",
            help: "use fewer conditions; a set that refers to another one has all of its choices too")
    }

    static func finding(_ condition: ConditionDeclaration, at span: Span) -> Finding? {
        let count = condition.terms.count
        guard count > SizeLimits.terms else { return nil }
        return finding(
            span, "this condition has \(count) parts, and at most \(SizeLimits.terms) are allowed",
            help: "declare a parameter for a part of it")
    }

    static func finding(choices count: Int, at span: Span) -> Finding? {
        guard count > SizeLimits.choices else { return nil }
        return finding(
            span, "these are \(count) values of a parameter, and at most \(SizeLimits.choices) are allowed",
            help: "delete `values`, and check the string in the code that passes it")
    }

    static func finding(variants count: Int, at name: Spanned<String>) -> Finding {
        finding(
            name.span,
            "this is metric \(count) with the name \(quoted: name.value), and at most \(SizeLimits.variants) that exclude each other are allowed",
            help: "let one metric have a label for what differs")
    }

    package static func finding(includeDepthAt entry: Spanned<String>) -> Finding {
        finding(
            entry.span,
            "this is file \(SizeLimits.includeDepth + 1) in a chain of includes, and at most \(SizeLimits.includeDepth) are allowed",
            help: "include the file from the root spec")
    }

    private static func finding(_ span: Span, _ message: String, help: String) -> Finding {
        Finding(rule, at: span, message, help: help)
    }
}
