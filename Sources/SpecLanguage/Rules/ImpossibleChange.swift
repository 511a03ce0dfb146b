// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel

package enum ImpossibleChange {
    package static let rule = Rule(code: "MG1434", name: "impossible-change")

    static func finding(_ release: Spanned<MinorVersion>, before earlier: Spanned<MinorVersion>) -> Finding {
        Finding(
            rule, at: release.span, "a change in \(release.value) is listed after one in \(earlier.value)",
            help: "list the oldest change first", related: [.init("the one before it", at: earlier.span)])
    }

    static func finding(_ release: Spanned<MinorVersion>, notAfter since: Spanned<MinorVersion>) -> Finding {
        Finding(
            rule, at: release.span,
            "changed in \(release.value), but introduced in \(since.value): no release has had it otherwise",
            help: "write a later version here, or an earlier one in `since`",
            related: [.init("introduced here", at: since.span)])
    }

    /// A change that doesn't say what its kind needs.
    static func finding(incomplete change: Spanned<ChangeDeclaration>) -> Finding? {
        let kind = change.value.kind
        func missing(_ what: String, _ help: String) -> Finding {
            Finding(rule, at: kind.span, "a change of kind \(quoted: kind.value.rawValue) needs \(what)", help: help)
        }
        switch kind.value {
        case .unit, .mode:
            let isWhole = change.value.from.count == 1 && change.value.to.count == 1
            let nothing = kind.value == .unit ? ", `none` for no unit" : ""
            return isWhole
                ? nil : missing("one `from` and one `to`", "write what it was and what it is\(nothing)")
        case .meaning, .help:
            return change.value.note == nil
                ? missing("a `note`", "write what its readers should know, in a sentence") : nil
        case .labels, .values, .buckets:
            let isEmpty = change.value.from.isEmpty && change.value.to.isEmpty && change.value.note == nil
            return isEmpty
                ? missing("a `from`, a `to` or a `note`", "write what is no longer there, and what is there instead")
                : nil
        }
    }

    /// A change that the metric, or a change of this kind, can't have.
    static func finding(misfit change: ChangeDeclaration, of metric: MetricKind?) -> Finding? {
        let kind = change.kind
        switch kind.value {
        case .meaning, .help:
            guard let place = change.fromKey ?? change.toKey else { return nil }
            let key = change.fromKey != nil ? ChangeKeys.from.name : ChangeKeys.to.name
            return InapplicableKey.finding(
                Spanned(key, place), of: "a change of kind \(quoted: kind.value.rawValue)",
                why: "its `note` says what was and what is")
        case .mode, .buckets, .unit:
            guard let metric else { return nil }
            let fits =
                switch kind.value {
                case .mode: metric.has(.mode)
                case .buckets: metric.has(.buckets)
                default: metric.hasUnit
                }
            return fits
                ? nil
                : Finding(
                    rule, at: kind.span, "\(metric.phrase) has no \(kind.value.rawValue) that could change",
                    help: "write another kind, or delete this change")
        case .labels, .values: break
        }
        let same = change.from.first { from in change.to.contains { $0.value == from.value } }
        return same.map {
            Finding(rule, at: $0.span, "\(quoted: $0.value) is both in `from` and in `to`", help: "delete it in both")
        }
    }

    static func finding(_ to: Spanned<String>, of kind: RecordedChange.Kind, present: String) -> Finding {
        Finding(
            rule, at: to.span,
            "the last change of the \(kind.rawValue) leads to \(quoted: to.value), and it is \(quoted: present) now",
            help: "write \(quoted: present) here, or add the change that led to it")
    }

    static func finding(
        _ to: Spanned<String>, of kind: RecordedChange.Kind, next from: Spanned<String>
    ) -> Finding {
        Finding(
            rule, at: from.span,
            """
            the \(kind.rawValue) changes from \(quoted: from.value), but the change before it leads to \(quoted: to.value)
            """,
            help: "write the same in both", related: [.init("the change before it", at: to.span)])
    }

    static func finding(label: Spanned<String>, isThere: Bool) -> Finding {
        Finding(
            rule, at: label.span,
            isThere
                ? "the metric still has the label \(quoted: label.value), which this change took away"
                : "the metric has no label \(quoted: label.value), which this change brought",
            help: isThere
                ? "delete it here: `from` has the labels that are no longer there"
                : "delete it here, or add the change that took it away: `to` has the labels that are new")
    }
}
